import Conformance
import JSONSchema
import WireFormats

/// How errors are written: the members that the documentation shows, in a form that its schema
/// allows.
struct ErrorEnvelope: Sendable {
  private let schemas: [Schema]

  /// Compiles every envelope that the spec promises, its own and the dialect's.
  init(spec: ProviderSpec) throws(SchemaError) {
    var schemas: [Schema] = []
    for claim in spec.claims
    where claim.id.hasPrefix("errors.envelope") && claim.id.hasSuffix(".schema") {
      schemas.append(
        try Schema(
          compiling: claim.value, baseURI: "specs:///\(spec.id).json",
          registry: spec.schemaRegistry))
    }
    self.schemas = schemas
  }

  /// The body for a refusal: OpenAI's four members where the schema takes them, else those without
  /// `param`, else with a textual code.
  func body(for rejection: Rejection, status: Int, documented: DocumentedBehaviour) -> JSONValue {
    let type = JSONValue.string(documented.errorType(for: rejection.situation, status: status))
    let code =
      documented.errorCode(for: rejection.situation, status: status).map { JSONValue.string($0) }
      ?? .null
    let message = JSONValue.string(rejection.message)
    let parameter = rejection.parameter.map { JSONValue.string($0) } ?? .null
    let textCode = code.isNull ? .string(String(status)) : code
    let forms: [JSONValue] = [
      ["error": ["message": message, "type": type, "param": parameter, "code": code]],
      ["error": ["message": message, "type": type, "param": parameter, "code": textCode]],
      ["error": ["message": message, "type": type, "code": code]],
      ["error": ["message": message, "type": type, "code": textCode]],
    ]
    return forms.first { form in schemas.allSatisfy { $0.isValid(form) } } ?? forms[0]
  }
}
