public import WireFormats

/// A completion as a client would put it together, from one JSON body or from a stream's chunks.
///
/// Members that are malformed stay as they are or are left out; nothing is made up. Checks judge the
/// raw values; this is for what a probe is about: the text, the calls, the reasons.
public struct Completion: Sendable {
  /// One choice.
  public struct Choice: Sendable {
    /// Its `index`; `nil` where missing or not an integer.
    public var index: Int?
    /// The role, streamed roles joined as clients do.
    public var role: String?
    /// The text; `nil` where no string content came.
    public var content: String?
    /// The refusal text.
    public var refusal: String?
    /// Reasoning text by the member that carried it (`reasoning_content`, `reasoning`).
    public var reasoning: [String: String] = [:]
    /// The tool calls in order of first appearance.
    public var toolCalls: [ToolCall] = []
    /// The last finish reason that is not `null`.
    public var finishReason: String?
    /// The entries of `logprobs.content`, streamed ones joined.
    public var logprobs: [JSONValue]?
  }

  /// One tool call.
  public struct ToolCall: Sendable {
    /// Its `index` in a stream; its position in a plain answer.
    public var index: Int?
    /// Its id.
    public var id: String?
    /// Its type.
    public var type: String?
    /// The function's name, streamed parts joined.
    public var name: String?
    /// The arguments text, streamed parts joined.
    public var arguments: String?
  }

  /// The id of the body or of the first chunk that has one.
  public var id: String?
  /// The model named by the body or by the first chunk that names one.
  public var model: String?
  /// The choices by index.
  public var choices: [Choice] = []
  /// The last usage object that is not `null`.
  public var usage: JSONValue?
  /// Whether it came as a stream.
  public let isStreamed: Bool

  /// The first choice, `nil` where there is none.
  public var first: Choice? { choices.first }

  /// Puts a completion together; `nil` where the payload holds no `choices`.
  public init?(assembledFrom payload: Evidence.Payload) {
    switch payload {
    case .json(let document):
      guard let choices = document.value["choices"]?.array else { return nil }
      isStreamed = false
      absorb(envelope: document.value)
      for choice in choices { absorb(choice, delta: choice["message"] ?? choice, whole: true) }
    case .eventStream(let stream):
      let chunks = stream.events.compactMap(\.value).filter { $0["choices"]?.array != nil }
      guard !chunks.isEmpty else { return nil }
      isStreamed = true
      for chunk in chunks {
        absorb(envelope: chunk)
        for choice in chunk["choices"]?.array ?? [] {
          absorb(choice, delta: choice["delta"] ?? choice["message"] ?? choice, whole: false)
        }
      }
    case .empty, .malformedJSON, .other: return nil
    }
  }

  private mutating func absorb(envelope: JSONValue) {
    id = id ?? envelope["id"]?.string
    model = model ?? envelope["model"]?.string
    if let usage = envelope["usage"], !usage.isNull { self.usage = usage }
  }

  private mutating func absorb(_ choice: JSONValue, delta: JSONValue, whole: Bool) {
    let index = choice["index"]?.int
    let position: Int
    if !whole, let known = choices.firstIndex(where: { $0.index == index }) {
      position = known
    } else {
      position = choices.count
      choices.append(Choice(index: index))
    }
    choices[position].absorb(delta, whole: whole)
    if choices[position].content == nil, let text = choice["text"]?.string, delta == choice {
      choices[position].content = text
    } else if delta == choice, let text = choice["text"]?.string, !whole {
      choices[position].content = (choices[position].content ?? "") + text
    }
    if let reason = choice["finish_reason"]?.string { choices[position].finishReason = reason }
    if let entries = choice["logprobs"]?["content"]?.array {
      choices[position].logprobs = (choices[position].logprobs ?? []) + entries
    }
  }
}

extension Completion.Choice {
  /// The members that carry reasoning in one dialect or another; none is standard.
  public static let reasoningMembers = ["reasoning_content", "reasoning"]

  fileprivate mutating func absorb(_ delta: JSONValue, whole: Bool) {
    role = Completion.join(role, delta["role"]?.string)
    content = Completion.join(content, delta["content"]?.string)
    refusal = Completion.join(refusal, delta["refusal"]?.string)
    for member in Self.reasoningMembers {
      if let text = delta[member]?.string { reasoning[member, default: ""] += text }
    }
    for (position, call) in (delta["tool_calls"]?.array ?? []).enumerated() {
      let index = whole ? position : call["index"]?.int
      let slot: Int
      if !whole, let known = toolCalls.firstIndex(where: { $0.index == index }) {
        slot = known
      } else {
        slot = toolCalls.count
        toolCalls.append(Completion.ToolCall(index: index))
      }
      toolCalls[slot].id = toolCalls[slot].id ?? call["id"]?.string
      toolCalls[slot].type = toolCalls[slot].type ?? call["type"]?.string
      let function = call["function"]
      toolCalls[slot].name = Completion.join(toolCalls[slot].name, function?["name"]?.string)
      toolCalls[slot].arguments = Completion.join(
        toolCalls[slot].arguments, function?["arguments"]?.string)
    }
  }
}

extension Completion {
  fileprivate static func join(_ first: String?, _ second: String?) -> String? {
    guard let second else { return first }
    return first.map { $0 + second } ?? second
  }

  /// The first choice's message as a client sends it back in the next turn: role, content, tool
  /// calls.
  public var message: JSONValue {
    var message: JSONObject = JSONObject([.init(name: "role", value: "assistant")])
    message["content"] = first?.content.map { .string($0) } ?? .null
    let calls = first?.toolCalls ?? []
    if !calls.isEmpty {
      message["tool_calls"] = .array(
        calls.map { call in
          [
            "id": call.id.map { .string($0) } ?? .null,
            "type": .string(call.type ?? "function"),
            "function": [
              "name": call.name.map { .string($0) } ?? .null,
              "arguments": call.arguments.map { .string($0) } ?? .null,
            ],
          ]
        })
    }
    return .object(message)
  }
}
