import Conformance
import WireFormats

extension HARDocument {
  /// The document as JSON text over several lines, ended by a line feed: equal documents give equal
  /// bytes.
  public func serialized() -> String {
    let log: JSONValue = [
      "log": [
        "version": "1.2",
        "creator": ["name": .string(creatorName), "version": .string(creatorVersion)],
        "entries": .array(entries.map(Self.encode)),
      ]
    ]
    return log.prettyPrinted() + "\n"
  }

  private static func encode(_ entry: Entry) -> JSONValue {
    let exchange = entry.exchange
    let total = microseconds(exchange.totalMilliseconds)
    // Where nothing came all of the time was spent waiting.
    let wait = min(total, exchange.firstByteMilliseconds.map(microseconds) ?? total)
    var members = JSONObject()
    members["startedDateTime"] = .string(Timestamp.text(exchange.startedAt))
    members["time"] = milliseconds(total)
    members["request"] = encode(exchange.request)
    members["response"] = encode(exchange)
    members["cache"] = [:]
    members["timings"] = [
      "send": 0, "wait": milliseconds(wait), "receive": milliseconds(total - wait),
    ]
    if let probe = entry.probe { members["_probe"] = encode(probe) }
    if let provenance = entry.provenance {
      members["_provenance"] = [
        "kind": .string(provenance.kind.rawValue), "from": .string(provenance.from),
        "date": .string(provenance.date),
      ]
    }
    return .object(members)
  }

  private static func encode(_ probe: ProbeReference) -> JSONValue {
    var members = JSONObject()
    members["id"] = .string(probe.id)
    members["step"] = probe.step.map { .string($0) }
    members["attempt"] = probe.attempt.map { .integer($0) }
    members["specDigest"] = .string(probe.specDigest)
    members["requestHash"] = .string(probe.requestHash)
    members["redactionPolicy"] = .string(probe.redactionPolicy)
    members["basePath"] = probe.basePath.map { .string($0) }
    return .object(members)
  }

  // MARK: Request

  private static func encode(_ request: HTTPRequest) -> JSONValue {
    var members = JSONObject()
    members["method"] = .string(request.method)
    members["url"] = .string(
      "\(request.origin.scheme)://\(request.origin.authority)\(request.target)")
    members["httpVersion"] = "HTTP/1.1"
    members["headers"] = encode(request.fields)
    members["queryString"] = .array(query(of: request.target))
    members["cookies"] = []
    members["headersSize"] = -1
    members["bodySize"] = .integer(request.body.count)
    if !request.body.isEmpty {
      var data: JSONObject = JSONObject()
      data["mimeType"] = .string(request.fields["Content-Type"] ?? "")
      if let text = String(validating: request.body, as: UTF8.self) {
        data["text"] = .string(text)
      } else {
        data["text"] = .string(Base64.encode(request.body))
        data["_encoding"] = "base64"
      }
      members["postData"] = .object(data)
    }
    return .object(members)
  }

  private static func query(of target: String) -> [JSONValue] {
    guard let mark = target.firstIndex(of: "?") else { return [] }
    return target[target.index(after: mark)...].split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return [
        "name": .string(percentDecoded(parts[0])),
        "value": .string(parts.count > 1 ? percentDecoded(parts[1]) : ""),
      ]
    }
  }

  private static func percentDecoded(_ text: Substring) -> String {
    var out: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  // MARK: Response

  private static func encode(_ exchange: HTTPExchange) -> JSONValue {
    let head = exchange.response
    var content = JSONObject()
    content["size"] = .integer(exchange.body.count)
    content["mimeType"] = .string(head?.fields["Content-Type"] ?? "")
    if let text = String(validating: exchange.body, as: UTF8.self) {
      content["text"] = .string(text)
    } else {
      content["text"] = .string(Base64.encode(exchange.body))
      content["encoding"] = "base64"
    }
    var members = encodeHead(head)
    members["cookies"] = []
    members["content"] = .object(content)
    members["redirectURL"] = .string(head?.fields["Location"] ?? "")
    members["headersSize"] = -1
    members["bodySize"] = .integer(exchange.body.count)
    let (ending, limit) = words(for: exchange.ending)
    members["_ending"] = .string(ending)
    members["_limit"] = limit
    members["_reads"] = .array(
      exchange.reads.map { [milliseconds(microseconds($0.milliseconds)), .integer($0.byteCount)] })
    if exchange.firstByteMilliseconds == nil { members["_firstByte"] = false }
    if !exchange.interim.isEmpty {
      members["_interim"] = .array(exchange.interim.map { .object(encodeHead($0)) })
    }
    if !exchange.trailers.lines.isEmpty { members["_trailers"] = encode(exchange.trailers) }
    if !exchange.irregularities.isEmpty {
      members["_irregularities"] = .array(
        exchange.irregularities.map {
          [
            "kind": .string($0.kind), "offset": .integer($0.offset), "detail": .string($0.detail),
          ]
        })
    }
    return .object(members)
  }

  /// A head that did not come has status 0, as browsers write it.
  private static func encodeHead(_ head: HTTPResponseHead?) -> JSONObject {
    var members = JSONObject()
    members["status"] = .integer(head?.status ?? 0)
    members["statusText"] = .string(head?.reason ?? "")
    members["httpVersion"] = .string(head?.version ?? "")
    members["headers"] = encode(head?.fields ?? HeaderFields())
    return members
  }

  private static func words(for ending: HTTPExchange.Ending) -> (String, JSONValue?) {
    switch ending {
    case .complete: ("complete", nil)
    case .closedEarly: ("closedEarly", nil)
    case .reset: ("reset", nil)
    case .timedOut(let limit): ("timedOut", .string(limit.rawValue))
    case .tooLarge(let limit): ("tooLarge", .integer(limit))
    case .malformed: ("malformed", nil)
    }
  }

  // MARK: Values

  private static func encode(_ fields: HeaderFields) -> JSONValue {
    .array(fields.lines.map { ["name": .string($0.name), "value": .string($0.value)] })
  }

  /// Whole microseconds, so that the parts of a time add up to it in decimal digits.
  private static func microseconds(_ milliseconds: Double) -> Int {
    milliseconds.isFinite ? Int((min(max(milliseconds, 0), 1e12) * 1000).rounded()) : 0
  }

  private static func milliseconds(_ microseconds: Int) -> JSONValue {
    let (whole, fraction) = microseconds.quotientAndRemainder(dividingBy: 1000)
    guard fraction != 0 else { return .integer(whole) }
    var digits = String(fraction)
    digits = String(repeating: "0", count: 3 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return JSONValue.decimal("\(whole).\(digits)") ?? .integer(whole)
  }
}
