public import Conformance
import WireFormats

/// A request as a `curl` line that can be pasted into a shell. Credentials stand as the variable
/// that holds them, never as themselves.
public struct CurlCommand: Sendable, Hashable {
  /// The command, over several lines where it is long. Safe to paste: no control character stands in
  /// it raw.
  public let text: String

  /// A longer body is not put on the command line, where shells have limits.
  static let longestBody = 16 << 10

  /// Writes a request that carries no secret: one from a ``ReportSubject``.
  ///
  /// - Parameter request: the request; a field value such as `Bearer $NAME` keeps its variable.
  init(redacted request: HTTPRequest) {
    var words = ["curl", "-sS", "-i"]
    if Self.asksForStream(request.body) { words.append("-N") }
    if request.method != (request.body.isEmpty ? "GET" : "POST") {
      words.append("-X \(Self.quote(request.method))")
    }
    var lines: [String] = []
    let url = "\(request.origin.scheme)://\(request.origin.authority)\(request.target)"
    if url.contains(where: { "[]{}".contains($0) }) { words.append("-g") }
    if url.contains("/.") { words.append("--path-as-is") }
    words.append(Self.quote(url))
    // Without being told to, curl accepts no coding anyway.
    for field in request.fields.lines
    where !(field.name == "Accept-Encoding" && field.value == "identity") {
      // `Name;` is how curl is told to send a field with an empty value.
      let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
      lines.append("-H " + Self.quoteKeepingVariable(line))
    }
    if !request.body.isEmpty, request.fields["Content-Type"] == nil {
      lines.append("-H 'Content-Type:'")
    }
    var prefix = ""
    if request.body.count > Self.longestBody {
      prefix = "# request-body holds the \(request.body.count) bytes of the request\n"
      lines.append("--data-binary @request-body")
    } else if let body = Self.pasteable(request.body) {
      if !body.isEmpty { lines.append("--data-raw " + Self.quote(body)) }
    } else {
      prefix = "printf '" + request.body.map(Self.octal).joined() + "' |\n"
      lines.append("--data-binary @-")
    }
    text = prefix + ([words.joined(separator: " ")] + lines).joined(separator: " \\\n  ")
  }

  /// Writes a request, its credentials replaced.
  ///
  /// - Parameters:
  ///   - request: the request as it was sent.
  ///   - spec: the spec that names the credential fields and the variables.
  ///   - credentials: which credentials the step was to send.
  public init(
    for request: HTTPRequest, spec: ProviderSpec, credentials: ProbeStep.Credentials = .valid
  ) {
    self.init(redacted: SecretMask(request: request, spec: spec).apply(to: request, credentials))
  }

  /// A word for a POSIX shell: as it is where nothing in it is special, else in single quotes.
  static func quote(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    let parts = VisibleText.visible(word, keepsLineBreaks: true)
      .split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }

  /// A word in which a variable at the end (`Bearer $NAME`) is to be expanded.
  static func quoteKeepingVariable(_ word: String) -> String {
    guard let dollar = word.lastIndex(of: "$") else { return quote(word) }
    let name = word[word.index(after: dollar)...]
    let isName =
      name.first?.isUppercase == true
      && name.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
    guard isName else { return quote(word) }
    let lead = word[..<dollar]
    // In double quotes `!` may still mean history, so only plain text goes there.
    if lead.utf8.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: " ") }) {
      return "\"\(lead)$\(name)\""
    }
    return quote(String(lead)) + "\"$\(name)\""
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","),
      UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "+"):
      true
    default: false
    }
  }

  /// The body as text where it is UTF-8 without anything that a terminal or an editor would change.
  private static func pasteable(_ body: [UInt8]) -> String? {
    guard let text = String(validating: body, as: UTF8.self) else { return nil }
    let isSafe = text.unicodeScalars.allSatisfy { $0 == "\n" || !VisibleText.isSuspect($0) }
    return isSafe ? text : nil
  }

  private static func octal(_ byte: UInt8) -> String {
    if isPlain(byte), byte != UInt8(ascii: "%") { return String(Unicode.Scalar(byte)) }
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// Whether the body's JSON asks for a stream; a look at the bytes is enough to choose a flag.
  private static func asksForStream(_ body: [UInt8]) -> Bool {
    let compact = body.prefix(longestBody).filter { $0 > 0x20 }
    return String(decoding: compact, as: UTF8.self).contains("\"stream\":true")
  }
}
