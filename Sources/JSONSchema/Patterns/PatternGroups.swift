/// The groups of a regular expression that capture, and the references to them.
struct PatternGroups: Sendable {
  var count = 0
  var names: [String: Int] = [:]
  var references: [PatternReference] = []

  /// The number of the group that a reference names, or `nil`.
  func number(of reference: PatternReference) -> Int? {
    switch reference {
    case .number(let number): (1...max(1, count)).contains(number) && count > 0 ? number : nil
    case .name(let name): names[name]
    }
  }
}
