import Conformance
import Planning
import Reports
import Running
import Simulator
import Transports

/// Options about where specs are found.
enum SpecOptions {
  static let options = [
    OptionSyntax("--specs", "DIR", "Read specs from this folder first, laid out as specs/ is")
  ]

  static func store(_ arguments: ParsedArguments) throws -> SpecStore {
    try SpecStore(folder: arguments.value("--specs"))
  }
}

/// Options about what is planned.
enum SelectionOptions {
  static let options = [
    OptionSyntax(
      "--profile", "NAME", "How much: smoke (under 15 requests), standard (default), full"),
    OptionSyntax(
      "--only", "GLOB", "Only probes whose id, or a claim of theirs, matches; repeatable"),
    OptionSyntax("--skip", "GLOB", "Not those; repeatable"),
    OptionSyntax("--samples", "K", "Take probes that depend on sampling K times (default 1)"),
  ]

  static func options(_ arguments: ParsedArguments, model: String) throws(UsageError)
    -> PlanOptions
  {
    let profile = try arguments.word("--profile", among: Profile.allCases.map(\.rawValue))
    return PlanOptions(
      model: model, embeddingModel: arguments.value("--embedding-model"),
      profile: profile.flatMap { Profile(rawValue: $0) } ?? .standard,
      only: arguments.all("--only"), skip: arguments.all("--skip"),
      samples: try arguments.integer("--samples", atLeast: 1) ?? 1)
  }

  static func plan(_ arguments: ParsedArguments, suite: Suite, model: String) throws -> Plan {
    let options = try options(arguments, model: model)
    let plan: Plan
    do {
      plan = try suite.plan(options)
    } catch let error as PlanError {
      throw CommandFailure(
        message: "nothing to do: \(error) (see: assay list probes \(suite.spec.id))",
        exitCode: ExitCode.nothingToDo)
    }
    guard plan.entries.contains(where: { $0.skipReason == nil }) else {
      throw CommandFailure(
        message: "nothing to do: no probe of \(suite.spec.id) matches (see: assay list probes "
          + "\(suite.spec.id))", exitCode: ExitCode.nothingToDo)
    }
    return plan
  }
}

/// Options about what is kept of a run.
enum KeepingOptions {
  static let options = [
    OptionSyntax("--record", "DIR", "Record each probe's exchanges as HAR, redacted"),
    OptionSyntax("--journal", "FILE", "Write results as they come, so that nothing is lost"),
    OptionSyntax("--resume", "FILE", "Go on with a run whose journal this is"),
    OptionSyntax("--shard", "I/N", "Only this part of the plan; see assay merge"),
  ]
}

/// Options about what is said while a command goes on.
enum ConsoleOptions {
  static let options = [
    OptionSyntax("--quiet", short: "q", "Say nothing but errors and what goes to standard output"),
    OptionSyntax("--verbose", short: "v", "Say one line for each probe as it ends"),
  ]
}

/// Options about pace, ceilings and time.
enum LimitOptions {
  static let options = [
    OptionSyntax("--concurrency", "N", "The most requests under way at once (default 8)"),
    OptionSyntax("--timeout", "SECONDS", "The most time for one exchange (default 120)"),
    OptionSyntax("--connect-timeout", "SECONDS", "To connect, TLS included (default 10)"),
    OptionSyntax("--first-byte-timeout", "SECONDS", "To the first byte of the answer (default 60)"),
    OptionSyntax("--silence-timeout", "SECONDS", "Between two bytes of the answer (default 30)"),
    OptionSyntax(
      "--rate", "N/s|N/m|N/h", "The pace; the spec's documented rate limit by default"),
    OptionSyntax(
      "--retries", "N", "How often a 429, a 503 or a lost connection is tried again (3)"),
    OptionSyntax("--max-requests", "N", "Never send more requests than this, retries included"),
    OptionSyntax("--max-output-tokens", "N", "Never ask for more output tokens than this in all"),
  ]

  static func options(_ arguments: ParsedArguments, spec: ProviderSpec, isLive: Bool)
    throws(UsageError) -> RunOptions
  {
    var limits = TimeLimits()
    limits.whole = try arguments.positive("--timeout") ?? limits.whole
    limits.connect =
      try arguments.positive("--connect-timeout") ?? min(limits.connect, limits.whole)
    limits.firstByte =
      try arguments.positive("--first-byte-timeout") ?? min(limits.firstByte, limits.whole)
    limits.silence =
      try arguments.positive("--silence-timeout") ?? min(limits.silence, limits.whole)
    let documented = isLive ? spec.service.rateLimit.map { Double($0.requests) / $0.seconds } : nil
    return RunOptions(
      concurrency: try arguments.integer("--concurrency", atLeast: 1) ?? 8, limits: limits,
      requestsPerSecond: try rate(arguments.value("--rate")) ?? documented,
      maximumRequests: try arguments.integer("--max-requests", atLeast: 1),
      maximumOutputTokens: try arguments.integer("--max-output-tokens", atLeast: 1),
      retries: try arguments.integer("--retries") ?? 3,
      samples: try arguments.integer("--samples", atLeast: 1) ?? 1)
  }

  /// Reads `60/m` as requests a second.
  static func rate(_ text: String?) throws(UsageError) -> Double? {
    guard let text else { return nil }
    guard let pace = Pace(parsing: text)
    else {
      throw UsageError(
        message: "--rate takes a pace such as 60/m or 5/s, not \"\(text)\"", command: "run")
    }
    return pace.requestsPerSecond
  }
}

