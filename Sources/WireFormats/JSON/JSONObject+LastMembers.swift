extension JSONObject {
  /// Up to this many members are searched one by one, more by way of a set or dictionary.
  private static let searchableCount = 16

  /// The members that count: all, but of duplicates the last alone. In text order.
  var lastMembers: [Member] {
    if members.count > JSONObject.searchableCount {
      var seen = Set<ExactText>(minimumCapacity: members.count)
      let last = members.indices.reversed().filter {
        seen.insert(ExactText(text: members[$0].name)).inserted
      }
      return last.count == members.count ? members : last.reversed().map { members[$0] }
    }
    for index in members.indices where isShadowed(index) {
      return members.indices.filter { !isShadowed($0) }.map { members[$0] }
    }
    return members
  }

  /// The members that count, ordered by the code points of their names.
  var sortedMembers: [Member] {
    let last = lastMembers
    if last.count < 2 { return last }
    return last.sorted { ExactText(text: $0.name) < ExactText(text: $1.name) }
  }

  /// The values of equal names here and in another object, or `nil` where the names differ.
  func pairs(with other: JSONObject) -> [(JSONValue, JSONValue)]? {
    let first = lastMembers
    let second = other.lastMembers
    guard first.count == second.count else { return nil }
    // The same names mostly stand in the same order.
    if first.indices.allSatisfy({ first[$0].name.hasSameBytes(as: second[$0].name) }) {
      return first.indices.map { (first[$0].value, second[$0].value) }
    }
    let places = JSONObject.places(of: first, in: second)
    guard places.count == first.count else { return nil }
    return first.indices.map { (first[$0].value, second[places[$0]].value) }
  }

  /// Whether a later member has the name of the one at an index.
  private func isShadowed(_ index: Int) -> Bool {
    let name = members[index].name
    for later in members[(index + 1)...] where later.name.hasSameBytes(as: name) { return true }
    return false
  }

  /// For each of some members the index of the one of the same name among others; shorter than
  /// those where a name is missing. Neither list has duplicates.
  private static func places(of members: [Member], in others: [Member]) -> [Int] {
    if members.count <= searchableCount {
      return members.compactMap { member in
        others.firstIndex { $0.name.hasSameBytes(as: member.name) }
      }
    }
    var index: [ExactText: Int] = Dictionary(minimumCapacity: others.count)
    for (place, other) in others.enumerated() { index[ExactText(text: other.name)] = place }
    return members.compactMap { index[ExactText(text: $0.name)] }
  }
}
