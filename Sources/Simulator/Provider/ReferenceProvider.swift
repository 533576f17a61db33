public import Conformance
public import JSONSchema
import WireFormats

/// A provider in a box: behaves as a spec documents, and where the spec is silent as OpenAI's own
/// service does. It sees requests as any server does, and knows nothing of who sends them.
///
/// What it answers is a function of the request, the options and how often the same request came
/// before: two runs give the same bytes, whatever the order of their requests.
public struct ReferenceProvider: Responder {
  /// What it behaves as.
  public let spec: ProviderSpec
  /// What it was told beyond the spec, the changes of its faults included.
  public let options: SimulatorOptions
  /// The key that it accepts.
  public let key: String
  let documented: DocumentedBehaviour
  let validator: RequestValidator
  private var memory = ProviderMemory()

  /// Makes a provider.
  ///
  /// - Throws: `SchemaError` where the schema of a parameter or of the error envelope cannot be
  ///   compiled.
  public init(spec: ProviderSpec, options: SimulatorOptions = SimulatorOptions())
    throws(SchemaError)
  {
    self.init(spec: spec, schemas: try CompiledSchemas(spec: spec), options: options)
  }

  private init(spec: ProviderSpec, schemas: CompiledSchemas, options: SimulatorOptions) {
    var options = options
    for fault in options.faults { fault.mutation.options?(&options) }
    self.spec = spec
    self.options = options
    key = options.key ?? (spec.service.keyPrefix ?? "sk-") + "simulated-provider-key"
    documented = DocumentedBehaviour(spec: spec, options: options)
    validator = RequestValidator(documented: documented, schemas: schemas)
  }

  /// The same provider with other options, as if it had just been started. Costs next to nothing, as
  /// no schema is compiled again.
  public func variant(options: SimulatorOptions) -> ReferenceProvider {
    ReferenceProvider(spec: spec, schemas: validator.schemas, options: options)
  }

  /// The same provider as if it had just been started, remembering no request.
  public func restarted() -> ReferenceProvider {
    var provider = self
    provider.memory = ProviderMemory()
    return provider
  }

  /// The path below which a provider's endpoints stand: that of its documented base URL, `/v1` where
  /// none is documented.
  public static func basePath(of spec: ProviderSpec) -> String {
    guard let url = spec.service.baseURL, let origin = HTTPOrigin(parsing: url) else {
      return "/v1"
    }
    return origin.basePath
  }

  /// Answers one request.
  public func respond(to request: HTTPRequest) -> ScriptedResponse {
    let mutations = options.faults.map(\.mutation)
    var call = Call(spec: spec, request: request)
    call.occurrence = memory.occurrence(of: Self.hash(of: request))
    var rejection: Rejection?
    var route: Route?
    do throws(Rejection) {
      route = try self.route(request)
      call.endpoint = route?.endpoint.name
      try admit(request, to: route)
      if let route, route.endpoint.method == "POST" {
        call.body = try RequestValidator.object(in: request.body)
        try validator.validate(call.body ?? JSONObject(), for: route.endpoint)
      }
    } catch {
      rejection = error
    }
    judge(&rejection, call: &call, mutations: mutations)
    var response: ScriptedResponse
    do throws(Rejection) {
      if let rejection { throw rejection }
      response = try answer(&call, route: route, mutations: mutations)
    } catch {
      call.rejection = error
      response = refuse(error, call: call, mutations: mutations)
    }
    finish(&response, call: call)
    for mutation in mutations { mutation.response?(&response, call) }
    return response
  }

  /// Lets faults have their say about a refusal, and notes what they forgave.
  private func judge(_ rejection: inout Rejection?, call: inout Call, mutations: [Mutation]) {
    let original = rejection
    for mutation in mutations { mutation.admission?(&rejection, call) }
    if rejection == nil { call.forgiven = original ?? call.forgiven }
  }

