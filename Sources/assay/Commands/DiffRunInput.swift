import Conformance
import Planning
import Reports
import Running
import Transports

/// A run to look at: a report, a journal, a folder of recordings, or a folder of traffic.
enum RunInput {
  /// Reads it.
  ///
  /// - Parameter path: a report or a journal; a folder or file of recordings, replayed; or a folder
  ///   of traffic that others captured, judged by the reference dialect.
  static func report(_ path: String, store: SpecStore) async throws -> RunReport {
    guard FileAccess.isFolder(path) || path.hasSuffix(".har") || path.hasSuffix(".http") else {
      let journal = try ReportFile.journal(path)
      return journal.report ?? RunReport(header: journal.header, results: journal.results)
    }
    let fixtures = FixtureSet(reading: [path])
    guard !fixtures.entries.isEmpty else { return try await traffic(path, store: store) }
    if let problem = fixtures.problems.first {
      throw CommandFailure(message: problem, exitCode: ExitCode.malformedInput)
    }
    let digests = Set(fixtures.entries.values.flatMap { $0 }.compactMap { $0.probe?.specDigest })
    for id in store.ids {
      let suite = try Suite(id, store: store)
      guard digests.contains(suite.spec.digest) else { continue }
      let model = fixtures.model ?? suite.spec.service.model
      var plan = try suite.plan(.init(model: model, profile: .full))
      plan.entries.removeAll { fixtures.entries[$0.probe.id] == nil }
      return RunReport(
        header: header(of: suite.spec, model: model, mode: .replayed, profile: .full),
        results: Replayer(suite: suite, model: model).results(of: plan, from: fixtures))
    }
    throw CommandFailure(
      message: "\(path) was recorded for a spec that is not here as it was",
      exitCode: ExitCode.malformedInput)
  }

  /// What to call runs in a table: the names of their files where these tell them apart, without what
  /// all reports have in their names.
  static func names(of paths: [String]) -> [String] {
    let short = paths.map { path -> String in
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let end = [".jsonl", ".json", ".har"].first { file.hasSuffix($0) && file != $0 } ?? ""
      return String(file.dropLast(end.count))
    }
    return Set(short).count == paths.count ? short : paths
  }

  private static func traffic(_ path: String, store: SpecStore) async throws -> RunReport {
    let suite = try Suite("openai", store: store)
    let run = TrafficRun(judge: TrafficJudge(context: suite.context), jobs: 2)
    let (results, problems) = await run.results(of: try TrafficSource([path])) { _, _ in }
    if let problem = problems.first {
      throw CommandFailure(message: problem, exitCode: ExitCode.malformedInput)
    }
    guard !results.isEmpty else {
      throw CommandFailure(message: "no exchange in \(path)", exitCode: ExitCode.nothingToDo)
    }
    return RunReport(
      header: header(of: suite.spec, model: "as recorded", mode: .judged, profile: .standard),
      results: results)
  }

  private static func header(
    of spec: ProviderSpec, model: String, mode: RunReport.Mode, profile: Profile
  ) -> RunReport.Header {
    RunReport.Header(
      spec: spec.id, title: spec.title, specFile: spec.location.file, specDigest: spec.digest,
      model: model, mode: mode, profile: profile, version: Version.current, command: "")
  }
}
