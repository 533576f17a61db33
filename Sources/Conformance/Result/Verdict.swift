import WireFormats

/// What a probe came to.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The promise was exercised and kept.
  case pass
  /// A *must* was broken.
  case fail
  /// A *should* was missed, or the behaviour surprises clients.
  case warn
  /// An honest, well-formed refusal of something optional.
  case unsupported
  /// The promise could not be exercised.
  case inconclusive
  /// Nothing could be judged: no connection, not authorised, rate-limited, budget spent.
  case error
  /// It does not apply.
  case skip
}

/// A verdict with its grounds. This is the one place where verdicts are born.
public struct Judgement: Sendable, Hashable {
  /// The verdict.
  public var verdict: Verdict
  /// In what way a promise was broken, where the verdict is `fail` or `warn`.
  public var kind: Finding.Kind?
  /// Why, in one sentence, for every verdict but `pass`.
  public var reason: String?
  /// Every finding, the gravest first, else in order of place.
  public var findings: [Finding]

  /// Makes a judgement as it stands, for instance when reading a report back.
  public init(
    verdict: Verdict, kind: Finding.Kind? = nil, reason: String? = nil, findings: [Finding] = []
  ) {
    self.verdict = verdict
    self.kind = kind
    self.reason = reason
    self.findings = findings
  }

  /// A probe that was not run.
  public static func skipped(_ reason: String) -> Judgement {
    Judgement(verdict: .skip, reason: reason)
  }

  /// A probe that could not be judged.
  public static func error(_ reason: String) -> Judgement {
    Judgement(verdict: .error, reason: reason)
  }

  /// Decides what the outcomes of all checks on a probe come to.
  ///
  /// A broken *must* fails whatever else happened. After that, a probe whose promise was not
  /// exercised must not look green: an honest refusal is `unsupported`, anything else that could not
  /// be exercised is `inconclusive`. A missed *should* warns. A probe on which no check had anything
  /// to say is inconclusive, too.
  ///
  /// - Parameters:
  ///   - outcomes: what the checks saw, consequences of one another already folded.
  ///   - trouble: why an exchange could not be judged (a time-out, a 429), `nil` where all could.
  public init(deciding outcomes: [CheckOutcome], trouble: String? = nil) {
    let findings = outcomes.flatMap { outcome in
      if case .found(let findings) = outcome { return findings }
      return []
    }.sorted { $0.level > $1.level }
    self.findings = findings
    if let gravest = findings.first, gravest.level == .must {
      verdict = .fail
      kind = gravest.kind
      reason = gravest.summary
      return
    }
    kind = findings.first { $0.level == .should }?.kind
    if let trouble {
      verdict = .error
      reason = trouble
      return
    }
    for case .unsupported(let text) in outcomes {
      verdict = .unsupported
      reason = text
      return
    }
    for case .inconclusive(let text) in outcomes {
      verdict = .inconclusive
      reason = text
      return
    }
    if let warning = findings.first(where: { $0.level == .should }) {
      verdict = .warn
      reason = warning.summary
    } else if outcomes.allSatisfy({ $0 == .notApplicable }) {
      verdict = .inconclusive
      reason = "no check had anything to judge"
    } else {
      verdict = .pass
    }
  }
}

extension Finding {
  /// The finding in one line: `expected a string, got null at /id`.
  public var summary: String { "expected \(expected), got \(actual)\(place.phrase)" }
}

extension Finding.Place {
  /// The place as a phrase that follows a sentence: ` at /usage/total_tokens of event 3 (byte
  /// 1042)`; empty where nothing is known.
  public var phrase: String {
    var text = ""
    if let pointer {
      let path = pointer.description
      text += path.isEmpty ? " at the whole value" : " at \(path)"
    }
    // The status and the head have names here as if they were fields; what is said names them itself.
    if let field, !field.hasPrefix(":") { text += " in \(field)" }
    if let event { text += " of event \(event)" }
    if let offset { text += " (byte \(offset))" }
    return text
  }
}
