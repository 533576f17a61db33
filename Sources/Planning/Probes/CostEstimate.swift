import Conformance
import WireFormats

/// Estimates what a probe costs at most, before anything is sent.
struct CostEstimate {
  let template: RequestTemplate

  /// Output tokens that a request is taken to use where neither it nor the documentation bounds it.
  static let assumedOutput = 256
  /// A limit beyond this bounds nothing: no model's context is as long, and an answer ends by itself.
  static let longestContext = 1 << 22
  /// Bytes of request body that are taken for one prompt token.
  static let bytesPerToken = 4

  /// The ceilings of all steps together.
  func cost(of steps: [ProbeStep]) -> Probe.Cost {
    steps.reduce(into: Probe.Cost(requests: 0, promptTokens: 0, outputTokens: 0)) { sum, step in
      sum.requests += 1
      guard case .json(let body) = step.body else { return }
      sum.promptTokens += (size(of: body) + Self.bytesPerToken - 1) / Self.bytesPerToken
      sum.outputTokens += output(of: body, endpoint: step.endpoint)
    }
  }

  /// The tokens that one request allows: its limit, else the documented default of the limit, else
  /// an assumption; times the choices that it asks for. 0 for endpoints that write no text.
  func output(of body: JSONValue, endpoint name: String) -> Int {
    guard ["chat", "completions"].contains(name), let endpoint = template.spec.endpoint(name) else {
      return 0
    }
    let limits = RequestTemplate.limitNames.compactMap { body[$0]?.int }.filter {
      $0 > 0 && $0 <= Self.longestContext
    }
    let defaults = RequestTemplate.limitNames.compactMap {
      endpoint.parameter($0)?.schema["default"]?.int
    }
    let choices = ["n", "best_of"].compactMap { body[$0]?.int }.max() ?? 1
    let limit = limits.max() ?? defaults.first ?? Self.assumedOutput
    return min(limit, Self.longestContext) * min(max(1, choices), 1 << 16)
  }

  private func size(of body: JSONValue) -> Int {
    switch body {
    case .array(let items): return items.reduce(2) { $0 + size(of: $1) + 1 }
    case .object(let object):
      if let prompt = object["$prompt"], let text = prompt["repeat"]?.string {
        return text.utf8.count * max(0, prompt["times"]?.int ?? 1)
      }
      return object.members.reduce(2) { $0 + $1.name.utf8.count + 4 + size(of: $1.value) }
    default: return body.serialized().utf8.count
    }
  }
}
