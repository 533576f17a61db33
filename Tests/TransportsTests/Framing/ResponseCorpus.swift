import Conformance
import Testing

/// One response on the wire and how it must read.
struct ResponseCase: Sendable {
  var name: String
  var bytes: String
  var method = "POST"
  var status: Int? = 200
  var body = ""
  var ending = HTTPExchange.Ending.complete
  var kinds: [IrregularityKind] = []
  var allowsReuse = false
}

/// Responses, regular and not. `bytes` are followed by an orderly close.
let responseCorpus: [ResponseCase] = [
  // Regular.
  ResponseCase(
    name: "length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", body: "hello",
    allowsReuse: true),
  ResponseCase(
    name: "length zero", bytes: "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", allowsReuse: true),
  ResponseCase(
    name: "chunks",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n",
    body: "hello!", allowsReuse: true),
  ResponseCase(
    name: "chunk extensions and leading zeros",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "0005;a=b\r\nhello\r\nA ; x=\"y;z\"\r\n0123456789\r\n000;last\r\n\r\n",
    body: "hello0123456789", allowsReuse: true),
  ResponseCase(
    name: "trailers",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n",
    body: "a", allowsReuse: true),
  ResponseCase(
    name: "until close", bytes: "HTTP/1.1 200 OK\r\nServer: x\r\n\r\nuntil the end",
    body: "until the end"),
  ResponseCase(
    name: "HTTP/1.0", bytes: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", body: "ok"),
  ResponseCase(
    name: "HTTP/1.0 kept alive",
    bytes: "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok", body: "ok",
    allowsReuse: true),
  ResponseCase(
    name: "connection close",
    bytes: "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok", body: "ok"),
  ResponseCase(
    name: "204", bytes: "HTTP/1.1 204 No Content\r\n\r\n", status: 204, allowsReuse: true),
  ResponseCase(
    name: "304 with a length", bytes: "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
    status: 304, allowsReuse: true),
  ResponseCase(
    name: "HEAD", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", method: "HEAD",
    allowsReuse: true),
  ResponseCase(
    name: "empty reason", bytes: "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", allowsReuse: true),
  ResponseCase(
    name: "interim heads",
    bytes: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", body: "x", allowsReuse: true),
  ResponseCase(
    name: "tabs, empty values and Latin letters",
    bytes: "HTTP/1.1 200 OK\r\nA:\r\nB:\t x \t\r\nC: é\r\nContent-Length: 0\r\n\r\n",
    allowsReuse: true),
  ResponseCase(
    name: "redirect", bytes: "HTTP/1.1 307 Go\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
    status: 307, allowsReuse: true),

  // Status lines.
  ResponseCase(
    name: "status line without a space after the code",
    bytes: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "status line with two spaces", bytes: "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n",
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "status of no class", bytes: "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", status: 999,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "blank line first", bytes: "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    kinds: [.blankLineBeforeResponse]),
  ResponseCase(
    name: "four digits", bytes: "HTTP/1.1 2000 OK\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "no digits", bytes: "HTTP/1.1 OK\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "HTTP/2 in words", bytes: "HTTP/2 200 OK\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "version 2.0", bytes: "HTTP/2.0 200 OK\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "lower case", bytes: "http/1.1 200 ok\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "markup instead of HTTP", bytes: "<html><body>Bad Gateway</body></html>", status: nil,
    ending: .malformed, kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "short garbage", bytes: "oops", status: nil, ending: .closedEarly,
    kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "garbage line of fifteen bytes", bytes: "abcdefghijklmno\r\n\r\n", status: nil,
    ending: .malformed, kinds: [.malformedStatusLine]),
  ResponseCase(
    name: "the request echoed", bytes: "POST / HTTP/1.1\r\n\r\n", status: nil, ending: .malformed,
    kinds: [.malformedStatusLine]),
  ResponseCase(name: "nothing", bytes: "", status: nil, ending: .closedEarly),
  ResponseCase(
    name: "end in the status line", bytes: "HTTP/1.1 20", status: nil, ending: .closedEarly),
  ResponseCase(
    name: "end in the fields", bytes: "HTTP/1.1 200 OK\r\nServer: x\r\n", status: nil,
    ending: .closedEarly),
  ResponseCase(
    name: "upgrade", bytes: "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n\u{1}\u{2}",
    status: 101, ending: .malformed, kinds: [.unrequestedUpgrade]),
  ResponseCase(
    name: "interim flood",
    bytes: String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 40), status: nil,
    ending: .malformed, kinds: [.interimFlood]),

  // Field lines.
  ResponseCase(
    name: "bare line feeds", bytes: "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", body: "ok",
    kinds: [.bareLineFeed, .bareLineFeed, .bareLineFeed]),
  ResponseCase(
    name: "bare carriage return", bytes: "HTTP/1.1 200 OK\r\nA: x\ry\r\nContent-Length: 0\r\n\r\n",
    kinds: [.bareCarriageReturn]),
  ResponseCase(
    name: "no colon", bytes: "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 0\r\n\r\n",
    kinds: [.malformedFieldLine]),
  ResponseCase(
    name: "no name", bytes: "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 0\r\n\r\n",
    kinds: [.malformedFieldLine]),
  ResponseCase(
    name: "name that is no token", bytes: "HTTP/1.1 200 OK\r\nA(b): x\r\nContent-Length: 0\r\n\r\n",
    kinds: [.malformedFieldLine]),
  ResponseCase(
    name: "space before the colon", bytes: "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
    body: "ok", kinds: [.whiteSpaceBeforeColon]),
  ResponseCase(
    name: "folded field", bytes: "HTTP/1.1 200 OK\r\nA: x\r\n  y\r\nContent-Length: 0\r\n\r\n",
    kinds: [.obsoleteFolding]),
  ResponseCase(
    name: "folded length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: \r\n 2\r\n\r\nok", body: "ok",
    kinds: [.obsoleteFolding]),
  ResponseCase(
    name: "white space before the first field",
    bytes: "HTTP/1.1 200 OK\r\n A: x\r\nContent-Length: 0\r\n\r\n", kinds: [.malformedFieldLine]),
  ResponseCase(
    name: "NUL", bytes: "HTTP/1.1 200 OK\r\nA: x\u{0}y\r\nContent-Length: 0\r\n\r\n",
    kinds: [.nulInField]),
  ResponseCase(
    name: "escape character",
    bytes: "HTTP/1.1 200 OK\r\nA: \u{1B}[31m\r\nContent-Length: 0\r\n\r\n",
    kinds: [.controlInField]),

  // Lengths.
  ResponseCase(
    name: "the same length twice",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", body: "ok",
    kinds: [.duplicateContentLength]),
  ResponseCase(
    name: "the same length in a list", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
    body: "ok", kinds: [.duplicateContentLength]),
  ResponseCase(
    name: "two lengths",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
    ending: .malformed, kinds: [.conflictingContentLength]),
  ResponseCase(
    name: "length with a sign", bytes: "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
    ending: .malformed, kinds: [.malformedContentLength]),
  ResponseCase(
    name: "negative length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok",
    ending: .malformed, kinds: [.malformedContentLength]),
  ResponseCase(
    name: "hexadecimal length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nok",
    ending: .malformed, kinds: [.malformedContentLength]),
  ResponseCase(
    name: "empty length", bytes: "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok",
    ending: .malformed, kinds: [.malformedContentLength]),
  ResponseCase(
    name: "length beyond counting",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok", ending: .malformed,
    kinds: [.malformedContentLength]),
  ResponseCase(
    name: "shorter than promised", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
    body: "ok", ending: .closedEarly, kinds: [.bodyShorterThanLength]),
  ResponseCase(
    name: "longer than promised", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay",
    body: "ok", kinds: [.bytesAfterResponse]),
  ResponseCase(
    name: "204 with a body", bytes: "HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nok", status: 204,
    kinds: [.lengthWithoutBody, .bytesAfterResponse]),
  ResponseCase(
    name: "length and chunked",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "1\r\na\r\n0\r\n\r\n", body: "a", kinds: [.lengthAndChunked]),
  ResponseCase(
    name: "a second response",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    kinds: [.bytesAfterResponse]),

  // Transfer codings.
  ResponseCase(
    name: "gzip, chunked",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    body: "a", kinds: [.unknownTransferCoding]),
  ResponseCase(
    name: "chunked, gzip", bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nraw",
    body: "raw", kinds: [.unknownTransferCoding]),
  ResponseCase(
    name: "identity",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok",
    body: "ok", kinds: [.unknownTransferCoding]),
  ResponseCase(
    name: "chunked twice",
    bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "1\r\na\r\n0\r\n\r\n", body: "a", kinds: [.unknownTransferCoding]),
  ResponseCase(
    name: "chunked in HTTP/1.0",
    bytes: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", body: "a",
    kinds: [.transferCodingInHTTP10]),

  // Chunks.
  ResponseCase(
    name: "size missing", bytes: chunked("\r\nhello\r\n"), ending: .malformed,
    kinds: [.malformedChunkSize]),
  ResponseCase(
    name: "size with 0x", bytes: chunked("0x5\r\nhello\r\n0\r\n\r\n"),
    ending: .malformed, kinds: [.malformedChunkSize]),
  ResponseCase(
    name: "negative size", bytes: chunked("-5\r\nhello\r\n"), ending: .malformed,
    kinds: [.malformedChunkSize]),
  ResponseCase(
    name: "size beyond counting", bytes: chunked("FFFFFFFFFFFFFFFFF\r\nhello"),
    ending: .malformed, kinds: [.malformedChunkSize]),
  ResponseCase(
    name: "size followed by words", bytes: chunked("5 bytes\r\nhello"),
    ending: .malformed, kinds: [.malformedChunkSize]),
  ResponseCase(
    name: "padded size", bytes: chunked("5  \r\nhello\r\n0\r\n\r\n"), body: "hello",
    kinds: [.whiteSpaceInChunkSize]),
  ResponseCase(
    name: "chunk too long", bytes: chunked("2\r\nhello\r\n0\r\n\r\n"), body: "he",
    ending: .malformed, kinds: [.malformedChunkEnd]),
  ResponseCase(
    name: "chunk too short", bytes: chunked("7\r\nhello\r\n0\r\n\r\n"),
    body: "hello\r\n", ending: .malformed, kinds: [.malformedChunkEnd]),
  ResponseCase(
    name: "chunks with bare line feeds", bytes: chunked("2\nok\n0\n\n"), body: "ok",
    kinds: [.bareLineFeed, .bareLineFeed, .bareLineFeed, .bareLineFeed]),
  ResponseCase(
    name: "no last chunk", bytes: chunked("2\r\nok\r\n"), body: "ok",
    ending: .closedEarly, kinds: [.missingLastChunk]),
  ResponseCase(
    name: "end within a chunk", bytes: chunked("9\r\nok"), body: "ok",
    ending: .closedEarly, kinds: [.missingLastChunk]),
  ResponseCase(
    name: "no final line", bytes: chunked("2\r\nok\r\n0\r\n"), body: "ok",
    ending: .closedEarly, kinds: [.missingFinalLine]),
  ResponseCase(
    name: "bytes after the last chunk", bytes: chunked("2\r\nok\r\n0\r\n\r\n\r\n"),
    body: "ok", kinds: [.bytesAfterResponse]),
]

private func chunked(_ body: String) -> String {
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body
}

extension ResponseCase: CustomTestStringConvertible {
  var testDescription: String { name }
}
