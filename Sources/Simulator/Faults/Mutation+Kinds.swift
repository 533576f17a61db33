import Conformance
import WireFormats

/// The kinds of change that faults are made of.
extension Mutation {
  /// Both changes, this one first.
  func and(_ other: Mutation) -> Mutation {
    var both = self
    both.options = Self.join(options, other.options)
    both.admission = Self.join(admission, other.admission)
    both.request = Self.join(request, other.request)
    both.chat = Self.join(chat, other.chat)
    both.answer = Self.join(answer, other.answer)
    both.json = Self.join(json, other.json)
    both.events = Self.join(events, other.events)
    both.response = Self.join(response, other.response)
    return both
  }

  private static func join<Value>(
    _ first: (@Sendable (inout Value) -> Void)?, _ second: (@Sendable (inout Value) -> Void)?
  ) -> (@Sendable (inout Value) -> Void)? {
    guard let first, let second else { return first ?? second }
    return { value in
      first(&value)
      second(&value)
    }
  }

  private static func join<Value>(
    _ first: (@Sendable (inout Value, Call) -> Void)?,
    _ second: (@Sendable (inout Value, Call) -> Void)?
  ) -> (@Sendable (inout Value, Call) -> Void)? {
    guard let first, let second else { return first ?? second }
    return { value, call in
      first(&value, call)
      second(&value, call)
    }
  }

  // MARK: JSON

  /// Changes the completion object of plain answers.
  static func completion(_ change: @escaping @Sendable (inout JSONValue, Call) -> Void) -> Mutation
  {
    Mutation(json: { value, call in
      if call.isChat && call.isAnswered { change(&value, call) }
    })
  }

  /// Changes each choice of plain answers.
  static func choice(_ change: @escaping @Sendable (inout JSONValue, Int, Call) -> Void) -> Mutation
  {
    completion { value, call in value.editItems(of: "choices") { change(&$0, $1, call) } }
  }

  /// Changes each message of plain answers.
  static func message(_ change: @escaping @Sendable (inout JSONValue, Call) -> Void) -> Mutation {
    choice { choice, _, call in choice.edit("message") { change(&$0, call) } }
  }

  /// Changes the bodies of refusals.
  static func errorBody(_ change: @escaping @Sendable (inout JSONValue, Call) -> Void) -> Mutation {
    Mutation(json: { value, call in if !call.isAnswered { change(&value, call) } })
  }

  /// Changes the error object of refusals.
  static func error(_ change: @escaping @Sendable (inout JSONValue, Call) -> Void) -> Mutation {
    errorBody { value, call in value.edit("error") { change(&$0, call) } }
  }

  /// Changes what an endpoint answers.
  static func answer(
    of endpoint: String, _ change: @escaping @Sendable (inout JSONValue, Call) -> Void
  )
    -> Mutation
  {
    Mutation(json: { value, call in
      if call.endpoint == endpoint && call.isAnswered { change(&value, call) }
    })
  }

  // MARK: Streams

  /// Where a chunk stands in its stream.
  struct Position: Sendable {
    var index: Int
    var count: Int
    var call: Call

    var isFirst: Bool { index == 0 }
    var isLast: Bool { index == count - 1 }
    /// Amid the stream, neither role nor end: what every stream of two tokens or more has.
    var isSecond: Bool { index == 1 }
  }

  /// Changes each chunk of streams.
  static func chunk(_ change: @escaping @Sendable (inout JSONValue, Position) -> Void) -> Mutation {
    Mutation(events: { events, call in
      let count = events.filter { if case .json = $0.content { true } else { false } }.count
      var index = 0
      for event in events.indices {
        guard case .json(var value) = events[event].content else { continue }
        change(&value, Position(index: index, count: count, call: call))
        events[event].content = .json(value)
        index += 1
      }
    })
  }

  /// Changes each choice of each chunk.
  static func chunkChoice(_ change: @escaping @Sendable (inout JSONValue, Position) -> Void)
    -> Mutation
  {
    chunk { value, position in
      value.editItems(of: "choices") { choice, _ in change(&choice, position) }
    }
  }

  /// Changes each delta.
  static func delta(_ change: @escaping @Sendable (inout JSONValue, Position) -> Void) -> Mutation {
    chunkChoice { choice, position in choice.edit("delta") { change(&$0, position) } }
  }

  /// Changes the fragments of tool calls in deltas.
  static func callFragment(_ change: @escaping @Sendable (inout JSONValue, Position) -> Void)
    -> Mutation
  {
    delta { delta, position in
      delta.editItems(of: "tool_calls") { call, _ in change(&call, position) }
    }
  }

  /// Changes the calls of plain answers.
  static func toolCall(_ change: @escaping @Sendable (inout JSONValue, Int, Call) -> Void)
    -> Mutation
  {
    message { message, call in
      message.editItems(of: "tool_calls") { change(&$0, $1, call) }
    }
  }

