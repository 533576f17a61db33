import Conformance
import JSONSchema
import WireFormats

/// What a spec says of how the provider behaves, looked up once; where it is silent, what OpenAI's
/// own service does.
struct DocumentedBehaviour: Sendable {
  let spec: ProviderSpec
  let defaultModel: String
  let models: [String]
  /// The path that the documented base URL ends in.
  let basePath: String
  /// The most tokens that prompt and answer may have together.
  let contextLength: Int
  let terminator: String
  let usagePlacement: UsagePlacement
  /// The member that reasoning comes in; `nil` where the spec documents none.
  let reasoningMember: String?
  /// The response field with the request's id, and whether the caller's own is echoed.
  let requestIDField: String
  let echoesRequestID: Bool
  let chatDefaults: JSONObject
  /// The token limits that the documentation bounds by the context length.
  let boundByContext: [String]
  let rateLimitFields: RateLimitFields
  /// How many numbers a vector has where the request does not say.
  let embeddingLength: Int
  /// The fields that carry credentials, the other ones that a key may come in included.
  let credentials: [Service.Credential]
  let roles: [String]
  let partTypes: [String]
  /// Whether `messages` may be a text or hold texts.
  let allowsTextMessages: Bool

  /// Where the usage of a stream stands.
  enum UsagePlacement: Sendable, Hashable {
    case separateChunk
    case finishChunk
  }

  /// Which rate limit fields responses carry.
  struct RateLimitFields: Sendable {
    var names: [String] = []
    var onEveryResponse = true
    /// Whether the time at which the period ends is a Unix time, not a duration.
    var resetIsUnixTime = false
  }

  init(spec: ProviderSpec, options: SimulatorOptions) {
    self.spec = spec
    defaultModel = spec.service.model.isEmpty ? "simulated-model" : spec.service.model
    models = [defaultModel] + [spec.service.embeddingModel].compactMap { $0 } + options.models
    basePath = ReferenceProvider.basePath(of: spec)
    contextLength = options.contextLength
    terminator = spec.claim("chat.stream.terminator")?.value.string ?? "[DONE]"
    let accepted = spec.claim("chat.stream.usage.placement")?.value["accept"]?.array?.compactMap(
      \.string)
    usagePlacement =
      accepted.map { $0.contains("separate-chunk") } ?? true ? .separateChunk : .finishChunk
    reasoningMember = spec.claim("chat.reasoning.separate").map {
      $0.value["members"]?[0]?.string ?? "reasoning_content"
    }
    let echoed = spec.claim("headers.request-id.echo")?.value["field"]?.string
    echoesRequestID = echoed != nil
    requestIDField =
      echoed ?? spec.claim("headers.request-id")?.value["field"]?.string ?? "x-request-id"
    let limits = spec.claim("headers.rate-limit")?.value
    rateLimitFields = RateLimitFields(
      names: limits?["fields"]?.array?.compactMap(\.string) ?? [],
      onEveryResponse: limits?["on"]?.string != "429",
      resetIsUnixTime: limits?["reset"]?.string == "unix-time")
    embeddingLength = spec.claim("embeddings.length")?.value.int ?? 256
    let bearer = spec.claim("auth.bearer")?.value
    credentials =
      spec.service.credentials
      + [bearer].compactMap { value in
        guard let name = value?["name"]?.string, let form = value?["value"]?.string else {
          return nil
        }
        return Service.Credential(name: name, value: form, isRequired: false)
      }
    roles =
      spec.claim("chat.messages.roles")?.value.array?.compactMap(\.string)
      ?? ["developer", "system", "user", "assistant", "tool", "function"]
    partTypes =
      spec.claim("chat.messages.parts")?.value.array?.compactMap(\.string)
      ?? ["text", "image_url", "input_audio", "file", "refusal", "video_url"]
    let messageTypes = spec.endpoint("chat")?.parameter("messages")?.schema["type"]
    allowsTextMessages = messageTypes?.array?.contains("string") ?? false
    boundByContext = ["max_tokens", "max_completion_tokens"].filter { name in
      spec.endpoint("chat")?.rules.contains { rule in
        rule.outcome == .rejected && rule.request.object?.names == [name]
      } ?? false
    }
    chatDefaults = JSONObject(
      (spec.endpoint("chat")?.parameters ?? []).compactMap { parameter in
        parameter.schema["default"].map { .init(name: parameter.name, value: $0) }
      })
  }

  /// The value of a documented parameter: what was sent, else the documented default; `nil` where it
  /// is neither, is `null`, or is not documented at all.
  func value(of name: String, in body: JSONObject) -> JSONValue? {
    guard isDocumented(name) else { return nil }
    let value = body[name] ?? chatDefaults[name]
    return value?.isNull == true ? nil : value
  }

  /// Whether a chat parameter is documented. `model`, `messages` and `stream` are known everywhere.
  func isDocumented(_ name: String) -> Bool {
    ["model", "messages", "stream"].contains(name) || spec.endpoint("chat")?.parameter(name) != nil
  }

  /// How much to think: as much as the effort asked for or documented as default, where the spec
  /// says that reasoning is told apart at all and no switch turns it off.
  func reasoning(for body: JSONObject) -> ChatRequest.Reasoning {
    guard reasoningMember != nil else { return .none }
    let documented = spec.claim("chat.reasoning.separate")?.value["switch"]?.object?.members ?? []
    let isTurnedOn = !documented.isEmpty && documented.allSatisfy { body[$0.name] == $0.value }
    let switches = [
      isTurnedOn ? true : nil, body["separate_reasoning"]?.bool,
      body["chat_template_kwargs"]?["thinking"]?.bool,
      value(of: "enable_thinking", in: body)?.bool,
    ]
    guard !switches.contains(false) else { return .none }
    let effort = value(of: "reasoning_effort", in: body)?.string
    let isAsked = switches.contains(true) || value(of: "thinking_budget", in: body) != nil
    let tokens = [
      "none": 0, "minimal": 2, "low": 3, "medium": 5, "high": 12, "xhigh": 24, "max": 32,
    ]
    let count = effort.map { tokens[$0] ?? 5 } ?? (isAsked ? 5 : 0)
    return count > 0 ? .separate(tokens: count) : .none
  }

  /// The status documented for a situation, else the usual one.
  func status(for situation: Rejection.Situation) -> Int {
    let name = situation.rawValue
    if situation == .unknownModel,
      let status = spec.claim("chat.model.unknown")?.value["statuses"]?[0]?.int
    {
      return status
    }
    let documented = spec.claim("errors.status")?.value[name]
    return documented?[0]?.int ?? documented?.int ?? situation.usualStatus
  }

  /// The error code documented for a status, else the usual one; `nil` for none.
  func errorCode(for situation: Rejection.Situation, status: Int) -> String? {
    if situation == .unknownModel,
      let code = spec.claim("chat.model.unknown")?.value["codes"]?[0]?.string
    {
      return code
    }
    return situation.usualCode ?? spec.claim("errors.codes")?.value[String(status)]?[0]?.string
  }

  /// The error type documented for a status, else the usual one.
  func errorType(for situation: Rejection.Situation, status: Int) -> String {
    spec.claim("errors.types")?.value[String(status)]?[0]?.string ?? situation.usualType
  }
}
