import WireFormats

/// `$recursiveRef` of draft 2019-09, the forerunner of `$dynamicRef`: not supported, and told so
/// rather than passed over.
struct RecursiveRef: Keyword {
  static let name = "$recursiveRef"

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    throw site.error("of draft 2019-09 is not supported; $dynamicRef has taken its place")
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool { true }
}
