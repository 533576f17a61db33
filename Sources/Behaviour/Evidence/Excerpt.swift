import Conformance

/// What went over the wire in one exchange, cut to what a reader needs to believe a value. Request
/// fields are left out, so that no credentials can be among them.
public struct Excerpt: Sendable, Hashable {
  /// The probe.
  public let probe: String
  /// The step, `nil` where the probe has one only.
  public let step: String?
  /// Method and target.
  public let request: String
  /// The request's body, cut.
  public let requestBody: String
  /// Status and media type.
  public let response: String
  /// The response fields that limits, waits and request ids stand in, one a line, where they are what
  /// is to be shown, else empty.
  public let responseFields: String
  /// The response's body, cut in the middle.
  public let responseBody: String

  /// Finds the exchange; `nil` where the run does not have it.
  init?(of sighting: Sighting, in report: RunReport, showsFields: Bool = false) {
    guard let result = report.results.first(where: { $0.probe.id == sighting.probe }) else {
      return nil
    }
    self.init(of: sighting, in: result, showsFields: showsFields)
  }

  /// Cuts the exchange of a step; `nil` where there is none.
  init?(of sighting: Sighting, in result: ProbeResult, showsFields: Bool = false) {
    guard let exchange = result.exchange(of: sighting.step, attempt: sighting.attempt) else {
      return nil
    }
    let hasSteps = result.probe.steps.count > 1
    self.init(
      probe: sighting.probe, step: hasSteps ? sighting.step : nil, exchange: exchange,
      showsFields: showsFields)
  }

  /// Whether a key is about response fields, so that the body does not show it.
  static func showsFields(of key: String) -> Bool {
    key.hasPrefix("headers.") || key.hasPrefix("rule.http.")
  }

  private init(probe: String, step: String?, exchange: HTTPExchange, showsFields: Bool) {
    self.probe = probe
    self.step = step
    request = "\(exchange.request.method) \(exchange.request.target)"
    requestBody = Self.cut(exchange.request.body, head: 320, tail: 60)
    response = Self.summary(of: exchange)
    let fields = showsFields ? exchange.response?.fields.lines ?? [] : []
    responseFields = fields.filter { HeaderObserver.isTold($0.name.lowercased()) }
      .map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    // Two short choices go in whole: an excerpt that ends within the second looks like one.
    responseBody = Self.cut(exchange.body, head: 700, tail: 240)
  }

  /// Status and media type, in words where nothing was answered.
  private static func summary(of exchange: HTTPExchange) -> String {
    guard let head = exchange.response else { return "no answer" }
    guard let type = head.fields["Content-Type"] else { return "\(head.status)" }
    return "\(head.status) · \(type)"
  }

  private static func cut(_ body: [UInt8], head: Int, tail: Int) -> String {
    guard body.count > head + tail + 40 else { return String(decoding: body, as: UTF8.self) }
    let left = body.count - head - tail
    return String(decoding: body.prefix(head), as: UTF8.self) + " … \(left) bytes … "
      + String(decoding: body.suffix(tail), as: UTF8.self)
  }
}
