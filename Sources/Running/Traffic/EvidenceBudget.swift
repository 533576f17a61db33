import Conformance

/// Bounds what is kept of recorded exchanges, so that a year of traffic fits into memory: beyond it a
/// result keeps its findings, with their places, and the exchange stays in the file that it came from.
struct EvidenceBudget {
  /// The most bytes of requests and responses that are kept of one file.
  let bytes: Int

  /// What all files together may keep, in bytes.
  private static let whole = 64 << 20
  /// What each file may keep however many there are, in bytes.
  private static let least = 64 << 10

  /// Shares the whole among files, so that what is kept of one does not depend on which others were
  /// read before it.
  init(files: Int) { bytes = max(Self.least, Self.whole / max(1, files)) }

  /// The results of one file; those that fail keep their exchanges first, then in order.
  func applied(to results: [ProbeResult]) -> [ProbeResult] {
    var results = results
    var left = bytes
    let order = results.indices.sorted {
      (rank(results[$0]), $0) < (rank(results[$1]), $1)
    }
    for index in order where !results[index].attempts.isEmpty {
      let size = results[index].attempts.reduce(0) { sum, attempt in
        sum + (attempt.exchange.map { $0.request.body.count + $0.body.count } ?? 0)
      }
      if size <= left {
        left -= size
      } else {
        results[index].attempts = []
        for step in results[index].probe.steps.indices {
          results[index].probe.steps[step].body = .none
        }
      }
    }
    return results
  }

  private func rank(_ result: ProbeResult) -> Int {
    switch result.judgement.verdict {
    case .fail: 0
    case .error: 1
    default: 2
    }
  }
}
