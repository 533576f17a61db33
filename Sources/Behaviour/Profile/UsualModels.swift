import Conformance
import WireFormats

/// The model that most requests to an endpoint name: what a request for another model meets says
/// nothing about its other members.
struct UsualModels {
  private let names: [String: String]

  init(of results: [ProbeResult]) {
    var counts: [String: [String: Int]] = [:]
    var order: [String: [String]] = [:]
    for result in results {
      for step in result.probe.steps {
        guard let attempt = result.attempts.last(where: { $0.step == step.name }),
          let exchange = attempt.exchange,
          let model = JSONValue(ifJSON: exchange.request.body)?["model"]?.string
        else { continue }
        if counts[step.endpoint, default: [:]][model] == nil {
          order[step.endpoint, default: []].append(model)
        }
        counts[step.endpoint, default: [:]][model, default: 0] += 1
      }
    }
    var names: [String: String] = [:]
    for (endpoint, models) in order {
      let most = counts[endpoint]?.values.max()
      names[endpoint] = models.first { counts[endpoint]?[$0] == most }
    }
    self.names = names
  }

  /// Whether a request names the usual model, or its endpoint has none.
  func holds(_ model: JSONValue?, endpoint: String) -> Bool {
    guard let usual = names[endpoint], let name = model?.string else { return true }
    return name == usual
  }
}
