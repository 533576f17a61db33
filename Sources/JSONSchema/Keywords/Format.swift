import WireFormats

/// `format` (JSON Schema validation section 7): what a string is meant to be. Asserts only where the
/// dialect or the options say so; an unknown format never does.
struct Format: Keyword {
  static let name = "format"
  let format: StringFormat?

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    let name = try site.text()
    format = compiler.assertsFormat(in: site.resource) ? StringFormat(rawValue: name) : nil
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard let format, case .string(let text) = instance, !format.accepts(text) else { return true }
    return evaluation.fail(
      "a string of format \(format.rawValue)", ValueDescription.short(instance))
  }
}
