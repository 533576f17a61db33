import Conformance
import WireFormats

/// What a request meets, in the words of the table of keys.
enum Reaction {
  static let values =
    "accepted, accepted with an error, rejected STATUS, failed STATUS, redirected STATUS, no answer"

  static let accepted = "accepted"
  static let ignored = "accepted, ignored"

  /// The status alone says it: the shape of a refusal has keys of its own.
  static func of(_ evidence: Evidence) -> String {
    guard let status = evidence.exchange.status else { return "no answer" }
    switch status {
    case 200..<300:
      let error = evidence.error ?? .null
      return error.isNull ? accepted : "accepted with an error"
    case 500...: return "failed \(status)"
    case 300..<400: return "redirected \(status)"
    default: return "rejected \(status)"
    }
  }

  /// Whether a reaction gave an answer that a client can use.
  static func isAnswer(_ text: String) -> Bool {
    text.hasPrefix("accepted") && text != "accepted with an error"
  }

  /// What another reaction means for a client. Who gets an answer now and none later stops working,
  /// and so does who was told of an error and is no longer. A server's own failure that is gone is
  /// mended. Any other change goes on, otherwise.
  static func impact(from left: String, to right: String) -> Impact {
    if right == "accepted with an error" || (isAnswer(left) && !isAnswer(right)) { return .breaks }
    let failed = left.hasPrefix("failed") || left == "no answer"
    return failed && isAnswer(right) && right != ignored ? .cosmetic : .surprises
  }
}
