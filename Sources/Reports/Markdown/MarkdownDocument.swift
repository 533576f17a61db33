/// A Markdown text that never grows beyond a limit: entries are whole or left out, and what is left
/// out is counted.
struct MarkdownDocument {
  /// A heading and what stands under it.
  struct Section {
    /// The heading; none where empty.
    var name: String
    /// Whether it is folded until it is opened.
    var isFolded = false
    /// What is repeated before the entries, for instance the head of a table.
    var lead = ""
    /// The entries, each ended by a LF.
    var entries: [String]
    /// What follows the entries.
    var tail = ""
  }

  /// The text, with a notice where something was left out.
  var text: String {
    guard !leftOut.isEmpty else { return out }
    return out + "\n> **Cut here** at \(limit) bytes. Not shown: "
      + leftOut.joined(separator: ", ") + ". The HTML and JSON reports hold everything.\n"
  }

  private let limit: Int
  private var out = ""
  private var leftOut: [String] = []
  /// Room for the notice: a dozen sections of some forty bytes.
  private static let reserve = 900

  init(limit: Int) { self.limit = limit }

  /// Adds what fits of a section; nothing follows once something was left out.
  mutating func append(_ section: Section) {
    guard !section.entries.isEmpty else { return }
    let name = section.name
    var opening = name.isEmpty ? "" : "\n## \(name)\n\n"
    var closing = section.tail
    if section.isFolded {
      opening = "\n<details>\n<summary>\(name)</summary>\n\n"
      closing += "\n</details>\n"
    }
    opening += section.lead
    var room = limit - Self.reserve - out.utf8.count - opening.utf8.count - closing.utf8.count
    var count = 0
    if leftOut.isEmpty {
      while count < section.entries.count, section.entries[count].utf8.count <= room {
        room -= section.entries[count].utf8.count
        count += 1
      }
    }
    if count > 0 { out += opening + section.entries[..<count].joined() + closing }
    let missing = section.entries.count - count
    if missing > 0 {
      let title = name.split(separator: "(").first.map(String.init) ?? "header"
      leftOut.append(
        "\(missing)/\(section.entries.count) of “\(title.trimmingSpaces)”")
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
