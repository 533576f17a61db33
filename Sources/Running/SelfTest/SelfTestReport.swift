public import Conformance
import WireFormats

/// What a self-test found: assay's own detection rate.
public struct SelfTestReport: Sendable {
  /// A check that finds fault with the provider as documented: a defect of assay.
  public struct Unclean: Sendable, Hashable {
    /// The spec.
    public let spec: String
    /// The check.
    public let check: CheckID
    /// The probes.
    public let probes: [ProbeID]
  }

  /// What each fault came to, by spec.
  public let outcomes: [SelfTest.Outcome]
  /// What checks say of providers that do nothing wrong.
  public let unclean: [Unclean]

  /// The faults that are no quirks.
  public var faults: [SelfTest.Outcome] { outcomes.filter { !$0.isQuirk } }
  /// The faults that no declared check saw.
  public var missed: [SelfTest.Outcome] { faults.filter { !$0.isCaught } }
  /// The legal quirks.
  public var quirks: [SelfTest.Outcome] { outcomes.filter(\.isQuirk) }
  /// The legal quirks on which a *must* was found.
  public var falseAlarms: [SelfTest.Outcome] { quirks.filter(\.isFalseAlarm) }

  /// Whether everything was caught and nothing falsely flagged.
  public var isPerfect: Bool { missed.isEmpty && falseAlarms.isEmpty && unclean.isEmpty }

  /// The figures, each as numerator and denominator.
  public var summary: String {
    let ids = Set(faults.map(\.fault)).count
    let quirkIDs = Set(quirks.map(\.fault)).count
    let talking = faults.count { !$0.crossTalk.isEmpty }
    let quiet = faults.count { fault in
      fault.isCaught && fault.caughtBy.allSatisfy { $0.level == .may }
    }
    return """
      caught \(faults.count - missed.count)/\(faults.count) (\(ids) faults)
      of these reported only, as the page says "may": \(quiet)
      false alarms \(falseAlarms.count)/\(quirks.count) (\(quirkIDs) legal quirks)
      cross-talk \(talking)/\(faults.count)
      unmutated provider flagged \(unclean.count)

      """
  }

  /// The detection matrix as Markdown.
  public var markdown: String {
    var text = "# Self-test\n\n```\n\(summary)```\n\n"
    for entry in unclean {
      text +=
        "- **defect of assay**: \(entry.check) speaks of \(entry.spec) as documented, on "
        + "\(entry.probes.joined(separator: ", "))\n"
    }
    text += "\n| fault | spec | caught by | beside |\n|---|---|---|---|\n"
    for outcome in outcomes {
      let mark =
        outcome.isQuirk
        ? (outcome.isFalseAlarm ? "**FALSE ALARM**" : "legal")
        : (outcome.isCaught ? "" : "**MISSED**")
      let talk = Set(outcome.crossTalk)
      let declared = outcome.caughtBy.filter { !talk.contains($0.check) }
      let beside = outcome.caughtBy.filter { talk.contains($0.check) }
      text +=
        "| \(outcome.fault) \(mark) | \(outcome.spec) | \(Self.list(declared)) | "
        + "\(Self.list(beside)) |\n"
    }
    return text
  }

  /// The outcomes as JSON, for tools.
  public var json: String {
    let rows = outcomes.map { outcome -> JSONValue in
      [
        "fault": .string(outcome.fault), "legal": .bool(outcome.isQuirk),
        "spec": .string(outcome.spec), "caught": .bool(outcome.isCaught),
        "falseAlarm": .bool(outcome.isFalseAlarm),
        "checks": .array(
          outcome.caughtBy.map { caught in
            [
              "check": .string(caught.check), "probes": .integer(caught.probes),
              "level": .string(caught.level.rawValue),
              "declared": .bool(!outcome.crossTalk.contains(caught.check)),
            ]
          }),
      ]
    }
    let report: JSONValue = [
      "caught": .integer(faults.count - missed.count), "faults": .integer(faults.count),
      "falseAlarms": .integer(falseAlarms.count), "quirks": .integer(quirks.count),
      "outcomes": .array(rows),
    ]
    return report.prettyPrinted() + "\n"
  }

  private static func list(_ caught: [SelfTest.Catch]) -> String {
    caught.map { "\($0.check) (\($0.level.rawValue), \($0.probes))" }.joined(separator: ", ")
  }
}
