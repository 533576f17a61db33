/// One option of a command.
struct OptionSyntax: Sendable {
  /// The long form with its dashes: `--base-url`.
  let name: String
  /// The name of its value in help, `nil` for a flag.
  let value: String?
  /// What it does, in one line.
  let help: String
  /// A one-letter form, `nil` where there is none.
  let short: Character?

  /// A flag.
  init(_ name: String, short: Character? = nil, _ help: String) {
    self.name = name
    value = nil
    self.help = help
    self.short = short
  }

  /// An option with a value.
  init(_ name: String, _ value: String, short: Character? = nil, _ help: String) {
    self.name = name
    self.value = value
    self.short = short
    self.help = help
  }
}

/// What a command takes, from which parsing, help and completion are made.
struct CommandSyntax: Sendable {
  /// The word or words that name it: `run`, `baseline update`.
  let name: String
  /// What it does, in one line.
  let summary: String
  /// What stands after the options in the usage line: `SPEC…`.
  let operands: String
  /// How many operands it takes.
  let operandCount: ClosedRange<Int>
  /// More to know, as paragraphs.
  let discussion: String
  /// Its options, in the order of help.
  let options: [OptionSyntax]
  /// Lines that can be pasted.
  let examples: [String]

  init(
    name: String, summary: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0,
    discussion: String = "", options: [OptionSyntax] = [], examples: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.operandCount = operandCount
    self.discussion = discussion
    self.options = options
    self.examples = examples
  }

  /// The help of one command.
  var help: String {
    var text = "\(summary)\n\nUsage: assay \(name)"
    if !operands.isEmpty { text += " \(operands)" }
    text += " [options]\n"
    if !discussion.isEmpty { text += "\n\(discussion)\n" }
    if !options.isEmpty {
      text += "\nOptions:\n" + HelpTable.render(options.map { ($0.label, $0.help) })
    }
    if !examples.isEmpty {
      text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
    }
    return text
  }
}

extension OptionSyntax {
  /// `-q, --quiet` or `--base-url URL`.
  fileprivate var label: String {
    (short.map { "-\($0), " } ?? "") + name + (value.map { " \($0)" } ?? "")
  }
}

/// Two columns, the second wrapped.
enum HelpTable {
  static func render(_ rows: [(String, String)], width: Int = 92) -> String {
    let left = min(28, (rows.map(\.0.count).max() ?? 0) + 2)
    return rows.map { label, text in
      let indent = String(repeating: " ", count: left + 2)
      let lines = wrap(text, width: width - left - 2)
      let head = "  " + label
      if label.count + 2 > left {
        return head + "\n" + lines.map { indent + $0 + "\n" }.joined()
      }
      let first = head + String(repeating: " ", count: left + 2 - head.count) + (lines.first ?? "")
      return ([first] + lines.dropFirst().map { indent + $0 }).map { $0 + "\n" }.joined()
    }.joined()
  }

  private static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
