import WireFormats

/// `patternProperties` (JSON Schema core section 10.3.2.2): schemas for members whose name matches a
/// regular expression.
struct PatternProperties: Keyword {
  static let name = "patternProperties"
  let entries: [(pattern: RegularExpression, node: Int)]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    var entries: [(pattern: RegularExpression, node: Int)] = []
    for member in try site.object().members {
      entries.append(
        (try site.pattern(member.name), compiler.node(at: site.place(member.name))))
    }
    self.entries = entries
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (position, member) in object.members.enumerated() {
      for (pattern, node) in entries where pattern.matches(member.name) {
        evaluation.evaluated?.insert(position)
        let via = pattern.source
        if !evaluation.applyToChild(node, member.value, at: .name(member.name), via: via) {
          valid = false
          if !evaluation.collects { return false }
        }
      }
    }
    return valid
  }
}

extension KeywordSite {
  /// Compiles a regular expression of the keyword.
  func pattern(_ source: String) throws(SchemaError) -> RegularExpression {
    do {
      return try RegularExpression(source)
    } catch {
      throw self.error(
        "holds the regular expression \(ValueDescription.quoted(source)), in which \(error.reason)")
    }
  }
}
