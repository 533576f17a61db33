import Conformance
import WireFormats

/// A response comes whole: as many bytes as `Content-Length` promises, or chunks up to the one of
/// size zero (RFC 9112 section 8).
enum ResponseEnding: Check {
  static let description = CheckDescription(
    id: "http.ending", family: "http",
    rule:
      "A response is whole: its length or its last chunk is reached before the connection ends.",
    level: .must,
    consequence: "Strict clients raise a connection error; others take the torn answer for whole.",
    source: .http1("section 8, Handling Incomplete Messages"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let exchange = evidence.exchange
    let count = exchange.body.count
    switch exchange.ending {
    case .complete: return .passed
    case .closedEarly: return broken(evidence, context, "the connection was closed after")
    case .reset: return broken(evidence, context, "the connection was reset after")
    case .malformed: return broken(evidence, context, "the bytes stopped being HTTP after")
    case .tooLarge(let limit): return .inconclusive("the body was cut at \(limit) bytes")
    case .timedOut(let limit):
      // What had already said that it was complete is the business of the closing check.
      if evidence.answerIsComplete { return .notApplicable }
      return .inconclusive("the time limit \"\(limit.rawValue)\" ran out after \(count) bytes")
    }
  }

  private static func broken(_ evidence: Evidence, _ context: CheckContext, _ event: String)
    -> CheckOutcome
  {
    let exchange = evidence.exchange
    let cause = exchange.irregularities.last.map { " (\($0.kind): \($0.detail))" } ?? ""
    let what = exchange.response == nil ? "no response head" : "\(exchange.body.count) body bytes"
    return .found(
      context.finding(
        description, at: evidence.placeOfEnd, expected: "a response that comes whole",
        actual: "\(event) \(what)\(cause)"))
  }
}

extension Evidence {
  /// Whether the body itself says that nothing follows: a stream's terminator, or one whole JSON
  /// text.
  var answerIsComplete: Bool {
    if json != nil { return true }
    return stream?.events.contains { $0.looksLikeTerminator } ?? false
  }
}
