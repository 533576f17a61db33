public import Conformance

/// What recordings lack, or have too much, to be those of a plan.
public struct PlanUpdate: Sendable, Hashable {
  /// One probe whose recording is not that of the plan.
  public struct Change: Sendable, Hashable {
    /// What became of it.
    public enum Kind: String, Sendable, Hashable {
      /// The plan has it, and it was never recorded.
      case new
      /// The plan sends another request than was recorded.
      case changed
      /// It was recorded, and no profile plans it any more.
      case gone
    }

    /// The probe.
    public let probe: ProbeID
    /// What became of it.
    public let kind: Kind
    /// How the requests differ, or which file can go.
    public let detail: String
  }

  /// The changes: those of the plan in plan order, then what is gone.
  public let changes: [Change]
  private let advice: [String]

  /// Compares recordings with a plan.
  ///
  /// - Parameters:
  ///   - plan: what would be run.
  ///   - known: the ids of every probe that any profile plans.
  ///   - fixtures: what was recorded.
  ///   - suite: whose plan it is.
  ///   - model: the model that the plan asks for.
  public init(
    of plan: Plan, known: Set<ProbeID>, from fixtures: FixtureSet, suite: Suite, model: String
  ) {
    let replayer = Replayer(suite: suite, model: model)
    var changes: [Change] = []
    for entry in plan.entries where entry.skipReason == nil {
      guard let recorded = fixtures.entries[entry.probe.id] else {
        changes.append(Change(probe: entry.probe.id, kind: .new, detail: "never recorded"))
        continue
      }
      if let change = replayer.change(of: entry.probe, recorded: recorded) {
        changes.append(Change(probe: entry.probe.id, kind: .changed, detail: change))
      }
    }
    let again = changes.map { " --only \($0.probe)" }.joined()
    for (id, file) in fixtures.files.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      changes.append(Change(probe: id, kind: .gone, detail: "remove \(file)"))
    }
    self.changes = changes
    advice =
      again.isEmpty
      ? [] : ["record again: assay run \(suite.spec.id)\(again) --record \(fixtures.folder)"]
  }

  /// One line a change, and the command that records again what has to be.
  public var text: String {
    guard !changes.isEmpty else { return "the recordings are those of the plan\n" }
    let width = changes.map(\.probe.count).max() ?? 0
    let lines = changes.map { change in
      let kind = change.kind.rawValue
      return kind + String(repeating: " ", count: 9 - kind.count) + change.probe
        + String(repeating: " ", count: width - change.probe.count + 2) + change.detail
    }
    return (lines + advice).joined(separator: "\n") + "\n"
  }
}
