public import Conformance
import WireFormats

/// Text beyond ASCII comes back as it went in: no replacement characters, no bytes read in the wrong
/// encoding.
///
/// Source: RFC 8259, section 8.1: JSON text is UTF-8.
///
/// Arguments: `subject`; `text`, what the model was asked to repeat; `claim`.
///
/// Whether the model repeats it is its business; what is damaged on the way is the server's.
public enum OutcomeUnicode: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.unicode", family: "outcomes",
    rule:
      "Characters beyond ASCII survive both ways, also where a stream cuts between their bytes.",
    level: .must, consequence: "Every language but English is damaged.",
    source: Citation(
      title: "RFC 8259: JSON", url: "https://www.rfc-editor.org/rfc/rfc8259", section: "8.1",
      read: "2026-11-20", provenance: .standard),
    claims: ["chat.messages.unicode"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let text = try subject.text()
    let wanted = probe.arguments["text"]?.string ?? ""
    // Compared by scalars: a server that composes accents otherwise has changed the text.
    if contains(text, wanted) { return .passed }
    let damaged = text.unicodeScalars.contains("\u{FFFD}") ? "U+FFFD" : nil
    let misread =
      damaged ?? (contains(text, latin1(of: wanted)) ? "UTF-8 read as ISO 8859-1" : nil)
      ?? (contains(text, marks(for: wanted)) ? "question marks for characters" : nil)
    guard let misread else { throw Untestable(reason: "the model did not repeat the text") }
    return .found([
      context.finding(
        description, kind: .malformed, at: subject.place("/choices/0/message/content"),
        expected: "\"\(wanted)\"", actual: "\(misread) in \"\(text)\"", claim: probe.claim)
    ])
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  /// What the text looks like where each character beyond ASCII was given up.
  private static func marks(for text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
  }

  /// What the text looks like where each byte of its UTF-8 was taken for one character.
  private static func latin1(of text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in text.utf8 { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }
}
