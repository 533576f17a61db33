import Conformance
import Testing
import Transports

@Suite struct MaskTests {
  static let secret = #"sk-7hQ2"x/Z9vLm4TtB8w\Kc3N"#
  static let redactor = Redactor(secrets: [secret])

  static func exchange(_ body: String) throws -> HTTPExchange {
    HTTPExchange(
      request: chatRequest(try loopback(80)), response: HTTPResponseHead(status: 200),
      body: Array(body.utf8))
  }

  /// The events of a stream, one piece of text each, with the choice that it belongs to.
  static func stream(_ pieces: [(Int, String)]) -> String {
    pieces.map { choice, text in
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return #"data: {"choices":[{"delta":{"content":"\#(quoted)"},"index":\#(choice)}]}"# + "\n\n"
    }.joined()
  }

  static func letters(_ body: [UInt8]) -> String {
    let text = String(decoding: body, as: UTF8.self).replacing("[redacted]", with: "")
    return text.filter { "7hQ2xZ9vLm4TtB8wKc3N".contains($0) }
  }

  @Test func aSecretInPiecesIsMaskedInEachOfThem() throws {
    for length in 1...12 {
      var rest = Array(Self.secret)[...]
      var pieces: [(Int, String)] = []
      while !rest.isEmpty {
        pieces.append((0, String(rest.prefix(length))))
        // Another choice speaks in between.
        pieces.append((1, "---"))
        rest = rest.dropFirst(length)
      }
      let exchange = try Self.exchange(Self.stream(pieces))
      let plain = Self.letters(Array(Self.stream(pieces.map { ($0.0, "---") }).utf8))
      let masked = Self.redactor.mask(exchange)
      #expect(masked.body.count == exchange.body.count)
      #expect(Self.letters(masked.body) == plain, "\(length)")
      #expect(Self.letters(Self.redactor.redact(exchange).body) == plain, "\(length)")
    }
  }

  @Test(arguments: [
    #"sk-7hQ2\"x/Z9vLm4TtB8w\\Kc3N"#, #"sk-7hQ2\\\"x\\/Z9vLm4TtB8w\\\\Kc3N"#,
    "sk-7hQ2&quot;x&#47;Z9vLm4TtB8w&#x5C;Kc3N", "736b2d37685132222f785a39",
    "sk-7hQ2%22x%2FZ9vLm4TtB8w%5cKc3N",
  ]) func otherSpellings(text: String) {
    let secret = text.hasPrefix("736b") ? #"sk-7hQ2"/xZ9"# : Self.secret
    let masked = Redactor(secrets: [secret]).mask("<\(text)>")
    #expect(masked.utf8.count == text.utf8.count + 2)
    #expect(masked.dropFirst().dropLast().allSatisfy { $0 == "*" }, "\(masked)")
  }

  @Test func messagesLoseTellingPartsAndKeepShortOnes() {
    #expect(Self.redactor.mask("got x/Z9vLm4TtB8…") == "got ************…")
    #expect(Self.redactor.mask("got Z9vLm…") == "got Z9vLm…")
  }

  @Test func aBodyThatBrokeOffInASecretLosesIt() throws {
    let masked = Self.redactor.mask(try Self.exchange("key " + Self.secret.dropLast(6)))
    #expect(Self.letters(masked.body) == "")
  }

  @Test func whatHoldsNoSecretIsLeftAlone() throws {
    let exchange = try Self.exchange(Self.stream([(0, "sk-7"), (0, "x"), (1, "hQ2")]))
    #expect(Self.redactor.mask(exchange) == exchange)
  }
}
