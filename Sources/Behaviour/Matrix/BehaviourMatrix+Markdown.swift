import WireFormats

extension BehaviourMatrix {
  /// The matrix as Markdown, a table a topic; what is not the majority's value is in bold. What
  /// only one run shows is left out of the tables and counted.
  public var markdown: String {
    var text = "# Behaviour of \(names.map { Inert.markdown($0) }.joined(separator: ", "))\n\n"
    text += "What each was seen to do, right or wrong. **Bold**: not what most do. "
    text += "`·`: asked, but nothing to see.\n"
    if !highlights.isEmpty {
      text += "\n## At a glance\n\n" + heading + highlights.map(Self.line).joined()
    }
    for (number, topic) in Observers.topics.enumerated() {
      let all = rows.filter { $0.topic == number }
      let shown = all.filter { $0.seenCount > 1 }
      guard !all.isEmpty else { continue }
      text += "\n## \(topic.title)\n\n"
      if !shown.isEmpty { text += heading + shown.map(Self.line).joined() }
      let rest = all.count - shown.count
      if rest > 0 {
        text += shown.isEmpty ? "" : "\n"
        text += "\(rest) more \(rest == 1 ? "was" : "were") seen of one only.\n"
      }
    }
    return text
  }

  private var heading: String {
    "| | " + names.map { Inert.markdown($0) }.joined(separator: " | ") + " |\n|---|"
      + names.map { _ in "---|" }.joined() + "\n"
  }

  private static func line(_ row: Row) -> String {
    let cells = row.cells.enumerated().map { run, cell -> String in
      guard let cell else { return row.absence(of: run) }
      let shown = Inert.markdown(DifferenceTable.text(cell.value))
      return row.isOdd(cell) ? "**\(shown)**" : shown
    }
    let label = row.label == row.meaning ? Inert.markdownProse(row.label) : Inert.code(row.label)
    return "| \(label) | " + cells.joined(separator: " | ") + " |\n"
  }

  /// The matrix as JSON.
  public var json: String {
    let value: JSONValue = [
      "runs": .array(names.map { .string($0) }),
      "rows": .array(
        rows.map { row in
          [
            "key": .string(row.key), "meaning": .string(row.meaning),
            "impact": .string(row.impact.rawValue), "differs": .bool(row.differs),
            "majority": row.majority ?? .null,
            "values": .array(row.cells.map { $0?.value ?? .null }),
            "asked": .array(row.asked.map { .bool($0) }),
            "probes": .array(row.cells.map { $0.map { .string($0.sighting.probe) } ?? .null }),
          ]
        }),
    ]
    return value.prettyPrinted() + "\n"
  }
}
