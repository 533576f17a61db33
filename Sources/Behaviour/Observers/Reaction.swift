import Conformance
import WireFormats

/// What a request meets, in the words of the table of keys.
enum Reaction {
  static let values =
    "accepted, accepted with an error, rejected STATUS, failed STATUS, redirected STATUS, no answer"

  /// The status alone says it: the shape of a refusal has keys of its own.
  static func of(_ evidence: Evidence) -> String {
    guard let status = evidence.exchange.status else { return "no answer" }
    switch status {
    case 200..<300:
      let error = evidence.error ?? .null
      return error.isNull ? "accepted" : "accepted with an error"
    case 500...: return "failed \(status)"
    case 300..<400: return "redirected \(status)"
    default: return "rejected \(status)"
    }
  }
}