  private static func hash(of request: HTTPRequest) -> UInt64 {
    var hash = StableHash()
    hash.combine(request.method + " " + request.target)
    hash.combine(request.body)
    return hash.value
  }

  /// Unix time in seconds.
  var now: Int {
    switch options.clock {
    case .fixed(let seconds): seconds
    case .system: SystemClock.seconds
    }
  }

  /// Checks credentials, then the rate limit: as real gateways do, before anything is read.
  private func admit(_ request: HTTPRequest, to route: Route?) throws(Rejection) {
    guard let route, !route.endpoint.isPublic else { return }
    try authenticate(request)
    guard let limit = options.rateLimit else { return }
    let (left, _) = memory.count(against: limit, now: now)
    guard left >= 0 else {
      throw Rejection(.rateLimit, "Rate limit reached. Please wait and try again.")
    }
  }

  private func answer(_ call: inout Call, route: Route?, mutations: [Mutation]) throws(Rejection)
    -> ScriptedResponse
  {
    if call.request.method == "OPTIONS" {
      let methods = allowedMethods(for: call.request) + ["OPTIONS"]
      let allow: HeaderFields = ["Allow": methods.joined(separator: ", ")]
      return ScriptedResponse(
        head: HTTPResponseHead(status: 204, reason: "No Content", fields: allow), framing: .none)
    }
    switch call.endpoint {
    case "chat": return try chat(&call, mutations: mutations)
    case "models": return json(modelList, call: call, mutations: mutations)
    case "model":
      return json(try model(named: route?.model ?? ""), call: call, mutations: mutations)
    case "embeddings":
      var body = call.body ?? JSONObject()
      for mutation in mutations { mutation.request?(&body, call) }
      return json(try embeddings(body), call: call, mutations: mutations)
    case "catalogue": return json(catalogue, call: call, mutations: mutations)
    default: return json(["status": "ok"], call: call, mutations: mutations)
    }
  }

  private func chat(_ call: inout Call, mutations: [Mutation]) throws(Rejection) -> ScriptedResponse
  {
    var body = call.body ?? JSONObject()
    for mutation in mutations { mutation.request?(&body, call) }
    var request = ChatRequest(reading: body, documented: documented)
    for mutation in mutations { mutation.chat?(&request, call) }
    call.chat = request
    let prompt = request.promptTokens
    if prompt >= documented.contextLength {
      var rejection: Rejection? = Rejection(
        .contextLength, parameter: "messages",
        "This model's maximum context length is \(documented.contextLength) tokens, but the messages "
          + "take \(prompt).")
      judge(&rejection, call: &call, mutations: mutations)
      if let rejection { throw rejection }
    }
    var identity = StableHash()
    identity.combine(Int(truncatingIfNeeded: Self.hash(of: call.request)))
    identity.combine(call.occurrence)
    let model = ChatModel(
      request: request, entropy: identity.value, room: documented.contextLength - prompt)
    var answer = ChatAnswer(
      id: "chatcmpl-" + Identifier.text(identity.value, length: 29), created: now,
      model: request.model, choices: model.choices(), promptTokens: prompt)
    for mutation in mutations { mutation.answer?(&answer, call) }
    guard request.isStream else {
      let spent = options.tokenMilliseconds * Double(answer.choices.map(\.tokens).max() ?? 0)
      return json(
        answer.completion(documented: documented), call: call, mutations: mutations, pause: spent)
    }
    var events = answer.events(
      for: request, documented: documented, pace: options.tokenMilliseconds)
    for mutation in mutations { mutation.events?(&events, call) }
    return ScriptedResponse(
      head: HTTPResponseHead(
        status: 200, reason: "OK",
        fields: ["Content-Type": "text/event-stream", "Cache-Control": "no-cache"]),
      headPause: options.firstTokenMilliseconds, framing: .chunked,
      parts: events.map { ScriptedResponse.Part(bytes: $0.bytes, pause: $0.pause) })
  }

