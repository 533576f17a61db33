import Conformance
import Running

/// Finds the command, runs it, and says in one line what went wrong.
enum CommandLineTool {
  static func run(_ arguments: [String]) async -> Int32 {
    let console = Console()
    do {
      return try await dispatch(arguments, console: console)
    } catch let error as UsageError {
      let help = error.command.map { "assay \($0) --help" } ?? "assay --help"
      console.note("assay: \(error.message) (see: \(help))")
      return ExitCode.usage
    } catch let error as CommandFailure {
      console.note("assay: \(error.message)")
      return error.exitCode
    } catch let error as SpecStore.Failure {
      console.note("assay: \(error.description)")
      return error.exitCode
    } catch let error as FileAccess.Failure {
      console.note("assay: \(error.description)")
      return error.action == "write" ? ExitCode.cannotWrite : ExitCode.nothingToDo
    } catch let error as SpecError {
      console.note("assay: \(error.description)")
      return ExitCode.malformedInput
    } catch {
      console.note("assay: a defect of assay itself: \(error)")
      return ExitCode.internalError
    }
  }

  private static func dispatch(_ arguments: [String], console: Console) async throws -> Int32 {
    guard let first = arguments.first else {
      console.write(GeneralHelp.text)
      return ExitCode.usage
    }
    switch first {
    case "--help", "-h":
      console.write(GeneralHelp.text)
      return ExitCode.success
    case "--version", "-V":
      console.write("assay \(Version.current)\n")
      return ExitCode.success
    case "help":
      return try help(Array(arguments.dropFirst()), console: console)
    default: break
    }
    guard let (command, rest) = CommandRegistry.find(arguments) else {
      throw UsageError(message: unknown(first), command: nil)
    }
    let beforeDashes = rest.prefix { $0 != "--" }
    if beforeDashes.contains("--help") || beforeDashes.contains("-h") {
      console.write(command.syntax.help)
      return ExitCode.success
    }
    return try await command.run(
      try ParsedArguments(rest, syntax: command.syntax), console: console)
  }

  private static func help(_ arguments: [String], console: Console) throws(UsageError) -> Int32 {
    guard let first = arguments.first else {
      console.write(GeneralHelp.text)
      return ExitCode.success
    }
    guard let (command, _) = CommandRegistry.find(arguments) else {
      throw UsageError(message: unknown(first), command: nil)
    }
    console.write(command.syntax.help)
    return ExitCode.success
  }

  private static func unknown(_ word: String) -> String {
    let known = CommandRegistry.commands.map { $0.syntax.name } + ["--help", "--version"]
    let near = Spelling.nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
    let kind = word.hasPrefix("-") ? "option" : "command"
    return "unknown \(kind) \(word)\(near)"
  }
}

extension SpecStore.Failure {
  /// 64 for a name that does not exist, 65 for a malformed file, 66 for one that cannot be read.
  fileprivate var exitCode: Int32 {
    switch self {
    case .unknown: ExitCode.usage
    case .malformed: ExitCode.malformedInput
    case .unreadable: ExitCode.nothingToDo
    }
  }
}

/// The help of the tool as a whole.
enum GeneralHelp {
  static var text: String {
    """
    assay tells whether an OpenAI-compatible chat API does what its own documentation promises,
    down to the byte, and how it differs from another.

    Usage: assay COMMAND [operands] [options]

    Commands:
    \(HelpTable.render(CommandRegistry.commands.map { ($0.syntax.name, $0.syntax.summary) }))
    assay COMMAND --help tells more; assay --version says which this is.

    Start here, with no key and no network:
      assay run flexai --simulated

    Exit codes: 0 conforms, 1 unexpected failure or stale baseline entry, 2 incomplete,
    64 usage, 65 malformed spec, baseline or fixture, 66 nothing matched, 70 a defect of assay,
    130 interrupted.

    """
  }
}
