import Conformance

/// The capability matrix as a table: what is documented beside the worst that was observed. Roles are
/// written out, as a narrow page lays the table out in another way, which would take them away.
enum HTMLMatrix {
  static func render(_ matrix: CapabilityMatrix, in subject: ReportSubject) -> String {
    guard !matrix.sections.isEmpty else { return "" }
    let standings = Dictionary(
      subject.report.results.map { ($0.probe.id, Standing(of: $0)) },
      uniquingKeysWith: { first, _ in first })
    let untouched = matrix.untouched
    let rest =
      untouched.isEmpty
      ? ""
      : "<details class=\"rest\"><summary>\(untouched.count) capabilities were not exercised</summary>\n"
        + table(untouched, label: "Capabilities that were not exercised", standings: standings)
        + "</details>\n"
    let coverage = matrix.coverage
    return """
      <details class="matrix" open>
      <summary><h2>Documented and observed</h2> \
      <span>\(coverage.exercised)/\(coverage.total) claims exercised</span></summary>
      \(table(matrix.exercised, label: "Capability matrix", standings: standings))\(rest)</details>

      """
  }

  private static func table(
    _ sections: [CapabilityMatrix.Section], label: String, standings: [ProbeID: Standing]
  ) -> String {
    guard !sections.isEmpty else { return "" }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)">
      <table role="table">
      <thead><tr role="row"><th scope="col">Capability</th><th scope="col">Worst</th>\
      <th scope="col">Claims</th></tr></thead>
      <tbody role="rowgroup">
      \(sections.map { row($0, standings: standings) }.joined())</tbody>
      </table>
      </div>

      """
  }

  private static func row(_ section: CapabilityMatrix.Section, standings: [ProbeID: Standing])
    -> String
  {
    let claims = section.rows.map { chip($0, standings: standings) }.joined(separator: " ")
    return
      "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">\(HTMLText.code(section.name))</th>"
      + "<td role=\"cell\">\(HTMLText.badge(section.worst))</td>"
      + "<td role=\"cell\">\(claims)</td></tr>\n"
  }

  /// One claim, which leads to the probe that shows its worst.
  private static func chip(_ row: CapabilityMatrix.Row, standings: [ProbeID: Standing]) -> String {
    let kind = row.observed?.rawValue ?? "none"
    let word = row.observed?.word ?? (row.waiver == nil ? "not exercised" : "waived")
    let about = [row.statement, row.waiver.map { "Waived: \($0)" }].compactMap { $0 }
      .joined(separator: " ")
    let name = HTMLText.escape(row.shortName)
    let inner =
      "<span aria-hidden=\"true\">\(row.observed?.mark ?? "·")</span> \(name)"
      + "<span class=\"unseen\">: \(word)</span>"
    let title = about.isEmpty ? "" : " title=\"\(HTMLText.escape(about.clipped(to: 300)))\""
    let worst = row.probes.first { standings[$0] == row.observed } ?? row.probes.first
    guard let worst else { return "<span class=\"chip \(kind)\"\(title)>\(inner)</span>" }
    return "<a class=\"chip \(kind)\" href=\"#\(HTMLResults.anchor(worst))\"\(title)>\(inner)</a>"
  }
}
