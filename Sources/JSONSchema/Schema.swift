public import WireFormats

/// A compiled JSON Schema (draft 2020-12): compile once, validate many; safe to share.
///
/// Two rulings on what the standard leaves open: strings are equal where their code points are
/// (never by canonical equivalence), and of duplicate members of an object each one is judged.
public struct Schema: Sendable {
  /// The deepest nesting of schemas within schemas that a validation follows, counted over the
  /// instance's own nesting and every `$ref`, `allOf` and the like. What goes beyond it counts as
  /// invalid, so that no instance can exhaust a stack.
  public static let maximumDepth = Evaluation.maximumDepth

  /// The most violations that are told of one instance, so that no schema can exhaust memory.
  public static let maximumViolations = Evaluation.maximumViolations

  let program: SchemaProgram
  /// The same for ``isValid(_:)`` alone; `nil` where only the full evaluation can tell.
  private let quick: QuickProgram?

  /// Compiles a schema.
  ///
  /// - Parameters:
  ///   - document: the schema.
  ///   - baseURI: the URI that relative references and `$id`s resolve against.
  ///   - registry: other schema documents that `$ref` may name, by absolute URI. Nothing is ever
  ///     fetched. The meta-schemas of draft 2020-12 are always at hand.
  ///   - options: whether `format` asserts, for instance.
  /// - Throws: ``SchemaError`` with the place and the cause.
  public init(
    compiling document: JSONValue, baseURI: String = "", registry: [String: JSONValue] = [:],
    options: SchemaOptions = SchemaOptions()
  ) throws(SchemaError) {
    try self.init(
      compiling: document, at: JSONPointer(), baseURI: baseURI, registry: registry, options: options
    )
  }

  /// Compiles one schema inside a larger document, for instance a component of an OpenAPI 3.1
  /// document. References resolve against the whole document; what no reference reaches is not
  /// looked at.
  ///
  /// - Parameters:
  ///   - document: the whole document.
  ///   - pointer: where the schema stands in it, for instance `/components/schemas/Model`.
  ///   - baseURI: the URI of the document.
  ///   - registry: other schema documents that `$ref` may name, by absolute URI.
  ///   - options: whether `format` asserts, for instance.
  /// - Throws: ``SchemaError`` with the place and the cause.
  public init(
    compiling document: JSONValue, at pointer: JSONPointer, baseURI: String = "",
    registry: [String: JSONValue] = [:], options: SchemaOptions = SchemaOptions()
  ) throws(SchemaError) {
    var compiler = try SchemaCompiler(
      document: document, baseURI: baseURI, registry: registry, options: options)
    program = try compiler.compile(at: pointer)
    quick = QuickProgram(program)
  }

  /// Where the instance breaks the schema, in schema order; empty where it is valid. At most
  /// ``maximumViolations``.
  public func violations(in instance: JSONValue) -> [SchemaViolation] {
    // Most instances are valid, and to know that is far cheaper than to look for places.
    if quick != nil, isValid(instance) { return [] }
    return evaluatedViolations(in: instance)
  }

  /// What the full evaluation finds, whatever the quick one says. The two must agree, and the tests
  /// ask for both.
  func evaluatedViolations(in instance: JSONValue) -> [SchemaViolation] {
    var evaluation = Evaluation(program: program, collects: true)
    let valid = evaluation.run(instance)
    return valid ? [] : evaluation.violations
  }

  /// Whether the instance is valid. Faster than asking for the violations.
  public func isValid(_ instance: JSONValue) -> Bool {
    if let quick {
      var validation = QuickValidation(quick)
      return validation.run(instance)
    }
    var evaluation = Evaluation(program: program, collects: false)
    return evaluation.run(instance)
  }
}
