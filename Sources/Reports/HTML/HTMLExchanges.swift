import Conformance
import WireFormats

/// The exchanges of every result as JSON that a page carries without looking at it.
enum HTMLExchanges {
  /// The most findings of one result that are told and highlighted.
  static let mostFindings = 50

  /// One inert block for every result that has an exchange.
  static func blocks(of subject: ReportSubject) -> String {
    subject.report.results.enumerated().map { index, result in
      let details = FindingDetail.all(of: result, in: subject, limit: mostFindings)
      let exchanges = result.attempts.indices.compactMap { attempt in
        block(result.attempts[attempt], highlights: highlights(details, inAttempt: attempt))
      }
      guard !exchanges.isEmpty else { return "" }
      return "<script type=\"application/json\" id=\"data-\(index)\">"
        + JSONText.embeddable(.array(exchanges)) + "</script>\n"
    }.joined()
  }

  private static func block(_ attempt: ProbeResult.Attempt, highlights: [Highlight]) -> JSONValue? {
    guard let exchange = attempt.exchange else { return nil }
    let evidence = Evidence(of: exchange, step: attempt.step)
    let layout = BodyLayout(evidence, highlights: highlights)
    let title =
      "Step \(attempt.step)" + (attempt.number > 1 ? ", attempt \(attempt.number)" : "")
    return JSONRecord([
      "title": .string(title), "status": .string(status(of: exchange)),
      "ending": .string(exchange.ending.sentence),
      "caption": .string(Timeline.caption(of: evidence)),
      "timeline": Timeline.lanes(of: evidence),
      "request": [
        "line": visible("\(exchange.request.method) \(exchange.request.target)"),
        "fields": fields(exchange.request.fields, marked: []),
        "body": .string(BodyLayout.clippedText(exchange.request.body)),
        "curl": .string(CurlCommand(redacted: exchange.request).text),
      ],
      "fields": fields(exchange.response?.fields ?? HeaderFields(), marked: highlights),
      "notes": .list(notes(of: exchange)), "message": message(of: evidence),
      "rows": .array(layout.rows),
    ]).value
  }

  private static func highlights(_ details: [FindingDetail], inAttempt attempt: Int)
    -> [Highlight]
  {
    details.enumerated().filter { $1.attempt == attempt }.map { index, detail in
      Highlight(number: index + 1, range: detail.range, field: detail.finding.place.field)
    }
  }

  private static func status(of exchange: HTTPExchange) -> String {
    guard let head = exchange.response else { return "no response" }
    return VisibleText.visible("\(head.version) \(head.status) \(head.reason)".clipped(to: 200))
  }

  /// Name, value, and the number of the finding about the field.
  private static func fields(_ fields: HeaderFields, marked highlights: [Highlight]) -> JSONValue {
    .array(
      fields.lines.prefix(200).map { line in
        let number = highlights.first { $0.field == line.name.lowercased() }?.number ?? 0
        return [visible(line.name), visible(line.value), .integer(number)]
      })
  }

  private static func notes(of exchange: HTTPExchange) -> [JSONValue] {
    exchange.interim.prefix(20).map { visible("interim response \($0.status) \($0.reason)") }
      + exchange.irregularities.prefix(50).map {
        visible("\($0.kind) at byte \($0.offset) of the answer: \($0.detail)")
      }
      + exchange.trailers.lines.prefix(50).map { visible("trailer \($0.name): \($0.value)") }
  }

  /// What a client would put together.
  private static func message(of evidence: Evidence) -> JSONValue? {
    guard let choice = evidence.completion?.first else { return nil }
    var rows: [JSONValue] = []
    func add(_ name: String, _ text: String?) {
      guard let text else { return }
      rows.append([.string(name), .string(VisibleText.visible(text.clipped(to: 4000)))])
    }
    add("role", choice.role)
    add("content", choice.content)
    add("refusal", choice.refusal)
    for (name, text) in choice.reasoning.sorted(by: { $0.key < $1.key }) { add(name, text) }
    for call in choice.toolCalls.prefix(50) {
      add("tool call", "\(call.name ?? "no name") \(call.arguments ?? "")")
    }
    add("finish reason", choice.finishReason)
    add("usage", evidence.completion?.usage?.serialized())
    return .list(rows)
  }

  private static func visible(_ text: String) -> JSONValue {
    .string(VisibleText.visible(text.clipped(to: 2000)))
  }
}

/// A place to point at.
struct Highlight {
  /// The finding's one-based number.
  let number: Int
  /// The bytes of the body.
  let range: Range<Int>?
  /// The response field.
  let field: String?
}

extension HTTPExchange.Ending {
  /// How a response ended, in words.
  var sentence: String {
    switch self {
    case .complete: "complete"
    case .closedEarly: "closed by the server before it was whole"
    case .reset: "connection reset"
    case .timedOut(.firstByte): "timed out before the first byte"
    case .timedOut(.silence): "timed out in silence"
    case .timedOut(.whole): "timed out as a whole"
    case .tooLarge(let limit): "cut at \(limit) bytes"
    case .malformed: "no longer HTTP"
    }
  }
}
