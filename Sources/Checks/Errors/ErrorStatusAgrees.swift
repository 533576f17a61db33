import Conformance
import WireFormats

/// Where an error body names an HTTP status, it is the one that was sent.
enum ErrorStatusAgrees: Check {
  static let description = CheckDescription(
    id: "errors.status-agrees", family: "errors",
    rule: "A status inside an error body is the status of the response.", level: .should,
    consequence: "Clients retry what they should not, or give up where a retry would help.",
    source: .http("section 15, Status Codes"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isErrorStatus, let status = evidence.exchange.status,
      let error = evidence.json?["error"] ?? evidence.json
    else { return .notApplicable }
    for member in ["code", "status", "status_code"] {
      guard let value = error[member], let inner = value.int ?? value.string.flatMap(digits),
        (400..<600).contains(inner)
      else { continue }
      if inner == status { return .passed }
      let isEnveloped = evidence.json?["error"] != nil
      return .found(
        context.finding(
          description, kind: .wrongValue,
          at: evidence.place(isEnveloped ? .path("error", member) : .path(member)),
          expected: "\(status), the status of the response", actual: value.serialized()))
    }
    return .notApplicable
  }

  private static func digits(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}
