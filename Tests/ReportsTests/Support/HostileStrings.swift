import Conformance
import Testing
import WireFormats

/// One of them, named by its beginning, so that a megabyte never stands in a test's output.
struct HostileString: Sendable, CustomTestStringConvertible {
  let text: String

  var testDescription: String {
    String(
      text.unicodeScalars.prefix(12).map { $0.isASCII ? $0.escaped(asASCII: true) : "?" }.joined())
  }
}

/// Text that a hostile server may send, and a report with it in every place that a server controls.
enum HostileStrings {
  static let all: [HostileString] = [
    "\u{1B}[31mred\u{1B}]8;;http://evil.test\u{7}link\u{1B}]8;;\u{7}\u{9B}2J",
    "a]]>b<![CDATA[c", "</script><script>alert(1)</script>", "</failure></testcase>",
    "<img src=x onerror=alert(1)>", "\u{202E}gnp.exe\u{2066}\u{200F}\u{200B}",
    "| `` ``` ~~~ **b** [x](javascript:alert(1)) ![i](http://evil.test/p.png) @team #1 <b>\n# h\n---",
    "$(touch /tmp/x) `id` ${HOME} '; rm -rf / #", "\"quoted\" & 'single' \\ back",
    "\0\u{1}\u{8}\u{B}\u{C}\r\n\t\u{7F}\u{85}\u{FEFF}\u{FFFE}\u{FFFF}\u{1FFFF}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u{301}\u{E0041}\u{10FFFF}", "\u{2028}\u{2029}",
    "::error file=x::injected%0A\n::set-output name=x::y", "--> <!-- -- ",
    "&#x1;&lt;&amp;&bogus;", "%0a%0d%25", "https://evil.test/?q=1 www.evil.test a@evil.test",
    String(repeating: "A", count: 1 << 20), "",
  ].map { HostileString(text: $0) }

  /// A report in which a server has had its way with everything. Only the failure gets the whole of
  /// a very long text: once is enough.
  static func report(_ text: String) -> RunReport {
    let short = cut(text)
    let results = Verdict.allCases.map { verdict in
      result(
        verdict.rawValue, text: verdict == .fail ? text : short,
        Judgement(
          verdict: verdict, reason: verdict == .fail ? text : short,
          findings: [finding(.must, short), finding(.may, short)]))
    }
    let known = result(
      "known", text: short, Judgement(deciding: [.found([finding(.must, short)])]), known: true)
    var header = SampleReport.header()
    header.model = short
    return RunReport(header: header, results: results + [known])
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count > 10_000 ? String(text.prefix(10_000)) : text
  }

  private static func finding(_ level: Level, _ text: String) -> Finding {
    Finding(
      check: "chunks.id", level: level, kind: .malformed,
      place: .init(
        step: "request", offset: 20, event: 0, pointer: JSONPointer(["id", text]),
        field: level == .must ? "x-hostile" : text.lowercased()),
      expected: text, actual: text, consequence: "Clients break.", claim: "chat.basic",
      source: SampleReport.citation)
  }

  private static func result(
    _ id: String, text: String, _ judgement: Judgement, known: Bool = false
  ) -> ProbeResult {
    ProbeResult(
      probe: SampleReport.probe("chat.\(id)", "A probe", line: 3), judgement: judgement,
      attempts: [
        .init(step: "request", exchange: exchange(text)),
        .init(step: "well-formed", exchange: wellFormed(text)),
        .init(
          step: "request", number: 2, exchange: nil,
          failure: TransportError(kind: .tlsFailed, message: text)),
      ],
      knownDeviation: known
        ? KnownDeviation(
          probe: "chat.known", check: "chunks.id", reason: text,
          link: "https://issues.example.test/1") : nil)
  }

  /// A stream that decodes, so that the text arrives in every member that is put together, and in
  /// every field of an event.
  private static func wellFormed(_ text: String) -> HTTPExchange {
    let short = String(text.prefix(300))
    let value: JSONValue = .string(short)
    let chunk: JSONValue = [
      "id": value, "object": value, "created": value, "model": value, short: value,
      "choices": [
        [
          "index": 0,
          "delta": [
            "role": value, "content": value, "reasoning_content": value, "refusal": value,
            "tool_calls": [
              [
                "index": 0, "id": value, "type": value,
                "function": ["name": value, "arguments": value],
              ]
            ], short: [short: value],
          ], "logprobs": ["content": [["token": value]]], "finish_reason": value,
        ]
      ], "error": ["message": value, "code": value, "type": value],
    ]
    let fields = "event: \(short)\nid: \(short)\nretry: \(short)\n: \(short)\n\(short): x\n"
    var exchange = SampleReport.stream([
      (5, fields + "data: \(chunk.serialized())\n\n"), (700, "data: \(chunk.serialized())\n\n"),
      (701, "data: [DONE]\n\n"),
    ])
    exchange.request.body = Array(chunk.serialized().utf8)
    return exchange
  }

  private static func exchange(_ text: String) -> HTTPExchange {
    let bytes = Array(text.utf8)
    let short = cut(text)
    let body =
      Array("data: {\"id\":\"".utf8) + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80] + bytes
      + Array("\"}\n\n".utf8)
    return HTTPExchange(
      request: HTTPRequest(
        method: "POST", origin: SampleReport.request("").origin, target: "/v1/chat/completions",
        fields: ["Authorization": "Bearer \(SampleReport.key)"],
        body: Array("{\"echo\":\"".utf8) + Array(short.utf8) + Array("\"}".utf8)),
      interim: [HTTPResponseHead(status: 103, reason: short, fields: [short: short])],
      response: HTTPResponseHead(
        version: short, status: 200, reason: short,
        fields: ["content-type": "text/event-stream", "x-hostile": text, short: short]),
      body: body, reads: [.init(milliseconds: 1, byteCount: body.count)],
      trailers: ["x-trailer": short],
      irregularities: [.init(kind: "bare-line-feed", offset: 3, detail: short)],
      ending: .closedEarly, firstByteMilliseconds: 1, totalMilliseconds: 2)
  }
}
