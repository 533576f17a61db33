import WireFormats

/// Differences ready to be told: of behaviour or of documentation.
public struct DifferenceTable: Sendable {
  /// One row: what differs in the same way, folded.
  public struct Row: Sendable, Hashable {
    /// What it means for a client.
    public let impact: Impact
    /// What kind of thing differs: behaviour, rule, consequence or document.
    public let kind: String
    /// What differs, each with what a person reads in its place and what it is, in one sentence;
    /// several where many requests went from the same to the same.
    public let subjects: [Subject]
    /// The left side.
    public let left: String
    /// The right side.
    public let right: String
    /// The probes that show it; empty of documents.
    public let probes: [String]
    /// What went over the wire on the left, `nil` where nothing shows it.
    public let leftExcerpt: Excerpt?
    /// What went over the wire on the right, `nil` where nothing shows it.
    public let rightExcerpt: Excerpt?
    /// The rules that say the same of one side: told with it, not as rows of their own.
    public var rules: [BehaviourDiff.Difference] = []

    /// What it means for a client, the rules told with it included.
    public var worst: Impact { rules.map(\.impact).reduce(impact, min) }

    /// The probes to name beside the subjects: not those that a subject is called by.
    var otherProbes: [String] {
      let labels = Set(subjects.map(\.label))
      return probes.filter { !labels.contains($0) }
    }
  }

  /// What a row is about.
  public struct Subject: Sendable, Hashable {
    /// The key, the check or the claim.
    public let key: String
    /// What a person reads.
    public let label: String
    /// What it is; empty where the label says it.
    public let meaning: String

    /// Whether, in a list, a name stands for it, not a sentence.
    var isToldByName: Bool { label != meaning || key.hasPrefix("errors.") }
  }

  /// The names of the two sides.
  public let names: [String]
  /// The rows, worst first.
  public let rows: [Row]
  /// How many things were compared, `nil` of documents, where that says nothing.
  public let comparedCount: Int?
  /// What was seen on one side only, by side.
  public let onlyOn: [[String]]

  /// The table of a behaviour diff.
  public init(_ diff: BehaviourDiff) {
    names = diff.names
    comparedCount = diff.comparedCount
    onlyOn = [diff.onlyLeft, diff.onlyRight]
    rows = DifferenceFold.rows(of: diff)
  }

  /// The table of a documentation diff.
  public init(_ diff: SpecDiff) {
    names = diff.names
    comparedCount = nil
    onlyOn = []
    rows = diff.differences.map {
      Row(
        impact: $0.impact, kind: "document",
        subjects: [Subject(key: $0.claim, label: $0.claim, meaning: "")],
        left: $0.left ?? "undocumented", right: $0.right ?? "undocumented", probes: [],
        leftExcerpt: nil, rightExcerpt: nil)
    }
  }

  /// The worst impact, consequences apart; `nil` where nothing differs.
  public var worst: Impact? { rows.lazy.filter { $0.kind != "consequence" }.map(\.worst).min() }

  /// The rows of one heading, in the order of headings: by impact, then what follows from it.
  var sections: [(title: String, rows: [Row])] {
    let told = Impact.allCases.map { impact in
      (Self.title(impact), rows.filter { $0.worst == impact && $0.kind != "consequence" })
    }
    let follows = rows.filter { $0.kind == "consequence" }
    return (told + [("What follows: probes that could not be judged alike", follows)])
      .filter { !$0.1.isEmpty }
  }

  /// One sentence that counts.
  var summary: String {
    let counts = Impact.allCases.map { impact in
      (impact, rows.filter { $0.worst == impact && $0.kind != "consequence" }.count)
    }
    let worded = counts.filter { $0.1 > 0 }.map { impact, count in
      switch impact {
      case .breaks: "\(count) breaking"
      case .surprises: "\(count) surprising"
      case .cosmetic: "\(count) cosmetic"
      }
    }
    let total = counts.reduce(0) { $0 + $1.1 }
    let what =
      worded.isEmpty
      ? "no difference"
      : "\(total) \(total == 1 ? "difference" : "differences"): \(worded.joined(separator: ", "))"
    return comparedCount.map { "\(what); \($0) things were seen on both sides" } ?? what
  }

  /// The heading of an impact.
  static func title(_ impact: Impact) -> String {
    switch impact {
    case .breaks: "Breaks clients that move from left to right"
    case .surprises: "Surprises clients"
    case .cosmetic: "Cosmetic, or mended"
    }
  }

  /// A value as people read it.
  static func text(_ value: JSONValue) -> String {
    if let items = value.array {
      return items.isEmpty ? "none" : items.map { text($0) }.joined(separator: ", ")
    }
    return value.string ?? value.serialized()
  }
}
