import WireFormats

/// Differences ready to be told: of behaviour or of documentation.
public struct DifferenceTable: Sendable {
  /// One row.
  public struct Row: Sendable, Hashable {
    /// What it means for a client.
    public let impact: Impact
    /// What differs.
    public let key: String
    /// What that is, in one sentence; empty where the key says it.
    public let meaning: String
    /// The left side.
    public let left: String
    /// The right side.
    public let right: String
  }

  /// The names of the two sides.
  public let names: [String]
  /// The rows, worst first.
  public let rows: [Row]

  /// The table of a behaviour diff.
  public init(_ diff: BehaviourDiff) {
    names = diff.names
    rows = diff.differences.map {
      Row(
        impact: $0.impact, key: $0.key, meaning: $0.meaning, left: Self.text($0.left),
        right: Self.text($0.right))
    }
  }

  /// The table of a documentation diff.
  public init(_ diff: SpecDiff) {
    names = diff.names
    rows = diff.differences.map {
      Row(
        impact: $0.impact, key: $0.claim, meaning: "", left: $0.left ?? "undocumented",
        right: $0.right ?? "undocumented")
    }
  }

  /// The worst impact, `nil` where nothing differs.
  public var worst: Impact? { rows.first?.impact }

  /// The rows as Markdown, by impact.
  public var markdown: String {
    var text = "# \(Inert.markdown(names[0])) against \(Inert.markdown(names[1]))\n"
    if rows.isEmpty { return text + "\nNo difference.\n" }
    for impact in Impact.allCases {
      let these = rows.filter { $0.impact == impact }
      guard !these.isEmpty else { continue }
      text += "\n## \(Self.heading(impact)) (\(these.count))\n\n"
      text +=
        "| what | \(Inert.markdown(names[0])) | \(Inert.markdown(names[1])) |\n|---|---|---|\n"
      for row in these {
        text +=
          "| \(Inert.markdown(row.key)) | \(Inert.markdown(row.left)) | \(Inert.markdown(row.right)) |\n"
      }
    }
    return text
  }

  /// The rows as plain text.
  public var text: String {
    if rows.isEmpty { return "no difference between \(names[0]) and \(names[1])\n" }
    var text = ""
    for impact in Impact.allCases {
      let these = rows.filter { $0.impact == impact }
      guard !these.isEmpty else { continue }
      text += "\(Self.heading(impact)) (\(these.count))\n"
      for row in these {
        text += "  \(row.key)\n    \(Inert.visible(names[0])): \(Inert.visible(row.left))\n"
        text += "    \(Inert.visible(names[1])): \(Inert.visible(row.right))\n"
      }
    }
    return text
  }

  /// The rows as JSON.
  public var json: String {
    let value: JSONValue = [
      "left": .string(names[0]), "right": .string(names[1]),
      "differences": .array(
        rows.map { row in
          [
            "impact": .string(row.impact.rawValue), "key": .string(row.key),
            "meaning": .string(row.meaning), "left": .string(row.left), "right": .string(row.right),
          ]
        }),
    ]
    return value.prettyPrinted() + "\n"
  }

  private static func heading(_ impact: Impact) -> String {
    switch impact {
    case .breaks: "Breaks clients"
    case .surprises: "Surprises clients"
    case .cosmetic: "Cosmetic"
    }
  }

  private static func text(_ value: JSONValue) -> String {
    value.string ?? (value.isNull ? "none" : value.serialized())
  }
}
