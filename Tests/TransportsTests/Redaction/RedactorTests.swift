import Conformance
import Testing
import Transports

private let secret = "qz7/W+x9=Kd2\"p%Lm4"

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

private func base64(_ bytes: [UInt8]) -> String {
  // Reckoned apart from the code under test.
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
  var out = ""
  for start in stride(from: 0, to: bits.count, by: 6) {
    let group = (0..<6).map { start + $0 < bits.count ? bits[start + $0] : 0 }
    out.append(alphabet[group.reduce(0) { $0 << 1 | Int($1) }])
  }
  return out + String(repeating: "=", count: (4 - out.count % 4) % 4)
}

@Suite struct RedactorTests {
  private let redactor = Redactor(secrets: [secret])

  @Test(arguments: [
    secret,
    "qz7%2FW%2Bx9%3DKd2%22p%25Lm4",
    "qz7%2fW%2bx9%3dKd2%22p%25Lm4",
    "qz7/W%2Bx9=Kd2%22p%25Lm4",
    "%71%7a%37%2f%57%2b%78%39%3d%4b%64%32%22%70%25%4c%6d%34",
    #"qz7/W+x9=Kd2\"p%Lm4"#,
    #"qz7\/W+x9=Kd2\"p%Lm4"#,
    #"qz7\u002fW\u002Bx9\u003dKd2\u0022p%Lm4"#,
  ])
  func findsItHoweverWritten(_ form: String) {
    #expect(redactor.redact("before \(form) after") == "before [redacted] after")
    #expect(redactor.redact(form + form) == "[redacted][redacted]")
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5], [0, 1, 2])
  func findsItInBase64(_ before: Int, _ after: Int) {
    let plain =
      Array(repeating: UInt8(ascii: "u"), count: before) + Array(secret.utf8)
      + Array(repeating: UInt8(ascii: "v"), count: after)
    let encoded = base64(plain)
    let urlSafe = encoded.replacing("+", with: "-").replacing("/", with: "_")
    for form in [encoded, urlSafe, encoded.replacing("/", with: #"\/"#)] {
      let redacted = redactor.redact("{\"a\":\"\(form)\"}")
      #expect(redacted.contains("[redacted]"))
      // No run of the secret's own characters is left.
      let own = Array(base64(Array(secret.utf8)))
      #expect(!redacted.contains(String(own[4..<12])))
      #expect(redacted.count < 40 + before * 2)
    }
  }

  @Test func findsWhatIsNotASCII() {
    let redactor = Redactor(secrets: ["pässwörd-𝄞-long"])
    #expect(redactor.redact("a pässwörd-𝄞-long b") == "a [redacted] b")
    #expect(redactor.redact(#"a p\u00e4ssw\u00f6rd-\ud834\udd1e-long b"#) == "a [redacted] b")
    #expect(redactor.redact(#"a p\u00E4ssw\u00F6rd-\uD834\uDD1E-long b"#) == "a [redacted] b")
    #expect(redactor.redact("a p%C3%A4ssw%c3%b6rd-%F0%9D%84%9E-long b") == "a [redacted] b")
  }

  @Test func leavesEverythingElse() {
    let harmless = #"{"max_tokens":16,"token":"x","key":"api_key","password":"qz7/W+x9=Kd2"}"#
    #expect(redactor.redact(harmless) == harmless)
    #expect(Redactor(secrets: []).redact(harmless) == harmless)
    // Too short to tell from a word.
    #expect(Redactor(secrets: ["", "token"]).redact(harmless) == harmless)
  }

  @Test func theLongerSecretWins() {
    let redactor = Redactor(secrets: ["abcdefgh", "abcdefghijkl"])
    #expect(redactor.redact("xabcdefghijklx") == "x[redacted]x")
  }

  @Test func redactsFieldsByAList() {
    let fields: HeaderFields = [
      "Content-Type": "application/json", "AUTHORIZATION": "Bearer x", "X-RateLimit-Limit": "1",
      "Set-Cookie": "a=b", "X-Internal-Host": "db1", "Retry-After": "3", "Via": "1.1 \(secret)",
      "X-Empty": "", "Authorization ": "Bearer y",
    ]
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: "GET", origin: anyOrigin, target: "/v1/models?key=qz7%2FW%2Bx9%3DKd2%22p%25Lm4",
        fields: fields),
      interim: [HTTPResponseHead(status: 103, fields: fields)],
      response: HTTPResponseHead(status: 200, reason: secret, fields: fields), trailers: fields,
      irregularities: [.init(kind: "x", offset: 3, detail: "saw \(secret)")])
    let wanted: HeaderFields = [
      "Content-Type": "application/json", "AUTHORIZATION": "[redacted]", "X-RateLimit-Limit": "1",
      "Set-Cookie": "[redacted]", "X-Internal-Host": "[redacted]", "Retry-After": "3",
      "Via": "1.1 [redacted]", "X-Empty": "", "Authorization ": "[redacted]",
    ]
    let redacted = redactor.redact(exchange)
    #expect(redacted.request.fields == wanted)
    #expect(redacted.request.target == "/v1/models?key=[redacted]")
    #expect(redacted.interim[0].fields == wanted)
    #expect(redacted.response?.fields == wanted)
    #expect(redacted.response?.reason == "[redacted]")
    #expect(redacted.trailers == wanted)
    #expect(redacted.irregularities[0].detail == "saw [redacted]")
    let more = Redactor(secrets: [], keepingFields: ["X-INTERNAL-HOST", "Authorization"])
    #expect(more.redact(exchange).request.fields["X-Internal-Host"] == "db1")
    #expect(more.redact(exchange).request.fields["Authorization"] == "[redacted]")
  }

  /// Wherever a body is cut into reads, the redacted counts add up, the times stay in order, and
  /// bytes that were not touched keep their time.
  @Test func movesReads() {
    let body = Array("data: 1\n\ndata: \(secret)\n\ndata: \(secret)!".utf8)
    let wanted = Array("data: 1\n\ndata: [redacted]\n\ndata: [redacted]!".utf8)
    for first in 0...body.count {
      for second in first...body.count {
        let reads = [(1.0, first), (2, second - first), (3, body.count - second)].map {
          HTTPExchange.BodyRead(milliseconds: $0.0, byteCount: $0.1)
        }
        let redacted = redactor.redact(
          HTTPExchange(
            request: chatRequest(anyOrigin), response: HTTPResponseHead(status: 200), body: body,
            reads: reads))
        guard redacted.body == wanted, redacted.reads.map(\.byteCount).reduce(0, +) == wanted.count,
          redacted.reads.map(\.milliseconds) == redacted.reads.map(\.milliseconds).sorted(),
          redacted.arrival(ofByteAt: wanted.count - 1)
            == (second < body.count ? 3 : first < body.count ? 2 : 1),
          redacted.arrival(ofByteAt: 0) == (first > 0 ? 1 : second > 0 ? 2 : 3)
        else {
          Issue.record("cut at \(first) and \(second): \(redacted.reads)")
          return
        }
        // The first mark came whole with the read that brought the secret's last byte.
        let last = 15 + secret.utf8.count - 1
        let time = last < first ? 1.0 : last < second ? 2 : 3
        #expect(redacted.arrival(ofByteAt: 15) == time)
        #expect(redacted.arrival(ofByteAt: 24) == time)
      }
    }
  }

  /// A length that was right stays right, and one that was wrong stays as wrong.
  @Test(arguments: [0, 1, -1]) func movesContentLength(_ error: Int) {
    let body = Array("your key: \(secret)".utf8)
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: "POST", origin: anyOrigin, target: "/",
        fields: ["Content-Length": String(body.count + error)], body: body),
      response: HTTPResponseHead(
        status: 401,
        fields: ["content-length": String(body.count + error), "Content-Length": "x"]), body: body)
    let length = String("your key: [redacted]".utf8.count + error)
    let out = redactor.redact(exchange)
    #expect(out.response?.fields == ["content-length": length, "Content-Length": "x"])
    #expect(out.request.fields == ["Content-Length": length])
    let harmless = Redactor(secrets: []).redact(exchange)
    #expect(harmless == exchange)
  }

  @Test(arguments: [
    ("sk-proj-9fKq27Lx0Wmz83RtVbY1", "sk-…"), ("fk-9fKq27Lx0Wmz83RtVbY1", "fk-…"),
    ("key=gsk_9fKq27Lx0Wmz83RtVbY1", "gsk_…"), (#"\nsk-9fKq27Lx0Wmz83RtVbY1"#, "sk-…"),
    ("%20sk-9fKq27Lx0Wmz83RtVbY1", "sk-…"),
    ("Authorization: bearer 9fKq27Lx0Wmz83RtVbY1", "Bearer …"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.SflKxwRJSMeKKF2QT4fwpM", "a JSON Web Token"),
  ])
  func findsWhatLooksLikeAKey(_ bytes: String, _ kind: String) {
    #expect(redactor.leftover(in: Array("x \(bytes) y".utf8))?.kind == kind)
  }

  @Test(arguments: [
    "sk-your-api-key-1-goes-here", "sk-xxxxxxxxxxxxxxxxxxxxxxx1", "disk-9fKq27Lx0Wmz83RtVbY1",
    "sk-short1", "Bearer authentication-is-required-here", "Bearer [redacted]",
    "sk-proj-********************1234", "chatcmpl-9fKq27Lx0Wmz83RtVbY1", "\"max_tokens\": 1024",
    "sk-assay-invalid-9fKq27Lx0Wmz", "risk-averse-and-task-oriented-2026-models", "eyJ.eyJ.x",
  ])
  func findsNoKeyInWords(_ bytes: String) {
    #expect(redactor.leftover(in: Array("x \(bytes) y".utf8)) == nil)
  }

  @Test func namesThePartThatHoldsAKey() throws {
    var exchange = HTTPExchange(
      request: chatRequest(anyOrigin), response: HTTPResponseHead(status: 200))
    #expect(redactor.leftover(in: exchange) == nil)
    exchange.response?.fields = ["X-Echo": "sk-9fKq27Lx0Wmz83RtVbY1"]
    let found = try #require(redactor.leftover(in: exchange))
    #expect(found.part == "response field X-Echo")
    #expect(found.shape == KeyShape(kind: "sk-…", offset: 8, count: 23))
    #expect(!found.shape.description.contains("9fKq"))
  }
}
