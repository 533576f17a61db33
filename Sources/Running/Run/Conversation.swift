import Conformance
import WireFormats

/// What a later turn of a conversation may still be refused for.
enum Conversation {
  /// What a step is to meet, now that earlier steps were answered.
  ///
  /// A provider may decline a parameter whose support is optional. Once it has answered the first
  /// turn of a conversation with that parameter, a refusal of the next turn is no such word: the
  /// provider began what it cannot go on with.
  static func expectation(of step: ProbeStep, request: HTTPRequest, after earlier: [Evidence])
    -> Expectation
  {
    guard case .accepted(let level, orRefused: true) = step.expectation, !earlier.isEmpty,
      let body = parsed(request.body)
    else { return step.expectation }
    let isContinued = earlier.contains { evidence in
      evidence.isSuccess && evidence.endpoint == step.endpoint
        && evidence.requestBody.map { continues(body, $0) } ?? false
    }
    return isContinued ? .accepted(level: level) : step.expectation
  }

  /// The request's JSON; a body that is none continues nothing.
  private static func parsed(_ body: [UInt8]) -> JSONValue? {
    do {
      return try JSONDocument(parsing: body).value
    } catch {
      return nil
    }
  }

  /// Whether a request has the messages of another, and more, and no member that the other lacks;
  /// limits may differ.
  private static func continues(_ later: JSONValue, _ earlier: JSONValue) -> Bool {
    guard let turns = later["messages"]?.array, let begun = earlier["messages"]?.array,
      turns.count > begun.count, Array(turns.prefix(begun.count)) == begun
    else { return false }
    return (later.object?.members ?? []).allSatisfy { member in
      switch member.name {
      case "messages": true
      case "max_tokens", "max_completion_tokens": earlier[member.name] != nil
      default: earlier[member.name] == member.value
      }
    }
  }
}
