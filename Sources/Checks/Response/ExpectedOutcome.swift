import Conformance
import WireFormats

/// The step met what it was to meet: a documented request is answered with 2xx, an invalid one
/// refused with 4xx. Whether the answer or the refusal is well-formed is for the other checks.
///
/// What says nothing about the documentation is not judged here: 401, 402, 403, 429, 502, 503, 504
/// and time-outs, unless the step is about them.
enum ExpectedOutcome: Check {
  static let description = CheckDescription(
    id: "response.expectation", family: "response",
    rule: "A documented request is answered; an invalid one is refused with a 4xx status.",
    level: .must,
    consequence: "Clients cannot use what is documented, or are not told of a mistake.",
    source: .http("section 15, Status Codes"))

  /// Statuses that tell of the account, the load or what stands in front of the service.
  /// (529 is some gateways' word for overload.)
  private static let circumstances: Set<Int> = [401, 402, 403, 407, 429, 502, 503, 504, 529]

  /// Statuses that refuse access.
  private static let access: Set<Int> = [401, 403]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let status = evidence.exchange.status, !isTimeOut(evidence) else {
      return .notApplicable
    }
    switch evidence.expectation {
    case .accepted(let level, let orRefused):
      return accepted(evidence, status, level: level, orRefused: orRefused, context)
    case .rejected(let statuses, let level):
      return rejected(evidence, status, statuses, level: level, context)
    case .any, .unknown:
      // 501 is an honest word for what is not supported.
      guard status >= 500, status != 501, !circumstances.contains(status) else {
        return .notApplicable
      }
      return .found(
        finding(
          evidence, context, kind: .malformed, expected: "an answer, or a refusal with 4xx",
          level: evidence.expectation == .unknown ? .should : .must))
    }
  }

  private static func isTimeOut(_ evidence: Evidence) -> Bool {
    if case .timedOut = evidence.exchange.ending { return true }
    return false
  }

  private static func accepted(
    _ evidence: Evidence, _ status: Int, level: Level, orRefused: Bool, _ context: CheckContext
  ) -> CheckOutcome {
    if evidence.isSuccess { return .passed }
    if circumstances.contains(status), !isDeniedPublicly(evidence, status, context) {
      return .notApplicable
    }
    guard status < 500 || status == 501 else {
      return .found(
        finding(evidence, context, kind: .wronglyRejected, expected: "an answer", level: level))
    }
    let isOptional = orRefused || isDocumentedRefusal(evidence, status, context)
    if isOptional, isWellFormedRefusal(evidence, status, context) {
      return .unsupported(refusal(evidence, status))
    }
    return .found(
      finding(
        evidence, context, kind: .wronglyRejected,
        expected: "an answer, as the request is documented", level: level))
  }

  /// Whether what is documented as public was kept from a client without a key: no account is to
  /// blame for that.
  private static func isDeniedPublicly(
    _ evidence: Evidence, _ status: Int, _ context: CheckContext
  ) -> Bool {
    guard access.contains(status),
      let endpoint = evidence.endpoint.flatMap({ context.spec.endpoint($0) }), endpoint.isPublic
    else { return false }
    return context.spec.service.credentials.allSatisfy { credential in
      evidence.exchange.request.fields[credential.name] == nil
    }
  }

  /// Whether a refusal has the documented envelope, or any JSON where none is documented.
  private static func isWellFormedRefusal(
    _ evidence: Evidence, _ status: Int, _ context: CheckContext
  ) -> Bool {
    guard status >= 400, let json = evidence.json else { return false }
    return SchemaClaims(["errors.envelope.own.schema", "errors.envelope.schema"], in: context)
      .isValid(json)
  }

  /// Whether the documentation itself gives this refusal of a forced call: a status and a code.
  private static func isDocumentedRefusal(
    _ evidence: Evidence, _ status: Int, _ context: CheckContext
  ) -> Bool {
    let claim: ClaimID
    switch evidence.chatRequest?.toolChoice {
    case .required: claim = "chat.tool_choice.required"
    case .named: claim = "chat.tool_choice.named"
    default: return false
    }
    guard let refusal = context.claim(claim)?.value["refusal"], refusal["status"]?.int == status
    else { return false }
    return refusal["code"].map { $0 == evidence.json?["error"]?["code"] } ?? true
  }

  private static func rejected(
    _ evidence: Evidence, _ status: Int, _ statuses: [Int], level: Level, _ context: CheckContext
  ) -> CheckOutcome {
    let wanted = statuses.map(String.init).joined(separator: " or ")
    if statuses.contains(status) { return .passed }
    if evidence.isSuccess {
      return .found(
        finding(
          evidence, context, kind: .wronglyAccepted,
          expected: "a refusal" + (wanted.isEmpty ? " with 4xx" : " with \(wanted)"), level: level))
    }
    // Where a step is about credentials, another status of that kind is the wrong one.
    let isAboutAccess = !access.isDisjoint(with: statuses) && access.contains(status)
    if circumstances.contains(status), !isAboutAccess { return .notApplicable }
    guard (400..<500).contains(status) else {
      return .found(
        finding(
          evidence, context, kind: .malformed,
          expected: "a refusal with 4xx, as the mistake is the client's", level: .must))
    }
    if statuses.isEmpty { return .passed }
    return .found(
      finding(evidence, context, kind: .wrongValue, expected: "status \(wanted)", level: .should))
  }

  private static func finding(
    _ evidence: Evidence, _ context: CheckContext, kind: Finding.Kind, expected: String,
    level: Level
  ) -> Finding {
    context.finding(
      description, kind: kind, at: evidence.place(field: ":status"), expected: expected,
      actual: refusal(evidence, evidence.exchange.status ?? 0), level: level)
  }

  private static func refusal(_ evidence: Evidence, _ status: Int) -> String {
    let message = evidence.json?["error"]?["message"]?.string ?? evidence.json?["error"]?.string
    return "status \(status)" + (message.map { ": \($0)" } ?? "")
  }
}
