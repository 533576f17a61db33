import Conformance
import Testing
import Transports

/// Reads a response cut into reads of the given sizes, the rest at once, then closes.
private func read(
  _ bytes: [UInt8], method: String = "POST", sizes: [Int] = [],
  limits: HTTPResponseReader.Limits = .init()
) -> HTTPResponseReader {
  var reader = HTTPResponseReader(method: method, limits: limits)
  var rest = bytes[...]
  for size in sizes {
    reader.read(rest.prefix(size))
    rest = rest.dropFirst(size)
  }
  reader.read(rest)
  reader.stop(.closed)
  return reader
}

/// All that a reader tells, for comparing two of them.
private struct Reading: Equatable {
  var interim: [HTTPResponseHead]
  var response: HTTPResponseHead?
  var body: [UInt8]
  var trailers: HeaderFields
  var ending: HTTPExchange.Ending?
  var irregularities: [HTTPExchange.Irregularity]
  var allowsReuse: Bool

  init(_ reader: HTTPResponseReader) {
    interim = reader.interim
    response = reader.response
    body = reader.body
    trailers = reader.trailers
    ending = reader.ending
    irregularities = reader.irregularities
    allowsReuse = reader.allowsReuse
  }
}

@Suite struct HTTPResponseReaderTests {
  @Test(arguments: responseCorpus)
  func reads(_ response: ResponseCase) {
    let reader = read(Array(response.bytes.utf8), method: response.method)
    #expect(reader.response?.status == response.status)
    #expect(String(decoding: reader.body, as: UTF8.self) == response.body)
    #expect(reader.ending == response.ending)
    #expect(reader.irregularities.map(\.kind) == response.kinds.map(\.rawValue))
    #expect(reader.allowsReuse == response.allowsReuse)
  }

  @Test(arguments: responseCorpus)
  func readsTheSameByteByByte(_ response: ResponseCase) {
    let bytes = Array(response.bytes.utf8)
    let whole = Reading(read(bytes, method: response.method))
    let single = Reading(
      read(bytes, method: response.method, sizes: Array(repeating: 1, count: bytes.count)))
    #expect(single == whole)
  }

  @Test(arguments: responseCorpus)
  func readsTheSameAtEverySplit(_ response: ResponseCase) {
    let bytes = Array(response.bytes.utf8)
    let whole = Reading(read(bytes, method: response.method))
    for split in bytes.indices {
      #expect(Reading(read(bytes, method: response.method, sizes: [split])) == whole)
    }
  }

  @Test func keepsFieldsInOrderWithSpellingAndDuplicates() {
    let reader = read(
      Array(
        "HTTP/1.1 200 Fine by me\r\nX-b: 1\r\nx-A:  2 \r\nX-b: 3\r\nBad : 4\r\nL: caf".utf8)
        + [0xE9] + Array("\r\nContent-Length: 0\r\n\r\n".utf8))
    #expect(reader.response?.version == "HTTP/1.1")
    #expect(reader.response?.reason == "Fine by me")
    #expect(
      reader.response?.fields.lines == [
        HeaderField(name: "X-b", value: "1"), HeaderField(name: "x-A", value: "2"),
        HeaderField(name: "X-b", value: "3"), HeaderField(name: "Bad ", value: "4"),
        HeaderField(name: "L", value: "café"), HeaderField(name: "Content-Length", value: "0"),
      ])
  }

  @Test func keepsInterimHeadsAndTrailers() {
    let reader = read(
      Array(
        ("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\nX-T: 2\r\n\r\n").utf8))
    #expect(
      reader.interim == [
        HTTPResponseHead(status: 103, reason: "Early Hints", fields: ["Link": "</a>"])
      ])
    #expect(reader.trailers == ["X-T": "1", "X-T": "2"])
  }

  @Test func namesTheOffsetOfAnIrregularity() {
    let reader = read(Array("HTTP/1.1 200 OK\r\nA b: 1\r\nContent-Length: 1\r\n\r\nxyz".utf8))
    #expect(reader.irregularities.map(\.offset) == [17, 47])
    #expect(reader.irregularities.map(\.kind) == ["malformed-field-line", "bytes-after-response"])
    #expect(reader.irregularities.last?.detail == "\"yz\"")
  }

  @Test(arguments: [0, 1, 7, 1000])
  func cutsABodyBeyondItsLimit(_ size: Int) {
    let heads = ["Content-Length: 100", "Transfer-Encoding: chunked", "X: y"]
    for head in heads {
      let body = String(repeating: "x", count: 100)
      let framed = head.hasPrefix("T") ? "64\r\n\(body)\r\n0\r\n\r\n" : body
      let bytes = Array("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n\(framed)".utf8)
      let sizes = size == 0 ? [] : Array(repeating: size, count: bytes.count / size)
      let cut = read(bytes, sizes: sizes, limits: .init(bodyBytes: 99))
      #expect(cut.ending == .tooLarge(limit: 99))
      #expect(cut.body.count == 99)
      let whole = read(bytes, sizes: sizes, limits: .init(bodyBytes: 100))
      #expect(whole.ending == .complete)
      #expect(whole.body.count == 100)
    }
  }

  @Test(arguments: [1, 3, 4096, 1 << 20])
  func boundsTheHead(_ size: Int) {
    let long = "HTTP/1.1 200 OK\r\nA: " + String(repeating: "x", count: 5000)
    let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 30) + "\r\n"
    let trailer =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: "
      + String(repeating: "x", count: 5000)
    let chunk =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"
      + String(repeating: "x", count: 20_000)
    let limits = HTTPResponseReader.Limits(headBytes: 4096, fieldLines: 20)
    let cases: [(String, IrregularityKind)] = [
      (long, .headTooLarge), (many, .tooManyFields), (trailer, .headTooLarge),
      (chunk, .chunkLineTooLarge),
    ]
    for (text, kind) in cases {
      let bytes = Array(text.utf8)
      let sizes = Array(repeating: size, count: bytes.count / size)
      let reader = read(bytes, sizes: sizes, limits: limits)
      #expect(reader.ending == .malformed)
      #expect(reader.irregularities.map(\.kind) == [kind.rawValue])
      #expect(Reading(reader) == Reading(read(bytes, limits: limits)))
    }
  }

  @Test func boundsTheComplaints() {
    let text = "HTTP/1.1 200 OK\n" + String(repeating: "x\n", count: 1000) + "\n"
    #expect(read(Array(text.utf8)).irregularities.count == 16)
  }

  @Test(arguments: [
    (HTTPResponseReader.Stop.closed, HTTPExchange.Ending.complete),
    (.truncated, .closedEarly), (.reset, .reset), (.timedOut(.silence), .timedOut(.silence)),
  ])
  func endsABodyWithoutLength(_ stop: HTTPResponseReader.Stop, as ending: HTTPExchange.Ending) {
    var reader = HTTPResponseReader(method: "GET")
    reader.read(Array("HTTP/1.1 200 OK\r\n\r\nabc".utf8)[...])
    reader.stop(stop)
    #expect(reader.ending == ending)
    #expect(reader.body == Array("abc".utf8))
  }
}
