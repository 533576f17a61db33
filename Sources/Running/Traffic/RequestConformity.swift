import Conformance
import JSONSchema
import WireFormats

/// Tells of requests that somebody else made whether the documentation describes them, so that an
/// answer to one that it does not is held to nothing but a refusal.
struct RequestConformity: Sendable {
  private let schemas: [String: [String: Schema]]
  private let spec: ProviderSpec

  /// Prepares the schemas of all parameters.
  ///
  /// A schema that cannot be compiled judges nothing: the linter tells of it.
  init(spec: ProviderSpec) {
    self.spec = spec
    var schemas: [String: [String: Schema]] = [:]
    for endpoint in spec.endpoints {
      for parameter in endpoint.parameters {
        do throws(SchemaError) {
          schemas[endpoint.name, default: [:]][parameter.name] = try Schema(
            compiling: parameter.schema, baseURI: "specs:///\(spec.id).json",
            registry: spec.schemaRegistry)
        } catch {
          continue
        }
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
      !endpoint.parameters.isEmpty
    else { return .unknown }
    return conforms(request.body, to: endpoint)
      ? .unknown : .rejected(statuses: [], level: .should)
  }

  private func conforms(_ body: [UInt8], to endpoint: Endpoint) -> Bool {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: body)
    } catch {
      return false
    }
    guard let object = document.value.object else { return false }
    return endpoint.parameters.allSatisfy { parameter in
      guard let value = object[parameter.name] else { return !parameter.isRequired }
      guard !value.isNull || parameter.isRequired else { return true }
      return schemas[endpoint.name]?[parameter.name]?.isValid(value) ?? true
    }
  }
}
