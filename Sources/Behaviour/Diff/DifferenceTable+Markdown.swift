extension DifferenceTable {
  /// The rows as Markdown, by impact.
  public var markdown: String {
    let titles = names.map { Inert.markdown($0) }
    var text = "# \(titles[0]) → \(titles[1])\n\n\(summary).\n"
    for section in sections {
      text += "\n## \(section.title) (\(section.rows.count))\n\n"
      text += "| what | \(titles[0]) | \(titles[1]) | seen in |\n|---|---|---|---|\n"
      for row in section.rows {
        let rules = row.rules.map { "<br>\(Inert.markdownProse(Self.sentence($0)))" }.joined()
        let what = Self.markdownHeading(row) + rules
        let probes = row.otherProbes
        text += "| \(what) | \(Inert.markdown(row.left)) | \(Inert.markdown(row.right)) | "
        text += probes.prefix(3).map { Inert.code($0) }.joined(separator: ", ")
        text += probes.count > 3 ? " and \(probes.count - 3) more |\n" : " |\n"
      }
    }
    for (title, keys) in zip(titles, onlyOn) where !keys.isEmpty {
      text += "\nSeen of \(title) only, not compared: \(Self.topics(of: keys)).\n"
    }
    return text
  }

  private static func markdownHeading(_ row: Row) -> String {
    if row.subjects.count > 1 {
      let names = row.subjects.prefix(12).map { subject in
        subject.isToldByName ? Inert.code(short(subject)) : Inert.markdownProse(subject.label)
      }.joined(separator: "; ")
      let rest = row.subjects.count > 12 ? " and \(row.subjects.count - 12) more" : ""
      return "\(Inert.markdown(group(of: row.subjects))): \(names)\(rest)"
    }
    let subject = row.subjects[0]
    if subject.key.hasPrefix("reaction.") { return Inert.markdownProse(subject.meaning) }
    if subject.label == subject.meaning {
      return "\(Inert.markdownProse(subject.label)) \(Inert.code(subject.key))"
    }
    let meaning = subject.meaning.isEmpty ? "" : ": \(Inert.markdownProse(subject.meaning))"
    return Inert.code(subject.label) + meaning
  }
}