  private func json(
    _ value: JSONValue, call: Call, mutations: [Mutation], status: Int = 200, pause: Double = 0
  ) -> ScriptedResponse {
    var value = value
    for mutation in mutations { mutation.json?(&value, call) }
    return ScriptedResponse(
      head: HTTPResponseHead(
        status: status, reason: ReasonPhrase.usual(for: status),
        fields: ["Content-Type": "application/json"]),
      headPause: options.firstTokenMilliseconds + pause,
      parts: [ScriptedResponse.Part(bytes: Array(value.serialized().utf8))])
  }

  private func refuse(_ rejection: Rejection, call: Call, mutations: [Mutation]) -> ScriptedResponse
  {
    let status = rejection.status ?? documented.status(for: rejection.situation)
    let body = validator.schemas.envelope.body(
      for: rejection, status: status, documented: documented)
    var response = json(body, call: call, mutations: mutations, status: status)
    if rejection.situation == .rateLimit {
      let period = Int(options.rateLimit?.seconds.rounded(.up) ?? 1)
      response.head.fields.set("Retry-After", to: String(options.retryAfter ?? max(1, period)))
    }
    if status == 401 { response.head.fields.set("WWW-Authenticate", to: "Bearer") }
    if rejection.situation == .wrongMethod {
      response.head.fields.set(
        "Allow", to: allowedMethods(for: call.request).joined(separator: ", "))
    }
    return response
  }

  /// The answer to bytes that are no request at all: HTTP's status in the provider's error shape.
  public func refuse(unreadable status: Int, reason: String) -> ScriptedResponse {
    let rejection = Rejection(
      status == 413 ? .tooLarge : .invalidRequest, reason, status: status)
    let body = validator.schemas.envelope.body(
      for: rejection, status: status, documented: documented)
    let bytes = Array(body.serialized().utf8)
    let fields: HeaderFields = [
      "Content-Type": "application/json", "Date": HTTPDate.text(now), "Connection": "close",
      "Content-Length": String(bytes.count),
    ]
    return ScriptedResponse(
      head: HTTPResponseHead(
        status: status, reason: ReasonPhrase.usual(for: status), fields: fields),
      parts: [ScriptedResponse.Part(bytes: bytes)])
  }

  /// Adds what every response carries: date, request id, rate limit fields; and takes the body away
  /// where the method asks for none.
  private func finish(_ response: inout ScriptedResponse, call: Call) {
    response.head.fields.set("Date", to: HTTPDate.text(now))
    let sent = call.request.fields[documented.requestIDField]
    let id =
      documented.echoesRequestID && sent?.isEmpty == false
      ? sent
      : "req_" + Identifier.text(Self.hash(of: call.request) &+ UInt64(call.occurrence), length: 24)
    response.head.fields.set(documented.requestIDField, to: id)
    let isLimited = call.rejection?.situation == .rateLimit
    if documented.rateLimitFields.onEveryResponse || isLimited {
      addRateLimitFields(&response, isLimited)
    }
    guard call.request.method == "HEAD" else { return }
    // The head is that of GET, the length included; the body is left out (RFC 9110 section 9.3.2).
    response.head.fields.set("Content-Length", to: String(response.body.count))
    response.parts = []
  }

  private func addRateLimitFields(_ response: inout ScriptedResponse, _ isLimited: Bool) {
    let limit = options.rateLimit ?? spec.service.rateLimit
    for name in documented.rateLimitFields.names {
      let lowered = name.lowercased()
      let value =
        if lowered.contains("reset") {
          documented.rateLimitFields.resetIsUnixTime
            ? String(now + Int(limit?.seconds.rounded(.up) ?? 60))
            : "\(Int(limit?.seconds.rounded(.up) ?? 60))s"
        } else if lowered.contains("remaining") {
          String(isLimited ? 0 : max(0, (limit?.requests ?? 100) - 1))
        } else {
          String(limit?.requests ?? 100)
        }
      response.head.fields.set(name, to: value)
    }
  }
}
