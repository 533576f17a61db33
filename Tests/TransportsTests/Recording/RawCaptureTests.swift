import Conformance
import Testing
import Transports

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

@Suite struct RawCaptureTests {
  @Test func readsAPair() throws {
    let capture = RawCapture(
      request: Array(
        ("POST /v1/x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:81\r\nAccept: */*\r\nContent-Length: 2\r\n"
          + "Connection: close\r\n\r\n{}").utf8),
      response: Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc".utf8))
    let exchange = try capture.exchange()
    #expect(exchange.request.method == "POST" && exchange.request.target == "/v1/x?y=1")
    #expect(exchange.request.origin.description == "http://127.0.0.1:81")
    #expect(exchange.request.fields == ["Accept": "*/*"])
    #expect(exchange.request.body == Array("{}".utf8))
    #expect(exchange.body == Array("abc".utf8) && exchange.ending == .complete)
  }

  @Test func readsAChunkedRequest() throws {
    let exchange = try RawCapture(
      request: Array(
        "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n".utf8),
      response: []
    ).exchange(scheme: "https")
    #expect(exchange.request.body == Array("{}".utf8))
    #expect(exchange.request.origin.port == 443)
    #expect(exchange.response == nil && exchange.ending == .closedEarly)
  }

  @Test(arguments: [
    ("", RawCaptureError.unfinished(byteCount: 0)),
    ("GET / HTTP/1.1\r\n", .unfinished(byteCount: 16)),
    ("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nx", .unfinished(byteCount: 47)),
    ("GET / HTTP/1.1\r\n\r\n", .noHost),
    ("GET / HTTP/1.1\r\nHost: h\r\n\r\nmore", .bytesAfterRequest(offset: 27)),
    (
      "GET /\r\n\r\n",
      .malformed(.init(.malformedStatusLine, offset: 0, detail: #"not a request line: "GET /""#))
    ),
    (
      "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
      .malformed(.init(.malformedContentLength, offset: 0, detail: #""x""#))
    ),
  ])
  func saysWhyARequestCannotBeRead(_ request: String, _ error: RawCaptureError) {
    #expect(throws: error) {
      try RawCapture(request: Array(request.utf8), response: []).exchange()
    }
  }

  /// What real servers sent: every response is whole and regular.
  @Test(.enabled(if: !captures.isEmpty, "no captures beside the repository"), arguments: captures)
  func readsWhatRealServersSent(_ path: String) throws {
    let capture = RawCapture(
      request: try contents(of: path + ".req"), response: try contents(of: path + ".http"))
    let exchange: HTTPExchange
    do throws(RawCaptureError) {
      exchange = try capture.exchange()
    } catch .unfinished, .malformed, .bytesAfterRequest, .noHost {
      // Some captured requests are wrong on purpose.
      return
    }
    if capture.response.isEmpty { return }
    #expect(exchange.ending == .complete)
    #expect(exchange.irregularities.isEmpty)
    // In reads of seven bytes it reads the same.
    var reader = HTTPResponseReader(method: exchange.request.method)
    var rest = capture.response[...]
    while !rest.isEmpty {
      reader.read(rest.prefix(7))
      rest = rest.dropFirst(7)
    }
    reader.stop(.closed)
    #expect(reader.response == exchange.response && reader.body == exchange.body)
    // And it survives the way to disk and back.
    let document = HARDocument(entries: [.init(exchange: exchange)])
    #expect(try HARDocument(parsing: document.serialized().utf8) == document)
  }
}

/// The captures beside the repository, without their extension.
private let captures: [String] = {
  let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  var found: [String] = []
  for folder in ["llama_server", "litellm", "litellm_llama"] {
    let path = "/\(root)/../shared/captures/\(folder)"
    guard let directory = opendir(path) else { continue }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".http") { found.append("\(path)/\(name.dropLast(5))") }
    }
  }
  return found.sorted()
}()

private func contents(of path: String) throws -> [UInt8] {
  let file = try #require(fopen(path, "rb"))
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}
