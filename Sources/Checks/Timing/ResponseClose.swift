import Conformance
import WireFormats

/// A response ends with its terminator, or with its JSON text: it is not left open for long behind
/// it.
enum ResponseClose: Check {
  static let description = CheckDescription(
    id: "timing.close", family: "timing",
    rule: "A response ends right after its terminator or its JSON text.", level: .must,
    consequence: "Clients that read to the end of the body hang until a time limit.",
    source: .openAICreate("Body, stream"),
    claims: ["chat.stream.terminator", "chat.response.schema"])

  /// Milliseconds that a server may take to end a response whose content is whole.
  static let patience = 5_000.0

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isSuccess, evidence.answerIsComplete, let last = lastByte(evidence) else {
      return .notApplicable
    }
    let claim = evidence.stream == nil ? "chat.response.schema" : "chat.stream.terminator"
    guard context.claim(claim) != nil else { return .notApplicable }
    let exchange = evidence.exchange
    let after = exchange.totalMilliseconds - last.milliseconds
    switch exchange.ending {
    case .timedOut(let limit):
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(offset: last.offset),
          expected: "the end of the response right after the content",
          actual: "it was still open when the time limit \"\(limit.rawValue)\" ran out",
          claim: claim))
    case .complete where after > patience:
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(offset: last.offset),
          expected: "the end of the response within \(Int(patience / 1000)) s of its content",
          actual: "\(Int(after)) ms", level: .should, claim: claim))
    case .complete: return .passed
    case .closedEarly, .reset, .tooLarge, .malformed: return .notApplicable
    }
  }

  /// When the terminator's last byte, or the body's, had come, and where the content ends.
  private static func lastByte(_ evidence: Evidence) -> (milliseconds: Double, offset: Int)? {
    if let event = evidence.stream?.events.first(where: { $0.looksLikeTerminator }) {
      return event.milliseconds.map { ($0, event.event.endOffset) }
    }
    return evidence.exchange.reads.last.map { ($0.milliseconds, evidence.exchange.body.count) }
  }
}
