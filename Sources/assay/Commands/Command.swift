/// One command of the tool.
protocol Command: Sendable {
  /// What it takes.
  static var syntax: CommandSyntax { get }

  /// Does it.
  ///
  /// - Returns: the exit code.
  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32
}

/// Every command there is, in the order of help. A new command is its own file and one line here.
enum CommandRegistry {
  static let commands: [any Command.Type] = [
    RunCommand.self, ConfigCommand.self, PlanCommand.self, ListCommand.self, ExplainCommand.self,
    LintCommand.self,
    ServeCommand.self, ReplayCommand.self, JudgeCommand.self, DiffCommand.self, MatrixCommand.self,
    CompatCommand.self, TrendCommand.self, MergeCommand.self, BaselineCommand.self,
    SchemaCommand.self, SelfTestCommand.self,
  ]

  /// The command that the first arguments name, and the arguments that are left.
  static func find(_ arguments: [String]) -> (command: any Command.Type, rest: [String])? {
    // A name may be two words; the longer one wins.
    for count in [2, 1] where arguments.count >= count {
      let name = arguments.prefix(count).joined(separator: " ")
      if let command = commands.first(where: { $0.syntax.name == name }) {
        return (command, Array(arguments.dropFirst(count)))
      }
    }
    return nil
  }
}

/// Exit codes that are no outcome of a run (sysexits.h).
enum ExitCode {
  static let success: Int32 = 0
  static let usage: Int32 = 64
  static let malformedInput: Int32 = 65
  static let nothingToDo: Int32 = 66
  static let unavailable: Int32 = 69
  static let internalError: Int32 = 70
  static let cannotWrite: Int32 = 73
}

/// A failure with its exit code and its one line.
struct CommandFailure: Error {
  let message: String
  let exitCode: Int32
}
