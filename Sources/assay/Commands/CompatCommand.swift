import Behaviour
import Conformance
import Running

/// `assay compat`: which clients break on what a run observed.
enum CompatCommand: Command {
  static let syntax = CommandSyntax(
    name: "compat", summary: "Tell which clients break on the behaviour that a run observed",
    operands: "RUN", operandCount: 1...1,
    discussion: """
      RUN is what diff takes. Clients are described by files in specs/clients: for each behaviour the
      values that the client was made for, those that it tolerates, and those that break it, each with
      its evidence. What no file tells is unknown. Exit code: 0 none breaks, 1 one does (with --strict
      also where something is unknown), 66 nothing that a client has a rule for was observed.
      """,
    options: [
      OptionSyntax("--client", "ID", "Only this client; repeatable (default all)"),
      OptionSyntax("--strict", "Exit 1 also where nobody knows what a client makes of something"),
      OptionSyntax("--format", "terminal|markdown|json", "How to print it (default terminal)"),
      OptionSyntax("--spec-folder", "DIR", "Read specs and clients from this folder first"),
    ],
    examples: [
      "assay compat flexai.jsonl --client openai-python",
      "assay compat recordings --format markdown",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecStore(folder: arguments.value("--spec-folder"))
    let format = try arguments.word("--format", among: ["terminal", "markdown", "json"])
    let clients = try ClientFiles.read(arguments.all("--client"), store: store)
    let path = arguments.operands[0]
    let report = try await RunInput.report(path, store: store)
    let table = CompatibilityTable(
      name: RunInput.names(of: [path])[0],
      clients: clients.map { Compatibility(of: report, with: $0) })
    guard table.clients.contains(where: { !$0.entries.isEmpty }) else {
      throw CommandFailure(
        message: "\(path) shows nothing that a client has a rule for",
        exitCode: ExitCode.nothingToDo)
    }
    switch format {
    case "json": console.write(table.json)
    case "markdown": console.write(table.markdown)
    default: console.write(table.text)
    }
    return table.hasBreaks || (arguments.has("--strict") && table.hasUnknown) ? 1 : 0
  }
}

/// The client files of the binary or of the user's folder.
enum ClientFiles {
  /// Reads those of some ids, or all.
  static func read(_ ids: [String], store: SpecStore) throws -> [ClientProfile] {
    let known = store.library.files.keys.sorted().compactMap { path -> String? in
      guard path.hasPrefix("clients/"), path.hasSuffix(".json") else { return nil }
      return String(path.dropFirst(8).dropLast(5))
    }
    return try (ids.isEmpty ? known : ids).map { id -> ClientProfile in
      let path = "clients/\(id).json"
      guard let bytes = store.library.files[path] else {
        let near = Spelling.nearest(to: id, among: known).map { "did you mean \($0)? " } ?? ""
        throw UsageError(
          message: "no client \"\(id)\": \(near)known are \(known.joined(separator: ", "))",
          command: "compat")
      }
      do throws(ClientProfileError) {
        return try ClientProfile(parsing: bytes, name: "specs/\(path)")
      } catch {
        throw CommandFailure(message: error.description, exitCode: ExitCode.malformedInput)
      }
    }
  }
}
