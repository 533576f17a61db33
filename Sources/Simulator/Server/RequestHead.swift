import Conformance

/// The head of a request.
struct RequestHead: Sendable {
  /// How the end of the body is told.
  enum Framing: Sendable, Hashable {
    case none
    case length(Int)
    case chunked
  }

  var method = ""
  var target = ""
  var origin: HTTPOrigin
  var fields = HeaderFields()
  var framing = Framing.none
  var keepsAlive = true
  var expectsContinue = false

  /// Reads a head.
  ///
  /// - Parameter bytes: the lines with the empty one that ends them.
  init(parsing bytes: ArraySlice<UInt8>, limits: SimulatorServer.Limits) throws(RequestRefusal) {
    guard let unknown = HTTPOrigin(parsing: "http://localhost") else {
      throw RequestRefusal(status: 500, reason: "No origin.")
    }
    origin = unknown
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    guard !lines.isEmpty else { throw Self.bad("There is no request line.") }
    let version = try readRequestLine(lines.removeFirst())
    for line in lines where !line.isEmpty {
      guard fields.lines.count < limits.fieldCount else {
        throw RequestRefusal(
          status: 431, reason: "There are more than \(limits.fieldCount) fields.")
      }
      fields.lines.append(try Self.field(line))
    }
    try readHost(version: version)
    try readFraming()
    let connection = fields.all(named: "Connection").joined(separator: ",").lowercased()
    keepsAlive =
      version == "HTTP/1.1" ? !connection.contains("close") : connection.contains("keep-alive")
    if let expectation = fields["Expect"] {
      guard expectation.lowercased() == "100-continue" else {
        throw RequestRefusal(status: 417, reason: "Only '100-continue' can be expected.")
      }
      expectsContinue = version == "HTTP/1.1" && framing != .none
    }
  }

  private static func bad(_ reason: String) -> RequestRefusal {
    RequestRefusal(status: 400, reason: reason)
  }

  /// Section 3: method, target and version, one space between.
  private mutating func readRequestLine(_ line: ArraySlice<UInt8>) throws(RequestRefusal) -> String
  {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw Self.bad("The request line is malformed.") }
    guard !parts[0].isEmpty, parts[0].allSatisfy(Self.isTokenByte) else {
      throw Self.bad("The method is malformed.")
    }
    method = String(decoding: parts[0], as: UTF8.self)
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version.hasPrefix("HTTP/") else { throw Self.bad("The request line is malformed.") }
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
      throw RequestRefusal(status: 505, reason: "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    }
    guard !parts[1].isEmpty, parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Self.bad("The request target is malformed.")
    }
    target = String(decoding: parts[1], as: UTF8.self)
    if let mark = target.firstRange(of: "://"), !target.hasPrefix("/") {
      let rest = target[mark.upperBound...]
      target = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
    guard target.hasPrefix("/") || (target == "*" && method == "OPTIONS") else {
      throw Self.bad("The request target is malformed.")
    }
    return version
  }

  /// Section 5: a name, a colon right behind it, a value.
  private static func field(_ line: ArraySlice<UInt8>) throws(RequestRefusal) -> HeaderField {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw bad("A field line is malformed.") }
    var value = line[line.index(after: colon)...]
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    guard value.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
      throw bad("A field value holds a control character.")
    }
    // Bytes that are not UTF-8 are read as ISO 8859-1, as exchanges have them.
    let text =
      String(validating: value, as: UTF8.self)
      ?? String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
    return HeaderField(name: String(decoding: line[..<colon], as: UTF8.self), value: text)
  }

  private mutating func readHost(version: String) throws(RequestRefusal) {
    let hosts = fields.all(named: "Host")
    guard hosts.count <= 1, version == "HTTP/1.0" || hosts.count == 1 else {
      throw Self.bad("There must be exactly one Host field.")
    }
    if let host = hosts.first, let named = HTTPOrigin(parsing: "http://\(host)") { origin = named }
  }

  /// Section 6.3: a length or the chunked coding, never both.
  private mutating func readFraming() throws(RequestRefusal) {
    let lengths = fields.all(named: "Content-Length")
    let codings = fields.all(named: "Transfer-Encoding")
    if let coding = codings.first {
      guard lengths.isEmpty else {
        throw Self.bad("Both a length and a transfer coding are given.")
      }
      guard codings.count == 1, coding.lowercased() == "chunked" else {
        throw RequestRefusal(status: 501, reason: "Only the chunked transfer coding is known.")
      }
      framing = .chunked
    } else if let text = lengths.first {
      guard lengths.allSatisfy({ $0 == text }), !text.isEmpty,
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text)
      else { throw Self.bad("The Content-Length is malformed.") }
      framing = length == 0 ? .none : .length(length)
    }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
    }
  }
}
