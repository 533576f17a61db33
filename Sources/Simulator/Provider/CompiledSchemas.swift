import Conformance
import JSONSchema
import WireFormats

/// The schemas of a spec that a provider needs, compiled once and shared by all its variants.
struct CompiledSchemas: Sendable {
  /// How errors are written.
  let envelope: ErrorEnvelope
  /// The schemas by endpoint and parameter.
  let parameters: [String: [String: Schema]]

  init(spec: ProviderSpec) throws(SchemaError) {
    envelope = try ErrorEnvelope(spec: spec)
    var schemas: [String: [String: Schema]] = [:]
    for endpoint in spec.endpoints {
      for parameter in endpoint.parameters {
        schemas[endpoint.name, default: [:]][parameter.name] = try Schema(
          compiling: parameter.schema, baseURI: "specs:///\(spec.id).json",
          registry: Self.refers(parameter.schema) ? spec.schemaRegistry : [:])
      }
    }
    parameters = schemas
  }

  /// Whether a schema refers to another, so that all those have to be read.
  private static func refers(_ schema: JSONValue) -> Bool {
    switch schema {
    case .object(let object):
      object.members.contains { $0.name == "$ref" || $0.name == "$dynamicRef" || refers($0.value) }
    case .array(let items): items.contains(where: refers)
    default: false
    }
  }
}
