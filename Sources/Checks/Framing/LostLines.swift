import Conformance
import WireFormats

/// What carries a payload stands in a `data` field: parsers ignore lines of any other name, and
/// comments, without a word. Unknown fields that carry nothing are legal.
enum LostLines: Check {
  static let description = CheckDescription(
    id: "framing.lost-line", family: "framing",
    rule: "No payload stands in a line that parsers ignore.", level: .must,
    consequence: "Parsers drop the line: an error or a piece of the answer vanishes silently.",
    source: .eventStreams("9.2.6 Interpreting an event stream"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for element in stream.elements {
      switch element {
      case .anomaly(let anomaly):
        guard case .unknownField(let name, let value) = anomaly.kind,
          let reason = reason(name: name, value: value)
        else { continue }
        deviations.add(
          reason,
          context.finding(
            description, at: evidence.place(offset: anomaly.offset),
            expected: "the payload in a \"data:\" line",
            actual: "\(reason): " + evidence.line(at: anomaly.offset).quoted))
      case .comment(let text, let offset) where isPayload(text.trimmed):
        deviations.add(
          "comment",
          context.finding(
            description, at: evidence.place(offset: offset),
            expected: "the payload in a \"data:\" line",
            actual: "a comment: " + text.quoted))
      default: continue
      }
    }
    return deviations.outcome
  }

  private static func reason(name: String, value: String) -> String? {
    let lowered = name.trimmed.lowercased()
    if lowered == "error" { return "an unknown field \"error\"" }
    if lowered == "data" { return "the misspelt field \(name.quoted)" }
    if name.hasPrefix("{") || name.hasPrefix("[{") || name.hasPrefix("\"") {
      return "a bare line of JSON"
    }
    if name.hasPrefix("<") { return "a bare line of markup" }
    if EventStreamEvidence.Event.looksLikeTerminator(name), name.contains("[") {
      return "a bare terminator"
    }
    if isPayload(value.trimmed) { return "an unknown field \(name.quoted)" }
    return nil
  }

  /// Whether a text begins like a chunk or an error.
  private static func isPayload(_ text: String) -> Bool {
    text.hasPrefix("{\"") || text.hasPrefix("[{") || text.hasPrefix("data: {")
      || text.hasPrefix("data:{")
  }
}

extension Evidence {
  /// The line of the body that begins at an offset, its first 200 bytes.
  func line(at offset: Int) -> String {
    let line = exchange.body.dropFirst(offset).prefix(200).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }
}
