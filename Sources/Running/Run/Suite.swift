public import Checks
public import Conformance
import JSONSchema
public import Planning
public import Simulator
public import Transports

/// One provider's documentation, ready to be planned, run and judged: the way in for a Swift team's
/// own tests, and for the command line.
public struct Suite: Sendable {
  /// What the documentation promises.
  public let spec: ProviderSpec
  /// The conversations that specs share.
  public let scenarios: ScenarioLibrary
  /// What checks may know.
  public let context: CheckContext

  /// Where the exchanges come from.
  public enum Target: Sendable {
    /// The embedded simulated provider, in process.
    case simulated(ReferenceProvider)
    /// A server.
    ///
    /// - origin: where it is.
    /// - secrets: what stands for `{key}` and `{NAME}` in the spec's credentials.
    case live(origin: HTTPOrigin, secrets: [String: String], options: LiveTransportOptions)
    /// A transport of one's own.
    case custom(any Transport, origin: HTTPOrigin, secrets: [String: String])
  }

  /// Loads a spec by id or path, with its scenarios.
  public init(_ name: String, store: SpecStore) throws {
    try self.init(spec: store.load(name), scenarios: store.scenarios())
  }

  /// Loads one of the bundled specs by its id.
  public init(_ id: String) throws { try self.init(id, store: SpecStore()) }

  /// Takes a spec that is already loaded.
  public init(spec: ProviderSpec, scenarios: ScenarioLibrary) throws {
    self.spec = spec
    self.scenarios = scenarios
    context = try CheckContext(spec: spec)
  }

  /// What would be sent, without sending anything.
  public func plan(_ options: PlanOptions = PlanOptions()) throws -> Plan {
    try Planner(spec: spec, scenarios: scenarios).plan(options)
  }

  /// Runs a plan.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - target: against whom.
  ///   - model: the model asked for, where a path names it.
  ///   - options: pace, ceilings, concurrency.
  ///   - report: told of each result as it comes.
  public func run(
    _ plan: Plan, against target: Target, model: String? = nil, options: RunOptions = RunOptions(),
    known: [ProbeID: ProbeResult] = [:],
    report: @escaping @Sendable (Runner.Event) async -> Void = { _ in }
  ) async -> [ProbeResult] {
    let (transport, origin, secrets) = connect(target)
    let builder = RequestBuilder(
      spec: spec, origin: origin, model: model ?? spec.service.model, secrets: secrets)
    let runner = Runner(
      plan: plan, context: context, transport: transport, builder: builder, options: options)
    return await runner.run(known: known, report: report)
  }

  private func connect(_ target: Target) -> (
    transport: @Sendable () -> any Transport, HTTPOrigin, [String: String]
  ) {
    switch target {
    case .simulated(let provider):
      // Each probe meets a provider that was just started: what it answers must not depend on which
      // other probes run, or on how far they are, or parts of a run would not make the whole.
      return (
        { SimulatedConnection.transport(to: provider.restarted()) },
        SimulatedService.origin(of: spec), SimulatedService.secrets(of: spec, key: provider.key)
      )
    case .live(let origin, let secrets, let options):
      let transport = LiveTransport(options: options)
      return ({ transport }, origin, secrets)
    case .custom(let transport, let origin, let secrets):
      return ({ transport }, origin, secrets)
    }
  }
}

/// How the simulated provider is addressed: by a name that no network knows.
enum SimulatedService {
  static func origin(of spec: ProviderSpec) -> HTTPOrigin {
    HTTPOrigin(
      scheme: "http", host: "simulated.invalid", basePath: ReferenceProvider.basePath(of: spec))
  }

  /// The key, and a value for each further variable that the spec's credentials name.
  static func secrets(of spec: ProviderSpec, key: String) -> [String: String] {
    var secrets = ["key": key]
    for credential in spec.service.credentials {
      for part in credential.value.split(separator: "{").dropFirst() {
        let name = String(part.prefix { $0 != "}" })
        if secrets[name] == nil { secrets[name] = "simulated-\(name.lowercased())" }
      }
    }
    return secrets
  }
}
