import Conformance
import Testing
import WireFormats

/// One exchange as the corpora in `fixtures/checks` write it.
///
/// Members, all optional: `request` (a JSON body), `requestText` (a body as it is), `requestFields`,
/// `method`, `endpoint` (`chat`), `expect`, `status` (200), `fields` (added to the usual ones; null
/// takes one away), one of `json`, `text`, `chunks` (each becomes an event) or `events` (each a block
/// as it is) for the body, `terminator` (what follows chunks; `data: [DONE]`), `lineEnd` (LF),
/// `ending`, `reads` ([[milliseconds, bytes] …]), `chunkTimes` ([milliseconds …] one for each block),
/// `total`, `startedAt`, `irregularities`, `noResponse`.
struct ExchangeFixture {
  let value: JSONValue
  /// Replacements in the bytes of the body, and bytes to cut off its end.
  var replacements: [(this: [UInt8], by: [UInt8])] = []
  var cut = 0

  func evidence(step: String = "request") throws -> Evidence {
    Evidence(
      of: try exchange(), step: step,
      endpoint: value["endpoint"].map { $0.string } ?? "chat", expectation: try expectation())
  }

  private func expectation() throws -> Conformance.Expectation {
    switch value["expect"] {
    case nil, .string("any"): return .any
    case .string("unknown"): return .unknown
    case .string("accepted"): return .accepted
    case .string("rejected"): return .rejected(statuses: [])
    case .some(let object):
      let level = Level(rawValue: object["level"]?.string ?? "must") ?? .must
      if let statuses = object["rejected"]?.array {
        return .rejected(statuses: statuses.compactMap(\.int), level: level)
      }
      return .accepted(level: level, orRefused: object["orRefused"]?.bool ?? false)
    }
  }

  func exchange() throws -> HTTPExchange {
    let blocks = self.blocks
    var body = try self.body(blocks)
    for (this, by) in replacements {
      let start = try #require(
        body.indices.first { body[$0...].starts(with: this) }, "nothing to replace")
      body.replaceSubrange(start..<start + this.count, with: by)
    }
    body.removeLast(min(cut, body.count))
    let origin = try #require(HTTPOrigin(parsing: "http://test.invalid/v1"))
    let request = HTTPRequest(
      method: value["method"]?.string ?? "POST", origin: origin, target: "/v1/chat/completions",
      fields: fields(
        of: value["requestFields"],
        usual: ["Authorization": "Bearer sk-test-0123456789abcdef", "Accept-Encoding": "identity"]),
      body: Array((value["requestText"]?.string ?? value["request"]?.serialized() ?? "").utf8))
    let total = value["total"]?.double ?? 0
    return HTTPExchange(
      request: request,
      response: value["noResponse"] == true
        ? nil
        : HTTPResponseHead(
          status: value["status"]?.int ?? 200,
          fields: fields(of: value["fields"], usual: usualFields, length: body.count)),
      body: body, reads: reads(blocks, body), irregularities: irregularities,
      ending: try ending(), totalMilliseconds: total,
      startedAt: value["startedAt"]?.double ?? 0)
  }

  private var usualFields: HeaderFields {
    let isStream = value["chunks"] != nil || value["events"] != nil
    return [
      "Content-Type": isStream ? "text/event-stream" : "application/json",
      "Date": "Fri, 20 Nov 2026 10:00:00 GMT", "x-request-id": "req_1",
      "x-ratelimit-limit-requests": "100", "x-ratelimit-reset-requests": "6ms",
    ]
  }

  private func fields(of value: JSONValue?, usual: HeaderFields, length: Int = 0) -> HeaderFields {
    var fields = usual
    for member in value?.object?.members ?? [] {
      if let values = member.value.array {
        fields.set(member.name, to: nil)
        for value in values.compactMap(\.string) {
          fields.lines.append(HeaderField(name: member.name, value: value))
        }
      } else {
        let text = member.value.string
        fields.set(member.name, to: text == "@length" ? String(length) : text)
      }
    }
    return fields
  }

  private var blocks: [String] {
    let end = value["lineEnd"]?.string ?? "\n"
    if let events = value["events"]?.array {
      return events.compactMap { $0.string.map { $0 + end + end } }
    }
    guard let chunks = value["chunks"]?.array else { return [] }
    let terminator = value["terminator"].map { $0.string } ?? "data: [DONE]"
    return (chunks.map { "data: " + $0.serialized() } + (terminator.map { [$0] } ?? []))
      .map { $0 + end + end }
  }

  private func body(_ blocks: [String]) throws -> [UInt8] {
    if let text = value["text"]?.string { return Array(text.utf8) }
    if let json = value["json"] { return Array(json.serialized().utf8) }
    return Array(blocks.joined().utf8)
  }

  private func reads(_ blocks: [String], _ body: [UInt8]) -> [HTTPExchange.BodyRead] {
    if let reads = value["reads"]?.array {
      return reads.map {
        .init(milliseconds: $0[0]?.double ?? 0, byteCount: $0[1]?.int ?? 0)
      }
    }
    if let times = value["chunkTimes"]?.array {
      return zip(blocks, times).map {
        .init(milliseconds: $1.double ?? 0, byteCount: $0.utf8.count)
      }
    }
    return body.isEmpty ? [] : [.init(milliseconds: 1, byteCount: body.count)]
  }

  private var irregularities: [HTTPExchange.Irregularity] {
    (value["irregularities"]?.array ?? []).map {
      .init(
        kind: $0["kind"]?.string ?? "", offset: $0["offset"]?.int ?? 0,
        detail: $0["detail"]?.string ?? "")
    }
  }

  private func ending() throws -> HTTPExchange.Ending {
    switch value["ending"]?.string {
    case nil, "complete": .complete
    case "closedEarly": .closedEarly
    case "reset": .reset
    case "malformed": .malformed
    case "tooLarge": .tooLarge(limit: 1024)
    case .some(let name):
      .timedOut(try #require(HTTPExchange.TimeLimit(rawValue: name), "unknown ending \(name)"))
    }
  }
}