  /// Changes the events of streams.
  static func stream(_ change: @escaping @Sendable (inout [StreamEvent], Call) -> Void) -> Mutation
  {
    Mutation(events: change)
  }

  /// Changes the text of each event, its line ends included.
  static func eventText(_ change: @escaping @Sendable (String, Position) -> String) -> Mutation {
    Mutation(events: { events, call in
      for index in events.indices {
        let position = Position(index: index, count: events.count, call: call)
        let text = String(decoding: events[index].bytes, as: UTF8.self)
        events[index].content = .raw(Array(change(text, position).utf8))
      }
    })
  }

  // MARK: Requests

  /// Leaves parameters of valid requests out of account.
  static func ignoring(_ names: String...) -> Mutation {
    Mutation(request: { body, call in
      guard call.isChat else { return }
      for name in names { body[name] = nil }
    })
  }

  /// Answers requests that are refused for these parameters, as if they had been left out.
  static func accepting(_ names: String...) -> Mutation {
    Mutation(
      admission: { rejection, call in
        if call.isChat, rejection?.situation == .invalidRequest, rejection?.isAbout(names) == true {
          rejection = nil
        }
      },
      request: { body, call in
        guard call.isChat, call.forgiven?.isAbout(names) == true else { return }
        for name in names { body[name] = nil }
      })
  }

  /// Refuses requests.
  static func refusing(_ why: @escaping @Sendable (Call) -> Rejection?) -> Mutation {
    Mutation(admission: { rejection, call in rejection = rejection ?? why(call) })
  }

  /// Changes refusals.
  static func refusal(_ change: @escaping @Sendable (inout Rejection, Call) -> Void) -> Mutation {
    Mutation(admission: { rejection, call in
      guard var changed = rejection else { return }
      change(&changed, call)
      rejection = changed
    })
  }

  /// Crashes where these parameters are refused.
  static func crashing(on names: String...) -> Mutation {
    refusal { rejection, call in
      if call.isChat && rejection.isAbout(names) { rejection = .crash }
    }
  }

  // MARK: Model

  /// Changes what the model is asked.
  static func asking(_ change: @escaping @Sendable (inout ChatRequest, Call) -> Void) -> Mutation {
    Mutation(chat: change)
  }

  /// Changes each choice that the model gave.
  static func written(_ change: @escaping @Sendable (inout ChatAnswer.Choice, Call) -> Void)
    -> Mutation
  {
    Mutation(answer: { answer, call in
      for index in answer.choices.indices { change(&answer.choices[index], call) }
    })
  }

  // MARK: Bytes

  /// Changes the responses to requests that are answered on the chat endpoint.
  static func chatResponse(_ change: @escaping @Sendable (inout ScriptedResponse, Call) -> Void)
    -> Mutation
  {
    Mutation(response: { response, call in
      if call.isChat && call.isAnswered { change(&response, call) }
    })
  }

  /// Changes plain answers of the chat endpoint.
  static func plainResponse(_ change: @escaping @Sendable (inout ScriptedResponse, Call) -> Void)
    -> Mutation
  {
    chatResponse { response, call in if response.framing != .chunked { change(&response, call) } }
  }

  /// Changes streamed answers of the chat endpoint.
  static func streamResponse(_ change: @escaping @Sendable (inout ScriptedResponse, Call) -> Void)
    -> Mutation
  {
    chatResponse { response, call in if response.framing == .chunked { change(&response, call) } }
  }

  /// Changes refusals.
  static func errorResponse(_ change: @escaping @Sendable (inout ScriptedResponse, Call) -> Void)
    -> Mutation
  {
    Mutation(response: { response, call in if !call.isAnswered { change(&response, call) } })
  }

  /// Changes the JSON text of plain answers.
  static func plainText(_ change: @escaping @Sendable (String) -> String) -> Mutation {
    plainResponse { response, _ in
      response.setBody(change(String(decoding: response.body, as: UTF8.self)))
    }
  }
}

extension Rejection {
  /// What an exception that nobody caught becomes.
  static let crash = Rejection(.serverError, "Internal server error.")

  /// Whether one of these parameters, or something inside it, is at fault.
  func isAbout(_ names: [String]) -> Bool {
    guard let parameter else { return false }
    return names.contains {
      parameter == $0 || parameter.hasPrefix($0 + ".") || parameter.hasPrefix($0 + "[")
    }
  }
}

extension ScriptedResponse {
  /// Replaces the body by a text.
  mutating func setBody(_ text: String) { parts = [Part(bytes: Array(text.utf8))] }

  /// Puts raw bytes in the place of head, body and framing.
  mutating func editWire(_ change: (inout [Part]) -> Void) {
    var parts = wire ?? WirePlan.parts(of: self, keepsAlive: true)
    change(&parts)
    wire = parts
  }

  /// Changes the text of the head on the wire.
  mutating func editHead(_ change: (String) -> String) {
    editWire { parts in
      let text = String(decoding: parts[0].bytes, as: UTF8.self)
      parts[0].bytes = Array(change(text).utf8)
    }
  }
}
