extension JSONReader {
  /// Reports each name that repeats an earlier one among the last `count` names.
  ///
  /// A few names are compared in pairs; many go through a set, whose hashing is seeded, so that no
  /// text can make this quadratic.
  mutating func reportDuplicates(inLast count: Int) {
    let first = names.count - count
    if count <= 16 {
      for index in first..<names.count {
        let name = names[index]
        for earlier in first..<index where names[earlier].text.hasSameBytes(as: name.text) {
          anomalies.append(JSONAnomaly(kind: .duplicateMember(name.text), offset: name.offset))
          break
        }
      }
      return
    }
    var seen = Set<ExactText>(minimumCapacity: count)
    for index in first..<names.count {
      let name = names[index]
      if !seen.insert(ExactText(text: name.text)).inserted {
        anomalies.append(JSONAnomaly(kind: .duplicateMember(name.text), offset: name.offset))
      }
    }
  }
}
