/// Rows of text under a heading.
struct TextTable {
  let heading: [String]
  let rows: [[String]]

  init(_ heading: [String], _ rows: [[String]]) {
    self.heading = heading
    self.rows = rows
  }

  /// Columns with two spaces between; the last is left as long as it is.
  var text: String {
    let widths = heading.indices.map { column in
      ([heading] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([heading] + rows).map { row in
      row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }.joined() + "\n"
    }.joined()
  }

  /// A GitHub table.
  var markdown: String {
    let line: ([String]) -> String = { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return line(heading) + line(heading.map { _ in "---" }) + rows.map(line).joined()
  }
}
