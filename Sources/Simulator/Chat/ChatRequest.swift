import WireFormats

/// A chat request that was found valid, read into what the model needs. Only members that the spec
/// documents are read: a provider ignores what it does not know.
struct ChatRequest: Sendable {
  /// One tool that may be called.
  struct Tool: Sendable {
    var name: String
    var description: String
    var parameters: JSONValue
  }

  /// Whether and which tools are to be called.
  enum ToolChoice: Sendable, Hashable {
    case none
    case auto
    case required
    case named(String)
  }

  /// What form the text is to have.
  enum Format: Sendable, Hashable {
    case text
    case anyObject
    case schema(JSONValue)
  }

  var model = ""
  var messages: [JSONValue] = []
  var isStream = false
  var includesUsage = false
  var choiceCount = 1
  var bestOf = 1
  var maxTokens: Int?
  var sampling = SamplingParameters()
  var stop: [String] = []
  var seed: Int?
  /// How many alternatives each token's log probability comes with; `nil` where none was asked for.
  var logprobs: Int?
  var format = Format.text
  var tools: [Tool] = []
  var toolChoice = ToolChoice.none
  var allowsParallelCalls = true
  /// What reasoning the answer comes with.
  var reasoning = Reasoning.none

  /// How much the model thinks before it answers, and where it says so.
  enum Reasoning: Sendable, Hashable {
    case none
    /// In its own member, so many tokens of it.
    case separate(tokens: Int)
  }

  /// Reads a body of which only the documented members count.
  init(reading body: JSONObject, documented: DocumentedBehaviour) {
    let value = { (name: String) in documented.value(of: name, in: body) }
    model = body["model"]?.string ?? ""
    if model.isEmpty { model = documented.defaultModel }
    messages = Self.messages(in: body["messages"])
    isStream = value("stream")?.bool ?? false
    includesUsage = value("stream_options")?["include_usage"]?.bool ?? false
    choiceCount = max(1, min(128, value("n")?.int ?? 1))
    bestOf = max(choiceCount, min(128, value("best_of")?.int ?? 1))
    maxTokens = (value("max_completion_tokens") ?? value("max_tokens"))?.int
    if body["max_completion_tokens"] ?? .null == .null, body["max_tokens"] != nil {
      // A default of the one must not outweigh the other where only that was sent.
      maxTokens = value("max_tokens")?.int ?? maxTokens
    }
    readSampling(value)
    seed = value("seed")?.int
    switch value("stop") {
    case .string(let text)?: stop = [text]
    case .array(let items)?: stop = items.compactMap(\.string)
    default: break
    }
    stop.removeAll(where: \.isEmpty)
    switch value("logprobs") {
    case .bool(true)?: logprobs = value("top_logprobs")?.int ?? 0
    case .number(let number)?: logprobs = number.int
    default: break
    }
    readFormat(value("response_format"))
    readTools(value)
    reasoning = documented.reasoning(for: body)
  }

  /// The messages, where they are documented as text or tokens, too: each is then what a user says.
  private static func messages(in value: JSONValue?) -> [JSONValue] {
    let said = { (text: String) -> JSONValue in ["role": "user", "content": .string(text)] }
    let decoded = { (ids: [Int]) in
      String(decoding: ids.flatMap(Vocabulary.bytes), as: UTF8.self)
    }
    if let text = value?.string { return [said(text)] }
    let items = value?.array ?? []
    let ids = items.compactMap(\.int)
    if !ids.isEmpty && ids.count == items.count { return [said(decoded(ids))] }
    return items.map { item in
      item.string.map(said) ?? item.array.map { said(decoded($0.compactMap(\.int))) } ?? item
    }
  }

  private mutating func readSampling(_ value: (String) -> JSONValue?) {
    sampling.temperature = value("temperature")?.double ?? 1
    sampling.topP = value("top_p")?.double ?? 1
    sampling.topK = value("top_k")?.int ?? 0
    sampling.minP = value("min_p")?.double ?? 0
    sampling.presencePenalty = value("presence_penalty")?.double ?? 0
    sampling.frequencyPenalty = value("frequency_penalty")?.double ?? 0
    sampling.repetitionPenalty = value("repetition_penalty")?.double ?? 1
    for member in value("logit_bias")?.object?.members ?? [] {
      if let id = Int(member.name), let bias = member.value.double { sampling.bias[id] = bias }
    }
  }

  private mutating func readFormat(_ value: JSONValue?) {
    switch value?["type"]?.string {
    case "json_object": format = .anyObject
    case "json_schema": format = .schema(value?["json_schema"]?["schema"] ?? [:])
    default: break
    }
  }

  private mutating func readTools(_ value: (String) -> JSONValue?) {
    for tool in value("tools")?.array ?? [] {
      guard let function = tool["function"], let name = function["name"]?.string else { continue }
      tools.append(
        Tool(
          name: name, description: function["description"]?.string ?? "",
          parameters: function["parameters"] ?? [:]))
    }
    switch value("tool_choice") {
    case .string("none")?: toolChoice = .none
    case .string("required")?: toolChoice = .required
    case .object(let object)?:
      toolChoice = object["function"]?["name"]?.string.map { .named($0) } ?? .auto
    default: toolChoice = tools.isEmpty ? .none : .auto
    }
    allowsParallelCalls = value("parallel_tool_calls")?.bool ?? true
  }
}

extension ChatRequest {
  /// The conversation as the model reads it.
  var conversation: [Utterance] {
    messages.map { message in
      Utterance(role: message["role"]?.string ?? "user", text: Self.text(of: message["content"]))
    }
  }

  /// The text of a message's content: the string, or its text parts.
  static func text(of content: JSONValue?) -> String {
    switch content {
    case .string(let text)?: text
    case .array(let parts)?:
      parts.compactMap { $0.string ?? $0["text"]?.string }.joined(separator: "\n")
    default: ""
    }
  }

  /// A hash of all that the model reads.
  var contentHash: UInt64 {
    var hash = StableHash()
    hash.combine(JSONValue.array(messages).canonical())
    hash.combine(model)
    return hash.value
  }

  /// How many tokens the conversation and the tools take.
  var promptTokens: Int {
    var count = 3
    for message in messages {
      count += 3 + Vocabulary.encode(Self.text(of: message["content"])).count
      if let calls = message["tool_calls"] { count += Vocabulary.encode(calls.serialized()).count }
      // An image takes a fixed share, whatever its size.
      count +=
        85
        * (message["content"]?.array ?? []).filter {
          $0["type"]?.string != "text" && $0.object != nil
        }.count
    }
    for tool in tools {
      count +=
        8 + Vocabulary.encode(tool.name + tool.description + tool.parameters.serialized()).count
    }
    return count
  }
}
