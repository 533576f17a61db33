import Conformance
import Simulator
import Specifications
import Testing
import WireFormats

/// The bundled specs, and requests as any client would send them.
enum Specs {
  static let library = SpecLibrary(
    files: Dictionary(
      uniqueKeysWithValues: BundledSpecs.paths.compactMap { path in
        BundledSpecs.bytes(at: path).map { (path, $0) }
      }))

  /// The ids of all providers.
  static let ids = library.providerPaths.map { String($0.dropLast(5)) }.filter {
    $0 != "placeholder"
  }

  /// Every spec, read once.
  private static let specs: [String: ProviderSpec] = Dictionary(
    uniqueKeysWithValues: ids.compactMap { id in
      guard let bytes = library.files[id + ".json"],
        let spec = try? ProviderSpec(parsing: bytes, name: "specs/\(id).json", library: library)
      else { return nil }
      return (id, spec)
    })

  static func spec(_ id: String) throws -> ProviderSpec { try #require(specs[id]) }

  static func provider(_ id: String, options: SimulatorOptions = SimulatorOptions()) throws
    -> ReferenceProvider
  {
    try ReferenceProvider(spec: spec(id), options: options)
  }
}

/// A client of a simulated provider.
struct Client {
  let provider: ReferenceProvider
  let transport: SimulatedTransport
  var limits = TimeLimits()

  init(_ id: String = "openai", options: SimulatorOptions = SimulatorOptions()) throws {
    provider = try Specs.provider(id, options: options)
    transport = SimulatedTransport(provider: provider)
  }

  var origin: HTTPOrigin {
    get throws {
      try #require(
        HTTPOrigin(parsing: "http://simulated" + ReferenceProvider.basePath(of: provider.spec)))
    }
  }

  /// The credentials that the spec documents.
  var credentials: HeaderFields {
    HeaderFields(
      provider.spec.service.credentials.filter { $0.isRequired }.map {
        HeaderField(name: $0.name, value: $0.value.replacing("{key}", with: provider.key))
      })
  }

  func request(
    _ method: String, _ path: String, body: JSONValue? = nil, fields: HeaderFields? = nil
  )
    throws -> HTTPRequest
  {
    var fields = fields ?? credentials
    fields.lines.append(HeaderField(name: "Content-Type", value: "application/json"))
    let origin = try origin
    return HTTPRequest(
      method: method, origin: origin, target: origin.basePath + path, fields: fields,
      body: body.map { Array($0.serialized().utf8) } ?? [])
  }

  /// Sends a chat request with this prompt and these further members.
  func chat(_ prompt: String, _ members: JSONValue = [:], model: String? = nil) async throws
    -> Evidence
  {
    try await chat(messages: [["role": "user", "content": .string(prompt)]], members, model: model)
  }

  func chat(messages: JSONValue, _ members: JSONValue = [:], model: String? = nil) async throws
    -> Evidence
  {
    var body = JSONObject()
    body["model"] = .string(model ?? provider.spec.service.model)
    body["messages"] = messages
    for member in members.object?.members ?? [] { body[member.name] = member.value }
    let endpoint = try #require(provider.spec.endpoint("chat"))
    var request = try request("POST", endpoint.path, body: .object(body))
    if endpoint.isAtRoot { request.target = endpoint.path }
    return Evidence(of: try await transport.send(request, limits: limits))
  }

  func get(_ path: String, endpoint: String) async throws -> Evidence {
    Evidence(of: try await transport.send(request("GET", path), limits: limits), endpoint: endpoint)
  }
}
