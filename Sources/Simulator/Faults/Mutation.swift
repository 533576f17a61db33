import Conformance
import WireFormats

/// A small change to how the reference provider behaves: any of its hooks, each of which leaves
/// everything else as it is.
struct Mutation: Sendable {
  /// Changes the options that the provider runs with.
  var options: (@Sendable (inout SimulatorOptions) -> Void)?
  /// Changes whether and why a request is refused.
  var admission: (@Sendable (inout Rejection?, Call) -> Void)?
  /// Changes the request's body after it was found valid.
  var request: (@Sendable (inout JSONObject, Call) -> Void)?
  /// Changes what the model is asked.
  var chat: (@Sendable (inout ChatRequest, Call) -> Void)?
  /// Changes what the model answered.
  var answer: (@Sendable (inout ChatAnswer, Call) -> Void)?
  /// Changes a JSON body: completion, error, list.
  var json: (@Sendable (inout JSONValue, Call) -> Void)?
  /// Changes the events of a stream.
  var events: (@Sendable (inout [StreamEvent], Call) -> Void)?
  /// Changes head, bytes, pauses and ending.
  var response: (@Sendable (inout ScriptedResponse, Call) -> Void)?
}

/// What a hook may know of the call that it changes: what any server knows of a request.
struct Call: Sendable {
  let spec: ProviderSpec
  let request: HTTPRequest
  /// The name of the endpoint, `nil` where the path belongs to none.
  var endpoint: String?
  /// The request's JSON object as it was sent.
  var body: JSONObject?
  /// What was read of a chat request, once it was found valid.
  var chat: ChatRequest?
  /// Why the request is refused, `nil` where it is answered.
  var rejection: Rejection?
  /// Why the request would have been refused, had a fault not let it pass.
  var forgiven: Rejection?
  /// How many equal requests came before.
  var occurrence = 0

  var isChat: Bool { endpoint == "chat" }
  var isAnswered: Bool { rejection == nil }
  var isStream: Bool { body?["stream"]?.bool == true }
}

/// One event of a stream before it is put into bytes.
struct StreamEvent: Sendable, Hashable {
  /// What the event is.
  enum Content: Sendable, Hashable {
    /// A chunk.
    case json(JSONValue)
    /// Some data that is not a chunk, for instance the terminator.
    case data(String)
    /// Bytes of the stream as they are.
    case raw([UInt8])
  }

  var content: Content
  /// Milliseconds to wait before it is sent.
  var pause = 0.0

  /// The event's bytes.
  var bytes: [UInt8] {
    switch content {
    case .json(let value): Array("data: \(value.serialized())\n\n".utf8)
    case .data(let text): Array("data: \(text)\n\n".utf8)
    case .raw(let bytes): bytes
    }
  }
}
