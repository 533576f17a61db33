import Conformance
import JSONSchema
import WireFormats

/// Tells of requests that somebody else made whether the documentation describes them, so that an
/// answer to one that it does not is held to nothing but a refusal.
struct RequestConformity: Sendable {
  private let schemas: [String: Schema]
  private let spec: ProviderSpec

  /// Prepares the schemas of all requests.
  ///
  /// A schema that cannot be compiled judges nothing: the linter tells of it.
  init(spec: ProviderSpec) {
    self.spec = spec
    var schemas: [String: Schema] = [:]
    for endpoint in spec.endpoints where !endpoint.parameters.isEmpty {
      do throws(SchemaError) {
        schemas[endpoint.name] = try Schema(
          compiling: endpoint.requestSchema, baseURI: "specs:///\(spec.id).json",
          registry: spec.schemaRegistry)
      } catch {
        continue
      }
    }
    self.schemas = schemas
  }

  /// What a request could expect.
  ///
  /// One that is not as documented is to be refused, though few pages promise that; of any other
  /// nobody knows what it was to meet. What a value `null` means is rarely said, so that it is no
  /// violation.
  func expectation(of request: HTTPRequest, at name: String) -> Expectation {
    guard let endpoint = spec.endpoint(name), endpoint.method == request.method,
      let schema = schemas[name]
    else { return .unknown }
    let isDocumented = JSONValue(ifJSON: request.body)?.object.map { body in
      let given = body.members.filter { member in
        !member.value.isNull || endpoint.parameter(member.name)?.isRequired ?? true
      }
      return schema.isValid(.object(JSONObject(given)))
    }
    return isDocumented ?? false ? .unknown : .rejected(statuses: [], level: .should)
  }
}
