import Conformance
import JSONSchema
import WireFormats

/// Makes valid, short and cheap requests for a provider's endpoints.
struct RequestTemplate {
  let spec: ProviderSpec
  /// The model under test.
  let model: String
  /// The model for embeddings, `nil` where none is known.
  let embeddingModel: String?

  /// The parameters that bound the length of an answer, the preferred first.
  static let limitNames = ["max_tokens", "max_completion_tokens"]
  /// What derived requests allow.
  static let shortLimit = 8

  /// A parameter's schema, with a sensible example where the documentation shows none.
  func node(of parameter: Parameter) -> SchemaNode {
    let base = "specs:///\(spec.id).json"
    let usual =
      parameter.name == "model" ? .string(model) : WellKnownValues.parameter(parameter.name)
    return SchemaNode(schema: parameter.schema, base: base, registry: spec.schemaRegistry).resolved
      .showing(usual.map { [$0] } ?? [])
  }

  /// The name of the documented limit of an endpoint, `nil` where it documents none.
  func limitName(_ endpoint: Endpoint) -> String? {
    Self.limitNames.first { endpoint.parameter($0) != nil }
  }

  /// Why no request to an endpoint can be made; `nil` where one can.
  func obstacle(_ endpoint: String) -> String? {
    if endpoint == "embeddings", embeddingModel == nil {
      return "no embedding model is known: name one"
    }
    return nil
  }

  /// A valid request of an endpoint: what it requires, the model, and a short limit.
  ///
  /// - Parameter limit: the tokens allowed, `nil` to leave the limit to the provider.
  func body(_ endpoint: Endpoint, limit: Int? = RequestTemplate.shortLimit) -> JSONObject {
    var body = JSONObject()
    for parameter in endpoint.parameters {
      if parameter.name == "model" {
        body["model"] = .string(modelName(for: endpoint.name))
      } else if parameter.isRequired {
        body[parameter.name] = value(of: parameter)
      }
    }
    if let limit, let name = limitName(endpoint), let parameter = endpoint.parameter(name) {
      body[name] = .integer(max(limit, parameter.schema["minimum"]?.int ?? limit))
    }
    return body
  }

  /// The model that requests to an endpoint name.
  func modelName(for endpoint: String) -> String {
    endpoint == "embeddings" ? embeddingModel ?? model : model
  }

  /// A valid request with one parameter set, and with what must stand beside it.
  func body(_ endpoint: Endpoint, setting name: String, to value: JSONValue) -> JSONValue {
    var limit: Int? = Self.shortLimit
    if ["n", "best_of"].contains(name), let count = value.int, count > 8 { limit = 1 }
    if Self.limitNames.contains(name) { limit = nil }
    var body = self.body(endpoint, limit: limit)
    for companion in companions(of: name, in: endpoint) where companion.name != name {
      body[companion.name] = companion.value.isNull ? nil : companion.value
    }
    if name == "response_format", value["type"]?.string?.hasPrefix("json") == true {
      body["messages"] = WellKnownValues.messages(WellKnownValues.jsonPrompt)
    }
    body[name] = value
    return .object(body)
  }

  /// What must stand beside a parameter: what the spec says, else the usual, as far as the endpoint
  /// documents that and takes it.
  func companions(of name: String, in endpoint: Endpoint) -> [JSONObject.Member] {
    guard let parameter = endpoint.parameter(name) else { return [] }
    if let own = parameter.companions.object, !own.members.isEmpty { return own.members }
    return (WellKnownValues.companions(of: name).object?.members ?? []).filter { usual in
      endpoint.parameter(usual.name).map { documented in
        let kinds = node(of: documented).alternatives
        return kinds.isEmpty || kinds.contains { $0.admits(usual.value) }
      } ?? false
    }
  }

  /// A sensible value of a parameter; where nothing is documented of it, a text.
  func value(of parameter: Parameter) -> JSONValue {
    let kinds = node(of: parameter).alternatives
    if let usual = WellKnownValues.parameter(parameter.name),
      kinds.isEmpty || kinds.contains(where: { $0.admits(usual) })
    {
      return usual
    }
    return SchemaAlternative.example(of: kinds) ?? .string("text")
  }
}
