/// The capability matrix as a Markdown table.
enum MarkdownMatrix {
  static func sections(of matrix: CapabilityMatrix) -> MarkdownDocument.Section {
    let coverage = matrix.coverage
    return .init(
      name: matrix.sections.isEmpty
        ? "" : "Documented and observed (\(coverage.exercised)/\(coverage.total) claims exercised)",
      lead: "| capability | worst | claims |\n|---|---|---|\n",
      entries: matrix.exercised.map(row), tail: untouched(matrix) + "\n" + legend + "\n")
  }

  /// Capabilities of which nothing was exercised, in one line: in a run of a few probes they are most.
  private static func untouched(_ matrix: CapabilityMatrix) -> String {
    guard !matrix.untouched.isEmpty else { return "" }
    let names = matrix.untouched.map { MarkdownText.code($0.name) }
    return "\n\(notExercised) Not exercised: \(names.joined(separator: ", "))\n"
  }

  private static func row(_ section: CapabilityMatrix.Section) -> String {
    let claims = section.rows.map { row in
      "\(row.observed?.sign ?? notExercised) \(MarkdownText.prose(row.shortName))"
    }
    let worst = section.worst.map { "\($0.sign) \($0.word)" } ?? ""
    return
      "| \(MarkdownText.code(section.name)) | \(worst) | \(claims.joined(separator: " · ")) |\n"
  }

  private static let notExercised = "▫️"

  private static var legend: String {
    let signs =
      Standing.allCases.map { "\($0.sign) \($0.word)" } + ["\(notExercised) not exercised"]
    return "<sub>\(signs.joined(separator: " · "))</sub>"
  }
}
