import WireFormats

/// `$dynamicRef` (JSON Schema core section 8.2.3.2): as `$ref`; but where that leads to a
/// `$dynamicAnchor`, the anchor of the same name counts that stands in the outermost resource of the
/// dynamic scope.
struct DynamicRef: Keyword {
  static let name = "$dynamicRef"
  let target: Int
  private let dynamicName: String?

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    let place = try compiler.target(of: site)
    target = compiler.node(at: place)
    dynamicName = try compiler.dynamicName(of: place, reference: try site.text())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    evaluation.applyInPlace(
      target(in: evaluation.program, scope: evaluation.dynamicScope), to: instance)
  }

  /// The schema that is meant in a dynamic scope, given as resources, outermost first.
  func target(in program: SchemaProgram, scope: [Int]) -> Int {
    guard let dynamicName, let targets = program.dynamicTargets[dynamicName] else { return target }
    for resource in scope {
      if let node = targets[resource] { return node }
    }
    return target
  }
}
