import WireFormats

/// `required` (JSON Schema validation section 6.5.3): an object must have these members.
struct Required: Keyword {
  static let name = "required"
  let names: [String]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    names = try site.names()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    return evaluation.demand(names, of: object)
  }
}

extension Evaluation {
  /// Notes each of the names that an object lacks.
  mutating func demand(
    _ names: [String], of object: JSONObject, becauseOf trigger: String? = nil
  ) -> Bool {
    var valid = true
    for name in names where !object.hasMember(name) {
      let reason = trigger.map { ", as there is \(ValueDescription.quoted($0))" } ?? ""
      valid = fail("a member \(ValueDescription.quoted(name))\(reason)", "none")
      if !collects { break }
    }
    return valid
  }
}

extension JSONObject {
  /// Whether there is a member of that name, by code points.
  func hasMember(_ name: String) -> Bool { members.contains { isSameText($0.name, name) } }
}
