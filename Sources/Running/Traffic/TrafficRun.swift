public import Conformance

/// Judges files of traffic, some at once, in the order of the files.
public struct TrafficRun: Sendable {
  private let judge: TrafficJudge
  private let jobs: Int
  private let recorder: TrafficRecorder?

  /// Makes a run.
  ///
  /// - Parameters:
  ///   - judge: judges each exchange.
  ///   - jobs: how many files are judged at once.
  ///   - recorder: keeps the exchanges; `nil` where nobody is to.
  public init(judge: TrafficJudge, jobs: Int, recorder: TrafficRecorder? = nil) {
    self.judge = judge
    self.recorder = recorder
    self.jobs = max(1, jobs)
  }

  /// Judges every exchange of every file.
  ///
  /// - Parameter progress: told how many files are done, of how many.
  /// - Returns: the results in file order, and a sentence for each file that could not be read.
  public func results(
    of source: TrafficSource, progress: @escaping @Sendable (Int, Int) -> Void
  ) async -> (results: [ProbeResult], problems: [String]) {
    let files = source.files
    let budget = EvidenceBudget(files: files.count)
    var parts: [Int: ([ProbeResult], String?)] = [:]
    await withTaskGroup(of: (Int, [ProbeResult], String?).self) { group in
      var next = 0
      func start() {
        guard next < files.count else { return }
        let index = next
        next += 1
        let file = files[index]
        let judge = judge
        let recorder = recorder
        group.addTask {
          do throws(TrafficSource.Failure) {
            let items = try TrafficSource.items(in: file)
            try recorder?.record(items, of: file)
            let results = items.map { item in
              judge.result(of: item.exchange, name: item.name, file: item.file)
            }
            return (index, budget.applied(to: results), nil)
          } catch {
            return (index, [], error.description)
          }
        }
      }
      for _ in 0..<jobs { start() }
      for await (index, results, problem) in group {
        parts[index] = (results, problem)
        progress(parts.count, files.count)
        start()
      }
    }
    let ordered = files.indices.compactMap { parts[$0] }
    return (ordered.flatMap(\.0), ordered.compactMap(\.1))
  }
}
