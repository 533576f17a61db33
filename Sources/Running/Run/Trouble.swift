import Conformance

/// What keeps an exchange from being judged for the probe's own sake: never a failure of the
/// provider's promise, always a reason to look at the run.
enum Trouble {
  /// Why a step's last attempt cannot be judged, in one sentence; `nil` where it can.
  ///
  /// - Parameters:
  ///   - attempt: the attempt.
  ///   - step: what was sent, and with which credentials.
  static func reason(for attempt: ProbeResult.Attempt, of step: ProbeStep) -> String? {
    if let failure = attempt.failure { return failure.message }
    guard let exchange = attempt.exchange else { return "nothing was exchanged" }
    switch exchange.ending {
    case .timedOut(.firstByte): return "no answer within the time allowed"
    case .timedOut(.silence): return "the answer stopped for longer than the time allowed"
    case .timedOut(.whole): return "the answer was not finished within the time allowed"
    case .tooLarge(let limit): return "the answer is larger than \(limit) bytes"
    case .complete, .closedEarly, .reset, .malformed: break
    }
    guard case .accepted = step.expectation, let status = exchange.status else { return nil }
    switch status {
    case 401, 403:
      return step.credentials == .valid ? "the key was refused (\(status))" : nil
    case 402: return "the account has no credit (402)"
    case 429: return "the rate limit holds after every retry (429)"
    case 502, 503, 504: return "the service is not available (\(status))"
    default: return nil
    }
  }
}
