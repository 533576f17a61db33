import WireFormats

/// `additionalProperties` (JSON Schema core section 10.3.2.3): the schema of members that neither
/// `properties` nor `patternProperties` beside it speaks of.
struct AdditionalProperties: Keyword {
  static let name = "additionalProperties"
  let schema: Int
  let names: Set<ExactText>
  let patterns: [RegularExpression]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
    names = Set((site.schema[Properties.name]?.object?.names ?? []).map { ExactText($0) })
    var patterns: [RegularExpression] = []
    for name in site.schema[PatternProperties.name]?.object?.names ?? [] {
      patterns.append(try site.pattern(name))
    }
    self.patterns = patterns
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (position, member) in object.members.enumerated()
    where !names.contains(ExactText(member.name))
      && !patterns.contains(where: { $0.matches(member.name) })
    {
      evaluation.evaluated?.insert(position)
      if !evaluation.applyToChild(schema, member.value, at: .name(member.name)) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    return valid
  }
}
