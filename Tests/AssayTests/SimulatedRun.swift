import Assay

/// Simulated runs in process, for what compares runs.
enum SimulatedRun {
  /// Runs some probes of a spec against the simulated provider.
  static func report(
    of id: String, faults: [String] = [], only globs: [String] = [], profile: Profile = .standard
  ) async throws -> RunReport {
    let suite = try Suite(id)
    var plan = try suite.plan(PlanOptions(profile: profile))
    if !globs.isEmpty {
      plan.entries.removeAll { entry in
        !globs.contains { glob in
          glob.hasSuffix("*")
            ? entry.probe.id.hasPrefix(glob.dropLast()) : entry.probe.id == glob
        }
      }
    }
    let wanted = FaultRegistry.all.filter { faults.contains($0.id) }
    let provider = try ReferenceProvider(
      spec: suite.spec, options: SimulatorOptions(faults: wanted))
    // One at a time, so that the provider's own counters do not depend on chance.
    let results = await suite.run(
      plan, against: .simulated(provider),
      options: RunOptions(concurrency: 1, retries: 0, longestWait: 0))
    return RunReport(
      header: RunReport.Header(
        spec: id, title: suite.spec.title, specFile: suite.spec.location.file,
        specDigest: suite.spec.digest, model: suite.spec.service.model, mode: .simulated,
        profile: profile, version: "0", command: ""),
      results: results)
  }
}
