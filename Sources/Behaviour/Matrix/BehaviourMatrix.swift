import Conformance
public import WireFormats

/// Many runs side by side: what each was seen to do, key by key.
public struct BehaviourMatrix: Sendable {
  /// What one run was seen to do.
  public struct Cell: Sendable, Hashable {
    /// The value.
    public let value: JSONValue
    /// Where it was seen.
    public let sighting: Sighting
  }

  /// One key.
  public struct Row: Sendable, Hashable {
    /// The key.
    public let key: String
    /// What a person reads in its place.
    public let label: String
    /// What it tells.
    public let meaning: String
    /// What a difference means.
    public let impact: Impact
    /// The number of its topic in ``Observers/topics``.
    public let topic: Int
    /// What each run was seen to do, in order; `nil` where it was not seen.
    public let cells: [Cell?]
    /// The value that most runs share, `nil` where no value has a majority of those seen.
    public let majority: JSONValue?
    /// Whether each run was asked, in order: it sent a request that shows this of another run, or of
    /// itself.
    public let asked: [Bool]

    /// Whether two runs were seen to differ.
    public var differs: Bool { Set(cells.compactMap { $0?.value }).count > 1 }
    /// How many runs it was seen of.
    public var seenCount: Int { cells.count { $0 != nil } }
    /// Whether the cell of a run is not what most do; never where no value is what most do.
    func isOdd(_ cell: Cell) -> Bool { majority.map { $0 != cell.value } ?? false }
    /// What stands in place of a value that a run does not have.
    func absence(of run: Int) -> String { asked[run] ? "·" : "not asked" }
  }

  /// The runs, in order.
  public let sides: [BehaviourDiff.Side]
  /// The rows by topic, then by key; numbers within keys by size.
  public let rows: [Row]

  /// The rows that people ask for first, as far as they were seen.
  public var highlights: [Row] {
    Observers.highlights.compactMap { name in rows.first { $0.key == name } }
  }

  /// The names of the runs, in order.
  public var names: [String] { sides.map(\.name) }

  /// Lays runs side by side.
  public init(_ sides: [BehaviourDiff.Side]) {
    self.sides = sides
    let profiles = sides.map { BehaviourProfile(of: $0.report) }
    let seen = profiles.map { profile in
      Dictionary(
        profile.observations.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    }
    let answered = sides.map { side in
      Set(
        side.report.results.filter { !$0.attempts.isEmpty }.map { ProbeOutcome.name(of: $0.probe) })
    }
    rows = Set(seen.flatMap(\.keys)).compactMap { name -> (BehaviourKey, Row)? in
      guard let key = seen.lazy.compactMap({ $0[name]?.key }).first else { return nil }
      let cells = seen.map { $0[name].map { Cell(value: $0.value, sighting: $0.sighting) } }
      let shown = Set(
        profiles.flatMap { $0.sightings[name] ?? [] }.map {
          ProbeOutcome.name(ofID: $0.sighting.probe)
        })
      // A parameter's key is made from the request: a run without it did not send that value.
      let isSent = key.family == ParameterObserver.reaction.family
      let asked = zip(cells, answered).map { cell, probes in
        cell != nil || (!isSent && !probes.isDisjoint(with: shown))
      }
      let row = Row(
        key: name, label: key.label, meaning: key.meaning, impact: key.impact, topic: key.topic,
        cells: cells, majority: Self.majority(of: cells.compactMap { $0?.value }), asked: asked)
      return (key, row)
    }.sorted { Self.precedes($0.0, $1.0) }.map(\.1)
  }

  /// By topic; values of one member by size where they are numbers, else by text.
  private static func precedes(_ one: BehaviourKey, _ two: BehaviourKey) -> Bool {
    if one.topic != two.topic { return one.topic < two.topic }
    let mine = one.name.split(separator: "=", maxSplits: 1)
    let theirs = two.name.split(separator: "=", maxSplits: 1)
    guard mine.count == 2, theirs.count == 2, mine[0] == theirs[0] else {
      return one.name < two.name
    }
    switch (Double(mine[1]), Double(theirs[1])) {
    case (let left?, let right?) where left != right: return left < right
    case (.some, nil): return true
    case (nil, .some): return false
    default: return one.name < two.name
    }
  }

  private static func majority(of values: [JSONValue]) -> JSONValue? {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.first { $0.value * 2 > values.count }?.key
  }
}
