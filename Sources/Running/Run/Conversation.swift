import Conformance
import WireFormats

/// What a later step may still be refused for.
enum Conversation {
  /// What a step is to meet, now that earlier steps were answered.
  ///
  /// A provider may decline a parameter whose support is optional. Once it has answered a request
  /// with that parameter, the refusal of another that differs in its messages alone is no such word.
  static func expectation(of step: ProbeStep, request: HTTPRequest, after earlier: [Evidence])
    -> Expectation
  {
    guard case .accepted(let level, orRefused: true) = step.expectation, !earlier.isEmpty,
      let body = JSONValue(ifJSON: request.body)
    else { return step.expectation }
    let isContinued = earlier.contains { evidence in
      evidence.isSuccess && evidence.endpoint == step.endpoint
        && evidence.requestBody.map { continues(body, $0) } ?? false
    }
    return isContinued ? .accepted(level: level) : step.expectation
  }

  /// Whether a request has text alone for messages and no member that an earlier one lacks; limits
  /// may differ.
  private static func continues(_ later: JSONValue, _ earlier: JSONValue) -> Bool {
    let parts = (later["messages"]?.array ?? []).flatMap { $0["content"]?.array ?? [] }
    guard parts.allSatisfy({ $0["type"] == "text" }) else { return false }
    return (later.object?.members ?? []).allSatisfy { member in
      switch member.name {
      case "messages": true
      case "max_tokens", "max_completion_tokens": earlier[member.name] != nil
      default: earlier[member.name] == member.value
      }
    }
  }
}
