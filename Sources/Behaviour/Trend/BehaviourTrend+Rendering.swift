import WireFormats

extension BehaviourTrend {
  /// As plain text, the latest changes first.
  public var text: String {
    var text = "\(runs.count) runs, \(runs.first ?? "") to \(runs.last ?? ""): \(summary)\n"
    for track in tracks {
      let isSentence = track.label == track.meaning
      text += "\n\(Inert.visible(isSentence ? "\(track.label) (\(track.key))" : track.label))\n"
      for change in track.changes {
        text += "  \(when(change))  \(Inert.visible(DifferenceTable.text(change.before)))"
        text += " → \(Inert.visible(DifferenceTable.text(change.after)))"
        text += "  [\(change.impact.rawValue); \(DifferenceTable.list(change.probes, limit: 2))]\n"
      }
    }
    return text
  }

  /// As Markdown: a row a change, the latest behaviours first.
  public var markdown: String {
    var text = "# What changed from \(Inert.markdown(runs.first ?? "")) to "
    text += "\(Inert.markdown(runs.last ?? ""))\n\n\(runs.count) runs: \(summary).\n"
    guard !tracks.isEmpty else { return text }
    text +=
      "\n| behaviour | when | before | after | for clients | seen in |\n|---|---|---|---|---|---|\n"
    for track in tracks {
      for change in track.changes {
        text += "| \(Inert.markdown(track.label)) | \(Inert.markdown(when(change))) | "
        text += "\(Inert.markdown(DifferenceTable.text(change.before))) | "
        text += "\(Inert.markdown(DifferenceTable.text(change.after))) | "
        text += "\(change.impact.rawValue) | "
        text += change.probes.prefix(2).map { Inert.code($0) }.joined(separator: ", ") + " |\n"
      }
    }
    return text
  }

  /// As JSON.
  public var json: String {
    let value: JSONValue = [
      "runs": .array(runs.map { .string($0) }),
      "steady": .integer(steadyCount),
      "changed": .array(
        tracks.map { track in
          [
            "key": .string(track.key), "meaning": .string(track.meaning),
            "changes": .array(
              track.changes.map { change in
                [
                  "after": .string(runs[change.since]), "at": .string(runs[change.run]),
                  "from": change.before, "to": change.after,
                  "impact": .string(change.impact.rawValue),
                  "probes": .array(change.probes.map { .string($0) }),
                ]
              }),
          ]
        }),
    ]
    return value.prettyPrinted() + "\n"
  }

  private var summary: String {
    "\(tracks.count) \(tracks.count == 1 ? "behaviour" : "behaviours") changed, \(steadyCount) did not"
  }

  /// Between which runs: seen so at the second, otherwise still at the first.
  private func when(_ change: Change) -> String {
    "between \(runs[change.since]) and \(runs[change.run])"
  }
}
