import Conformance
import Testing
import Transports
import WireFormats

private let full = HTTPExchange(
  request: HTTPRequest(
    method: "POST", origin: anyOrigin, target: "/v1/chat/completions?a=1%202&b",
    fields: ["Content-Type": "application/json", "X-A": "1", "X-A": "2"],
    body: Array(#"{"stream":true,"text":"é\u0000"}"#.utf8)),
  interim: [HTTPResponseHead(status: 103, reason: "Early Hints", fields: ["Link": "</a>"])],
  response: HTTPResponseHead(
    version: "HTTP/1.0", status: 200, reason: "Fine",
    fields: ["Content-Type": "text/event-stream", "x-b": "", "X-B": "é"]),
  body: Array("data: {\"a\":\"\u{1}\u{2028}é𝄞\"}\r\n\r\n".utf8),
  reads: [.init(milliseconds: 1.5, byteCount: 10), .init(milliseconds: 12.125, byteCount: 18)],
  trailers: ["X-Sum": "1"],
  irregularities: [.init(.bareLineFeed, offset: 5, detail: "\"x\"")], ending: .complete,
  firstByteMilliseconds: 1.25, totalMilliseconds: 12.345, startedAt: 1_763_688_600_123)

@Suite struct HARDocumentTests {
  @Test(arguments: [
    HTTPExchange.Ending.complete, .closedEarly, .reset, .malformed, .tooLarge(limit: 1024),
    .timedOut(.firstByte), .timedOut(.silence), .timedOut(.whole),
  ])
  func keepsAnExchange(_ ending: HTTPExchange.Ending) throws {
    var exchange = full
    exchange.ending = ending
    let entry = HARDocument.Entry(
      exchange: exchange,
      probe: .init(
        id: "chat.stream", step: "first", attempt: 2, specDigest: "ab", requestHash: "cd"),
      provenance: .init(kind: .simulated, from: "fault x", date: "2026-11-20"))
    let document = HARDocument(entries: [entry, HARDocument.Entry(exchange: exchange)])
    let text = document.serialized()
    #expect(try HARDocument(parsing: text.utf8) == document)
    #expect(try HARDocument(parsing: text.utf8).serialized() == text)
  }

  @Test func keepsBytesThatAreNotText() throws {
    var exchange = full
    exchange.body = (0...255).map { UInt8($0) }
    exchange.reads = [.init(milliseconds: 1, byteCount: 256)]
    exchange.request.body = [0xFF, 0xFE, 0x00]
    let document = HARDocument(entries: [.init(exchange: exchange)])
    #expect(try HARDocument(parsing: document.serialized().utf8) == document)
  }

  @Test(arguments: 0..<5)
  func keepsBytesOfAnyLength(_ count: Int) throws {
    var exchange = full
    exchange.body = Array(repeating: 0xFF, count: count)
    exchange.reads = []
    let document = HARDocument(entries: [.init(exchange: exchange)])
    #expect(try HARDocument(parsing: document.serialized().utf8) == document)
  }

  @Test func keepsAnExchangeWithoutAnAnswer() throws {
    let exchange = HTTPExchange(
      request: full.request, response: nil, ending: .timedOut(.firstByte),
      firstByteMilliseconds: nil, totalMilliseconds: 60_000.5)
    let document = HARDocument(entries: [.init(exchange: exchange)])
    #expect(try HARDocument(parsing: document.serialized().utf8) == document)
  }

  /// What WIRE's consumers need of every entry: HAR 1.2's required members.
  @Test func writesWhatViewersNeed() throws {
    let text = HARDocument(entries: [.init(exchange: full)], creatorVersion: "7").serialized()
    let log = try #require(try JSONDocument(parsing: text.utf8).value["log"])
    #expect(log["version"] == "1.2")
    #expect(log["creator"] == ["name": "assay", "version": "7"])
    let entry = try #require(log["entries"]?[0])
    #expect(entry["startedDateTime"] == "2025-11-21T01:30:00.123Z")
    #expect(entry["time"] == .decimal("12.345"))
    #expect(
      entry["timings"]?.serialized() == #"{"send":0,"wait":1.25,"receive":11.095}"#)
    #expect(entry["cache"] == [:])
    let request = try #require(entry["request"])
    #expect(request["url"] == "https://api.example/v1/chat/completions?a=1%202&b")
    #expect(
      request["queryString"] == [["name": "a", "value": "1 2"], ["name": "b", "value": ""]])
    #expect(request["postData"]?["mimeType"] == "application/json")
    #expect(request["headers"]?[2] == ["name": "X-A", "value": "2"])
    let response = try #require(entry["response"])
    #expect(response["content"]?["size"] == .integer(full.body.count))
    #expect(response["content"]?["mimeType"] == "text/event-stream")
    #expect(response["content"]?["encoding"] == nil)
    for name in ["httpVersion", "cookies", "headers", "headersSize", "bodySize"] {
      #expect(request[name] != nil && response[name] != nil)
    }
    #expect(response["redirectURL"] == "" && response["statusText"] == "Fine")
    #expect(response["_reads"]?.serialized() == "[[1.5,10],[12.125,18]]")
    #expect(response["_ending"] == "complete")
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0.0), ("2024-02-29T23:59:59.999Z", 1_709_251_199_999.0),
    ("2026-11-20T10:30:00+01:00", 1_795_167_000_000.0),
    ("2000-03-01T00:00:00.000001Z", 951_868_800_000.001),
  ])
  func readsMoments(_ text: String, _ milliseconds: Double) throws {
    let har = """
      {"log":{"entries":[{"startedDateTime":"\(text)",
        "request":{"method":"GET","url":"http://h/"}}]}}
      """
    let entry = try HARDocument(parsing: har.utf8).entries[0]
    #expect(entry.exchange.startedAt == milliseconds)
    let again = HARDocument(entries: [entry])
    #expect(try HARDocument(parsing: again.serialized().utf8).entries[0] == entry)
  }

  @Test(arguments: [
    ("", "not JSON at line 1, column 1: unexpectedEnd"),
    ("{}", "the member `log` is missing"),
    (#"{"log":{}}"#, "/log: the member `entries` is missing"),
    (#"{"log":[]}"#, "/log: expected an object, found a value of type array"),
    (#"{"log":{"entries":{}}}"#, "/log/entries: expected an array, found a value of type object"),
    (#"{"log":{"entries":[{}]}}"#, "/log/entries/0: the member `request` is missing"),
    (
      entry(#""method":"GET","url":"/x""#),
      "/log/entries/0/request/url: expected an absolute http or https URL, found /x"
    ),
    (
      entry(#""method":7,"url":"http://h/""#),
      "/log/entries/0/request/method: expected a string, found the number 7"
    ),
    (
      entry(response: #""status":"200""#),
      "/log/entries/0/response/status: expected an integer, found the string \"200\""
    ),
    (
      entry(response: #""status":200,"content":{"size":5}"#),
      "/log/entries/0/response/content: the body was not saved (`text` is missing) – export the recording with content"
    ),
    (
      entry(response: #""status":200,"content":{"text":"!","encoding":"base64"}"#),
      "/log/entries/0/response/content/text: the text is not base64, as its encoding says"
    ),
    (
      entry(response: #""status":200,"content":{"text":"abc"},"_reads":[[1,2]]"#),
      "/log/entries/0/response/_reads: the counts add up to 2, but the body has 3 bytes"
    ),
    (
      entry(response: #""status":200,"_ending":"odd""#),
      "/log/entries/0/response/_ending: expected complete, closedEarly, reset, timedOut, tooLarge or malformed, found the string \"odd\""
    ),
  ])
  func namesThePlaceOfAnError(_ har: String, _ message: String) {
    #expect {
      try HARDocument(parsing: har.utf8)
    } throws: { error in
      #expect("\(error)" == message)
      return error is HARError
    }
  }
}

private func entry(_ request: String) -> String {
  #"{"log":{"entries":[{"request":{"# + request + "}}]}}"
}

private func entry(response: String) -> String {
  #"{"log":{"entries":[{"request":{"method":"GET","url":"http://h/"},"response":{"#
    + response + "}}]}}"
}
