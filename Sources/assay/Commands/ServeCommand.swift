import Conformance
import Running
import Simulator

/// `assay serve`: a provider in a box.
enum ServeCommand: Command {
  static let syntax = CommandSyntax(
    name: "serve", summary: "Serve a simulated provider on the loopback interface",
    operands: "SPEC", operandCount: 1...1,
    discussion: """
      Answers as the spec documents, with a small text generator in place of a model. --fault lets it
      misbehave in ways that real servers did (assay list faults), to see whether a client survives.
      --replay answers from recordings instead, each request with what was recorded for the same one,
      when and in the pieces in which it came; a request that was not recorded gets a 404 that names
      the nearest recording. The first line on standard output names the address and the key. SIGINT or SIGTERM ends it.
      """,
    options: [
      OptionSyntax("--port", "N", "The port; 0 for a free one (default 8080)"),
      OptionSyntax("--fault", "ID[,ID…]", "Misbehave so; repeatable"),
      OptionSyntax("--latency", "MS", "Milliseconds to the first token (default 30)"),
      OptionSyntax("--token-latency", "MS", "Milliseconds between tokens (default 5)"),
      OptionSyntax("--rate-limit", "N/s|N/m|N/h", "Answer more requests with 429"),
      OptionSyntax("--replay", "PATH", "Answer from these HAR files; repeatable"),
      OptionSyntax("--speed", "X", "With --replay: X times faster than recorded (default 1)"),
      OptionSyntax("--rechunk", "N", "With --replay: cut bodies into pieces of N bytes"),
      OptionSyntax("--key-env", "NAME", "Accept the key in this environment variable"),
    ] + SpecOptions.options,
    examples: [
      "assay serve flexai --port 8080",
      "assay serve openai --fault sse-missing-done",
      "assay serve flexai --replay fixtures/simulated/flexai --rechunk 7",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let spec = try SpecOptions.store(arguments).load(arguments.operands[0])
    let faults = arguments.all("--fault").flatMap { $0.split(separator: ",").map(String.init) }
    var options = try SimulatorArguments.options(faults: faults, spec: spec)
    options.clock = .system
    if let latency = try arguments.integer("--latency") {
      options.firstTokenMilliseconds = Double(latency)
    }
    if let latency = try arguments.integer("--token-latency") {
      options.tokenMilliseconds = Double(latency)
    }
    if let rate = try LimitOptions.rate(arguments.value("--rate-limit")) {
      options.rateLimit = Service.RateLimit(requests: max(1, Int(rate * 60)), seconds: 60)
    }
    if let name = arguments.value("--key-env") {
      guard let key = Environment.current[name], !key.isEmpty else {
        throw UsageError(message: "the variable \(name) is not set", command: "serve")
      }
      options.key = key
    }
    let provider = try ReferenceProvider(spec: spec, options: options)
    let port = try port(arguments)
    let (responder, basePath) = try responder(arguments, provider: provider, console: console)
    let server: SimulatorServer
    do throws(ServerError) {
      server = try SimulatorServer(responder: responder, basePath: basePath, port: port)
    } catch {
      throw CommandFailure(message: error.message, exitCode: ExitCode.unavailable)
    }
    await Interruption().wait {
      console.write("\(spec.id) at \(server.baseURL) (key \(provider.key))\n")
    }
    server.stop()
    return ExitCode.success
  }

  /// The provider itself, or what was recorded.
  private static func responder(
    _ arguments: ParsedArguments, provider: ReferenceProvider, console: Console
  ) throws -> (any Responder, basePath: String) {
    let documented = ReferenceProvider.basePath(of: provider.spec)
    let paths = arguments.all("--replay")
    guard !paths.isEmpty else {
      for option in ["--speed", "--rechunk"] where arguments.value(option) != nil {
        throw UsageError(message: "\(option) needs --replay", command: "serve")
      }
      return (provider, documented)
    }
    for option in ["--fault", "--latency", "--token-latency", "--rate-limit"]
    where arguments.value(option) != nil {
      throw UsageError(message: "\(option) and --replay exclude each other", command: "serve")
    }
    let pacing = ReplayPacing(
      speed: try arguments.positive("--speed") ?? 1,
      pieceSize: try arguments.integer("--rechunk", atLeast: 1))
    let fixtures = FixtureSet(reading: paths, acceptsForeign: true)
    for problem in fixtures.problems { console.note("assay: \(problem)") }
    guard !fixtures.recordings.isEmpty else {
      throw CommandFailure(
        message: "no recording in \(paths.joined(separator: ", "))",
        exitCode: fixtures.problems.isEmpty ? ExitCode.nothingToDo : ExitCode.malformedInput)
    }
    return (
      FixtureResponder(fixtures: fixtures, provider: provider, pacing: pacing),
      FixtureResponder.basePath(of: fixtures) ?? documented
    )
  }

  private static func port(_ arguments: ParsedArguments) throws(UsageError) -> Int {
    let port = try arguments.integer("--port") ?? 8080
    guard port <= 65535 else {
      throw UsageError(message: "--port takes 0 to 65535, not \(port)", command: "serve")
    }
    return port
  }
}

/// Options of the simulated provider from the command line.
enum SimulatorArguments {
  static func options(faults ids: [String], spec: ProviderSpec) throws(UsageError)
    -> SimulatorOptions
  {
    var faults: [Fault] = []
    for id in ids {
      guard let fault = FaultRegistry.all.first(where: { $0.id == id }) else {
        let near = Spelling.nearest(to: id, among: FaultRegistry.all.map(\.id))
        throw UsageError(
          message: "no fault \"\(id)\"\(near.map { "; did you mean \($0)?" } ?? "")",
          command: "list")
      }
      if case .doesNot(let reason) = fault.applicability(to: spec) {
        throw UsageError(
          message: "the fault \(id) does not apply to \(spec.id): \(reason)", command: "list")
      }
      faults.append(fault)
    }
    return SimulatorOptions(faults: faults)
  }
}
