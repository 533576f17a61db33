import Conformance
import Running

/// One provider that a command line asks for, by itself or by way of a configuration file.
struct RunTarget {
  /// What stands for `{spec}` in paths, `nil` for the spec's own id.
  let name: String?
  /// The spec's id or path.
  let spec: String
  /// The command line, with what the file says where it is silent.
  let arguments: ParsedArguments
  /// What the file says.
  let settings: [RunConfiguration.Setting]
  /// Where the file says it; `nil` where it does not.
  let location: SourceLocation?

  /// The options about the file itself.
  static let options = [
    OptionSyntax(
      "--config", "FILE", "Targets and settings; assay.json here, where there is one")
  ]

  private static let usualFile = "assay.json"

  /// The providers to run: those that are named, targets or specs; all targets where none is.
  static func all(of arguments: ParsedArguments, command: String) throws -> [RunTarget] {
    let path =
      arguments.value("--config") ?? (FileAccess.exists(usualFile) ? usualFile : nil)
    let file = try path.map {
      try RunConfiguration(parsing: try FileAccess.read($0), name: $0)
    }
    guard !arguments.operands.isEmpty else {
      guard let file else {
        throw UsageError(
          message: "\(command) needs SPEC…, or an \(usualFile) with targets", command: command)
      }
      guard !file.targets.isEmpty else {
        throw CommandFailure(
          message: "nothing to do: \(path ?? usualFile) names no target",
          exitCode: ExitCode.nothingToDo)
      }
      return file.targets.map { RunTarget($0, arguments) }
    }
    return arguments.operands.map { name in
      if let target = file?.target(name) { return RunTarget(target, arguments) }
      let defaults = file?.defaults ?? []
      return RunTarget(
        name: nil, spec: name, arguments: arguments.completed(with: defaults), settings: defaults,
        location: nil)
    }
  }

  private init(_ target: RunConfiguration.Target, _ arguments: ParsedArguments) {
    self.init(
      name: target.name, spec: target.spec, arguments: arguments.completed(with: target.settings),
      settings: target.settings, location: target.location)
  }

  private init(
    name: String?, spec: String, arguments: ParsedArguments,
    settings: [RunConfiguration.Setting], location: SourceLocation?
  ) {
    self.name = name
    self.spec = spec
    self.arguments = arguments
    self.settings = settings
    self.location = location
  }
}
