/// A JSON object as it stood in the text: members in order, duplicates kept.
public struct JSONObject: Sendable {
  /// One name and its value.
  public struct Member: Sendable, Hashable {
    /// The member's name with escapes resolved.
    public var name: String
    /// The member's value.
    public var value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// All members in text order, duplicates included.
  public var members: [Member]

  /// Makes an object of the given members, in that order.
  public init(_ members: [Member] = []) { self.members = members }

  /// The value of the *last* member of that name, which is what most clients keep, else `nil`.
  ///
  /// Setting replaces the last such member in place or appends one; setting `nil` removes all of
  /// that name.
  public subscript(name: String) -> JSONValue? {
    get { lastIndex(of: name).map { members[$0].value } }
    set {
      guard let newValue else { return members.removeAll { $0.name.hasSameBytes(as: name) } }
      if let index = lastIndex(of: name) {
        members[index].value = newValue
      } else {
        members.append(Member(name: name, value: newValue))
      }
    }
  }

  /// The index of the last member of that name, code point for code point.
  func lastIndex(of name: String) -> Int? {
    members.lastIndex { $0.name.hasSameBytes(as: name) }
  }

  /// The number of members, duplicates counted each.
  public var count: Int { members.count }

  /// Whether there is no member.
  public var isEmpty: Bool { members.isEmpty }

  /// The names in text order, duplicates included.
  public var names: [String] { members.map(\.name) }
}