/// Options about reports.
struct ReportOptions {
  static let options = [
    OptionSyntax(
      "--report", "FORMAT=PATH",
      "Write a report (\(ReportFormat.all.map(\.name).joined(separator: ", "))); - is standard output; "
        + "repeatable"),
    OptionSyntax("--strict", "Count warnings as failures"),
  ]

  /// A format and where it goes, `nil` for standard output.
  struct Destination {
    let format: ReportFormat
    let path: String?
  }

  /// What was asked for; empty where nothing was.
  let destinations: [Destination]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    var destinations: [Destination] = []
    for text in arguments.all("--report") {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let format = ReportFormat.named(name) else {
        let near = Spelling.nearest(to: name, among: ReportFormat.all.map(\.name))
        throw UsageError(
          message: "unknown report format \"\(name)\""
            + (near.map { "; did you mean \($0)?" }
              ?? "; known are \(ReportFormat.all.map(\.name).joined(separator: ", "))"),
          command: "run")
      }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw UsageError(
          message: "--report takes FORMAT=PATH, as in --report \(name)=reports/run.\(name)",
          command: "run")
      }
      destinations.append(
        Destination(format: format, path: parts[1] == "-" ? nil : String(parts[1])))
    }
    self.destinations = destinations
  }

  /// The destinations of one run: those asked for, with `{spec}` filled in, or the two that are
  /// written when none is.
  func destinations(for spec: String) -> [Destination] {
    guard destinations.isEmpty else {
      return destinations.map {
        Destination(format: $0.format, path: $0.path?.replacing("{spec}", with: spec))
      }
    }
    return Self.usual(for: spec)
  }

  /// The two reports that are written where none is asked for.
  static func usual(for spec: String) -> [Destination] {
    ["junit", "markdown"].compactMap { name in
      ReportFormat.named(name).map {
        Destination(format: $0, path: "reports/\(spec).\($0.fileExtension)")
      }
    }
  }
}

/// Options about who is asked.
enum TargetOptions {
  static let options = [
    OptionSyntax("--base-url", "URL", "The server, with the path before /chat/completions"),
    OptionSyntax("--model", "ID", "The model to ask; the spec's example model by default"),
    OptionSyntax("--embedding-model", "ID", "The model to ask for embeddings"),
    OptionSyntax("--simulated", "Ask the embedded simulated provider: no network, no key"),
    OptionSyntax("--fault", "ID[,ID…]", "With --simulated: let the provider misbehave so"),
    OptionSyntax("--api-key-env", "NAME", "The environment variable that holds the key"),
    OptionSyntax("--ca-file", "PATH", "Further certificate authorities, PEM"),
    OptionSyntax("--insecure", "Do not check certificates; never against a real service"),
  ]
}

extension TargetOptions {
  /// Whom to ask, with the key from the environment, and all that must not be told to anybody else.
  static func target(_ arguments: ParsedArguments, spec: ProviderSpec) throws -> (
    target: Suite.Target, secrets: [String]
  ) {
    let faults = arguments.all("--fault").flatMap { $0.split(separator: ",").map(String.init) }
    if arguments.has("--simulated") {
      guard arguments.value("--base-url") == nil else {
        throw UsageError(
          message: "--simulated and --base-url exclude each other", command: "run")
      }
      var options = try SimulatorArguments.options(faults: faults, spec: spec)
      // Whoever names a model means one that is there.
      options.models = ["--model", "--embedding-model"].compactMap(arguments.value)
      return (.simulated(try ReferenceProvider(spec: spec, options: options)), [])
    }
    guard faults.isEmpty else {
      throw UsageError(message: "--fault needs --simulated", command: "run")
    }
    guard let address = arguments.value("--base-url") ?? spec.service.baseURL else {
      throw UsageError(
        message: "the documentation of \(spec.id) prints no address: give one with --base-url, or "
          + "use --simulated", command: "run")
    }
    guard let origin = HTTPOrigin(parsing: address) else {
      throw UsageError(
        message: "--base-url takes an http or https URL such as http://127.0.0.1:8080/v1, not "
          + "\"\(address)\"", command: "run")
    }
    let environment = Environment.current
    if let path = arguments.value("--ca-file") { _ = try FileAccess.read(path) }
    let secrets = secrets(arguments, spec: spec, environment: environment)
    let target = Suite.Target.live(
      origin: origin, secrets: secrets,
      options: LiveTransportOptions(
        caFile: arguments.value("--ca-file"), insecure: arguments.has("--insecure"),
        maximumConnections: try arguments.integer("--concurrency", atLeast: 1) ?? 8,
        environment: environment))
    return (target, Array(secrets.values) + proxyPasswords(environment))
  }

  /// The passwords in the addresses of proxies: libcurl may quote an address when it fails.
  private static func proxyPasswords(_ environment: [String: String]) -> [String] {
    environment.compactMap { name, value in
      guard name.lowercased().hasSuffix("_proxy"), let at = value.lastIndex(of: "@") else {
        return nil
      }
      let user = value[..<at]
      let start = user.firstRange(of: "://")?.upperBound ?? user.startIndex
      return user[start...].firstIndex(of: ":").map { String(user[user.index(after: $0)...]) }
    }
  }

  /// What stands for `{key}` and `{NAME}` in the credentials.
  private static func secrets(
    _ arguments: ParsedArguments, spec: ProviderSpec, environment: [String: String]
  ) -> [String: String] {
    var secrets: [String: String] = [:]
    let variable = arguments.value("--api-key-env") ?? spec.service.keyVariable
    secrets["key"] = environment[variable]
    for credential in spec.service.credentials {
      for (name, value) in environment where credential.value.contains("{\(name)}") {
        secrets[name] = value
      }
    }
    return secrets.filter { !$0.value.isEmpty }
  }
}
