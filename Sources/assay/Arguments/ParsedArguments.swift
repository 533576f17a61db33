import Conformance
import Running

/// A wrong command line: one line that says what was meant, and exit code 64.
struct UsageError: Error {
  let message: String
  /// The command whose help is pointed to, `nil` for assay's own.
  let command: String?
}

/// A command line, held against the command's syntax.
struct ParsedArguments {
  let operands: [String]
  /// The command line as it was given, the command's name first.
  let original: [String]
  private var values: [String: [String]]
  private var flags: Set<String>
  private let command: String

  /// Whether an option or a flag was given.
  func isGiven(_ option: String) -> Bool { flags.contains(option) || values[option] != nil }

  /// These arguments with what a file says where they are silent: flags go before files.
  func completed(with settings: [RunConfiguration.Setting]) -> ParsedArguments {
    var completed = self
    for setting in settings where !isGiven(setting.option) && !isMoot(setting.option) {
      switch setting.value {
      case .flag(true): completed.flags.insert(setting.option)
      case .flag(false): break
      case .texts(let texts): completed.values[setting.option] = texts
      }
    }
    return completed
  }

  /// Whether an option of a file means nothing beside what was given: who says `--simulated` wants
  /// no server, and who names a server wants that one.
  private func isMoot(_ option: String) -> Bool {
    switch option {
    case "--base-url", "--ca-file": has("--simulated")
    case "--simulated", "--fault": value("--base-url") != nil
    case "--journal": value("--resume") != nil
    default: false
    }
  }

  /// Whether a flag was given.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The last value of an option.
  func value(_ option: String) -> String? { values[option]?.last }

  /// All values of an option, in order.
  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// The value of an option as a whole number of at least a minimum.
  func integer(_ option: String, atLeast minimum: Int = 0) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= minimum, !text.hasPrefix("+") else {
      throw UsageError(
        message: "\(option) takes a whole number of at least \(minimum), not \"\(text)\"",
        command: command)
    }
    return number
  }

  /// The value of an option as a number above zero.
  func positive(_ option: String) throws(UsageError) -> Double? {
    guard let text = value(option) else { return nil }
    guard let number = Double(text), number > 0, number.isFinite else {
      throw UsageError(
        message: "\(option) takes a number above zero, not \"\(text)\"", command: command)
    }
    return number
  }

  /// The value of an option as one of some words.
  func word(_ option: String, among words: [String]) throws(UsageError) -> String? {
    guard let text = value(option) else { return nil }
    guard words.contains(text) else {
      let near = Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
      throw UsageError(
        message:
          "\(option) takes \(words.joined(separator: ", ")), not \"\(text)\"\(near)",
        command: command)
    }
    return text
  }

  /// Reads arguments.
  init(_ arguments: [String], syntax: CommandSyntax) throws(UsageError) {
    command = syntax.name
    original = syntax.name.split(separator: " ").map(String.init) + arguments
    var operands: [String] = []
    var values: [String: [String]] = [:]
    var flags: Set<String> = []
    var rest = arguments[...]
    var onlyOperands = false
    while let argument = rest.popFirst() {
      if onlyOperands || !argument.hasPrefix("-") || argument == "-" {
        operands.append(argument)
        continue
      }
      if argument == "--" {
        onlyOperands = true
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = Self.option(name, in: syntax) else {
        throw UsageError(message: Self.unknown(name, in: syntax), command: syntax.name)
      }
      if let valueName = option.value {
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw UsageError(message: "\(name) needs a value: \(valueName)", command: syntax.name)
        }
        values[option.name, default: []].append(value)
      } else {
        guard parts.count == 1 else {
          throw UsageError(message: "\(name) takes no value", command: syntax.name)
        }
        flags.insert(option.name)
      }
    }
    guard operands.count >= syntax.operandCount.lowerBound else {
      throw UsageError(
        message: "\(syntax.name) needs \(syntax.operands)", command: syntax.name)
    }
    guard operands.count <= syntax.operandCount.upperBound else {
      throw UsageError(
        message: "unexpected \"\(operands[syntax.operandCount.upperBound])\"",
        command: syntax.name)
    }
    self.operands = operands
    self.values = values
    self.flags = flags
  }

  private static func option(_ name: String, in syntax: CommandSyntax) -> OptionSyntax? {
    syntax.options.first { $0.name == name || $0.short.map { "-\($0)" } == name }
  }

  private static func unknown(_ name: String, in syntax: CommandSyntax) -> String {
    let near = Spelling.nearest(to: name, among: syntax.options.map(\.name))
    return "unknown option \(name)" + (near.map { "; did you mean \($0)?" } ?? "")
  }
}
