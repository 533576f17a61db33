import Conformance
import WireFormats

extension RunReportCodec {
  static func attempt(_ attempt: ProbeResult.Attempt) -> JSONValue {
    JSONRecord([
      "step": .string(attempt.step), "number": .integer(attempt.number),
      "exchange": attempt.exchange.map(exchange),
      "failure": attempt.failure.map {
        ["kind": .string($0.kind.rawValue), "message": .string($0.message)]
      },
    ]).value
  }

  static func readAttempt(_ node: RecordNode) throws(ReportError) -> ProbeResult.Attempt {
    var exchange: HTTPExchange?
    if let item = try node.optional("exchange") { exchange = try readExchange(item) }
    var failure: TransportError?
    if let item = try node.optional("failure") {
      failure = TransportError(kind: try item.word("kind"), message: try item.string("message"))
    }
    return ProbeResult.Attempt(
      step: try node.string("step"), number: try node.int("number"), exchange: exchange,
      failure: failure)
  }

  private static func exchange(_ exchange: HTTPExchange) -> JSONValue {
    JSONRecord([
      "request": request(exchange.request), "interim": .list(exchange.interim.map(head)),
      "response": exchange.response.map(head), "body": bytes(exchange.body),
      "reads": .array(
        exchange.reads.map { [.double($0.milliseconds), .integer($0.byteCount)] }),
      "trailers": fields(exchange.trailers),
      "irregularities": .list(
        exchange.irregularities.map {
          ["kind": .string($0.kind), "offset": .integer($0.offset), "detail": .string($0.detail)]
        }),
      "ending": ending(exchange.ending),
      "firstByteMilliseconds": exchange.firstByteMilliseconds.map { .double($0) },
      "totalMilliseconds": .double(exchange.totalMilliseconds),
      "startedAt": .double(exchange.startedAt),
    ]).value
  }

  private static func readExchange(_ node: RecordNode) throws(ReportError) -> HTTPExchange {
    var interim: [HTTPResponseHead] = []
    for item in try node.items("interim") { interim.append(try readHead(item)) }
    var response: HTTPResponseHead?
    if let item = try node.optional("response") { response = try readHead(item) }
    var reads: [HTTPExchange.BodyRead] = []
    for item in try node.items("reads") {
      guard let time = item.value[0]?.double, let count = item.value[1]?.int else {
        throw item.mistyped("a pair of milliseconds and byte count")
      }
      reads.append(.init(milliseconds: time, byteCount: count))
    }
    var irregularities: [HTTPExchange.Irregularity] = []
    for item in try node.items("irregularities") {
      irregularities.append(
        .init(
          kind: try item.string("kind"), offset: try item.int("offset"),
          detail: try item.string("detail")))
    }
    return HTTPExchange(
      request: try readRequest(node.member("request")), interim: interim, response: response,
      body: try readBytes(node.member("body")), reads: reads,
      trailers: try readFields(node, "trailers"), irregularities: irregularities,
      ending: try readEnding(node.member("ending")),
      firstByteMilliseconds: try node.optionalDouble("firstByteMilliseconds"),
      totalMilliseconds: try node.double("totalMilliseconds"),
      startedAt: try node.double("startedAt"))
  }

  private static func request(_ request: HTTPRequest) -> JSONValue {
    JSONRecord([
      "method": .string(request.method), "origin": .string(request.origin.description),
      "target": .string(request.target), "fields": fields(request.fields),
      "body": bytes(request.body),
    ]).value
  }

  private static func readRequest(_ node: RecordNode) throws(ReportError) -> HTTPRequest {
    guard let origin = HTTPOrigin(parsing: try node.string("origin")) else {
      throw node.error(at: "origin", .wrongType(expected: "an http or https URL"))
    }
    return HTTPRequest(
      method: try node.string("method"), origin: origin, target: try node.string("target"),
      fields: try readFields(node, "fields"), body: try readBytes(node.member("body")))
  }

  private static func head(_ head: HTTPResponseHead) -> JSONValue {
    JSONRecord([
      "version": .string(head.version), "status": .integer(head.status),
      "reason": .string(head.reason), "fields": fields(head.fields),
    ]).value
  }

  private static func readHead(_ node: RecordNode) throws(ReportError) -> HTTPResponseHead {
    HTTPResponseHead(
      version: try node.string("version"), status: try node.int("status"),
      reason: try node.string("reason"), fields: try readFields(node, "fields"))
  }

  /// Pairs of name and value: order, spelling and duplicates stay.
  private static func fields(_ fields: HeaderFields) -> JSONValue? {
    .list(fields.lines.map { [.string($0.name), .string($0.value)] })
  }

  private static func readFields(_ node: RecordNode, _ name: String) throws(ReportError)
    -> HeaderFields
  {
    var lines: [HeaderField] = []
    for item in try node.items(name) {
      guard let name = item.value[0]?.string, let value = item.value[1]?.string else {
        throw item.mistyped("a pair of name and value")
      }
      lines.append(HeaderField(name: name, value: value))
    }
    return HeaderFields(lines)
  }

  private static func ending(_ ending: HTTPExchange.Ending) -> JSONValue {
    switch ending {
    case .complete: ["kind": "complete"]
    case .closedEarly: ["kind": "closedEarly"]
    case .reset: ["kind": "reset"]
    case .timedOut(let limit): ["kind": "timedOut", "limit": .string(limit.rawValue)]
    case .tooLarge(let limit): ["kind": "tooLarge", "bytes": .integer(limit)]
    case .malformed: ["kind": "malformed"]
    }
  }

  private static func readEnding(_ node: RecordNode) throws(ReportError) -> HTTPExchange.Ending {
    let kind = try node.string("kind")
    switch kind {
    case "complete": return .complete
    case "closedEarly": return .closedEarly
    case "reset": return .reset
    case "timedOut": return .timedOut(try node.word("limit"))
    case "tooLarge": return .tooLarge(limit: try node.int("bytes"))
    case "malformed": return .malformed
    default: throw node.error(at: "kind", .unknownWord(kind))
    }
  }

  /// Bytes as text where they are UTF-8, else in base64.
  static func bytes(_ bytes: [UInt8]) -> JSONValue {
    if let text = String(validating: bytes, as: UTF8.self) { return ["text": .string(text)] }
    return ["base64": .string(Base64Text.encoded(bytes))]
  }

  static func readBytes(_ node: RecordNode) throws(ReportError) -> [UInt8] {
    if let text = try node.optionalString("text") { return Array(text.utf8) }
    guard let bytes = Base64Text.decoded(try node.string("base64")) else {
      throw node.error(at: "base64", .wrongType(expected: "base64"))
    }
    return bytes
  }
}
