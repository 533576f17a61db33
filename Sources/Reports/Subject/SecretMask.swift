import Conformance
import WireFormats

/// The last line of defence against a key in a report: what credential fields carried is taken out
/// wherever it stands, also where a server sent it back.
struct SecretMask {
  /// Fields that carry credentials whatever a spec says, in lower case.
  private static let requestFields: Set<String> = [
    "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key",
    "x-auth-token", "cookie",
  ]
  /// Response fields whose values identify a session or an account, in lower case.
  private static let responseFields: Set<String> = [
    "set-cookie", "set-cookie2", "authorization", "openai-organization", "openai-project",
  ]
  /// What stands in a field that must not be shown and has no variable.
  static let redacted = "[redacted]"
  /// Shorter values are not looked for in bodies: they would match by chance.
  private static let shortestSecret = 8

  private let credentials: [String: Service.Credential]
  private let key: KeyPlaceholder
  /// Every spelling of every secret, the longest first.
  private let needles: [[UInt8]]

  /// A mask for all that a report holds.
  init(report: RunReport, spec: ProviderSpec?) {
    let attempts = report.results.flatMap(\.attempts)
    self.init(
      requests: attempts.lazy.compactMap { $0.exchange?.request }, spec: spec,
      id: report.header.spec)
  }

  /// A mask for one request.
  init(request: HTTPRequest, spec: ProviderSpec) {
    self.init(requests: [request], spec: spec, id: spec.id)
  }

  private init(requests: some Sequence<HTTPRequest>, spec: ProviderSpec?, id: String) {
    let key = KeyPlaceholder(spec: spec, id: id)
    let credentials = Dictionary(
      (spec?.service.credentials ?? []).map { ($0.name.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
    var secrets: Set<String> = []
    for field in requests.lazy.flatMap(\.fields.lines) {
      let name = field.name.lowercased()
      guard credentials[name] != nil || Self.requestFields.contains(name) else { continue }
      let secret = Self.secret(in: field.value)
      if !key.isPlaceholder(secret) { secrets.insert(secret) }
    }
    self.key = key
    self.credentials = credentials
    needles = secrets.filter { $0.utf8.count >= Self.shortestSecret }
      .flatMap { Self.spellings(of: $0) }.sorted { $0.count > $1.count }
  }

  /// The report without secrets. Lengths in bodies stay, so that offsets do.
  func apply(to report: RunReport) -> RunReport {
    var report = report
    report.header.command = text(report.header.command)
    report.results = report.results.map { result in
      var result = result
      result.judgement.reason = result.judgement.reason.map(text)
      result.judgement.findings = result.judgement.findings.map(finding)
      result.attempts = result.attempts.map { attempt in
        let step = result.probe.steps.first { $0.name == attempt.step }
        return ProbeResult.Attempt(
          step: attempt.step, number: attempt.number,
          exchange: attempt.exchange.map { exchange($0, credentials: step?.credentials ?? .valid) },
          failure: attempt.failure.map { TransportError(kind: $0.kind, message: text($0.message)) })
      }
      return result
    }
    return report
  }

  private func finding(_ finding: Finding) -> Finding {
    var finding = finding
    finding.expected = text(finding.expected)
    finding.actual = text(finding.actual)
    return finding
  }

  private func exchange(_ exchange: HTTPExchange, credentials: ProbeStep.Credentials)
    -> HTTPExchange
  {
    var exchange = exchange
    exchange.request = apply(to: exchange.request, credentials)
    exchange.body = bytes(exchange.body)
    exchange.response = exchange.response.map(head)
    exchange.interim = exchange.interim.map(head)
    exchange.trailers.lines = exchange.trailers.lines.map(responseField)
    exchange.irregularities = exchange.irregularities.map {
      .init(kind: $0.kind, offset: $0.offset, detail: text($0.detail))
    }
    return exchange
  }

  /// The request without secrets.
  func apply(to request: HTTPRequest, _ credentials: ProbeStep.Credentials) -> HTTPRequest {
    var request = request
    request.fields.lines = request.fields.lines.map { requestField($0, credentials: credentials) }
    request.target = text(request.target)
    request.body = bytes(request.body)
    return request
  }

  private func requestField(_ field: HeaderField, credentials choice: ProbeStep.Credentials)
    -> HeaderField
  {
    let name = field.name.lowercased()
    if let credential = credentials[name] {
      return HeaderField(name: field.name, value: key.value(of: credential, choice))
    }
    if name == "authorization" {
      let bearer = Service.Credential(name: field.name, value: "Bearer {key}")
      return HeaderField(name: field.name, value: key.value(of: bearer, choice))
    }
    if Self.requestFields.contains(name) {
      return HeaderField(name: field.name, value: Self.redacted)
    }
    return HeaderField(name: field.name, value: text(field.value))
  }

  private func head(_ head: HTTPResponseHead) -> HTTPResponseHead {
    var head = head
    head.fields.lines = head.fields.lines.map(responseField)
    head.reason = text(head.reason)
    return head
  }

  private func responseField(_ field: HeaderField) -> HeaderField {
    if Self.responseFields.contains(field.name.lowercased()) {
      return HeaderField(name: field.name, value: Self.redacted)
    }
    return HeaderField(name: field.name, value: text(field.value))
  }

  private func text(_ text: String) -> String {
    guard !needles.isEmpty else { return text }
    return String(decoding: bytes(Array(text.utf8)), as: UTF8.self)
  }

  private func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for needle in needles { bytes.overwrite(needle, with: UInt8(ascii: "*")) }
    return bytes
  }

  /// What is secret in a field value: all but the scheme.
  private static func secret(in value: String) -> String {
    guard let space = value.firstIndex(of: " ") else { return value }
    return String(value[value.index(after: space)...])
  }

  private static func spellings(of secret: String) -> Set<[UInt8]> {
    let quoted = JSONValue.string(secret).serialized().dropFirst().dropLast()
    let slashed = quoted.split(separator: "/", omittingEmptySubsequences: false)
      .joined(separator: "\\/")
    return [
      Array(secret.utf8), Array(quoted.utf8), Array(slashed.utf8),
      Array(PercentText.encoded(secret).utf8), Array(Base64Text.encoded(Array(secret.utf8)).utf8),
    ]
  }
}

extension [UInt8] {
  /// Overwrites every occurrence of a sequence.
  fileprivate mutating func overwrite(_ needle: [UInt8], with filler: UInt8) {
    guard let first = needle.first, count >= needle.count else { return }
    var index = 0
    let last = count - needle.count
    while index <= last {
      if self[index] == first, self[index..<index + needle.count].elementsEqual(needle) {
        for position in index..<index + needle.count { self[position] = filler }
        index += needle.count
      } else {
        index += 1
      }
    }
  }
}
