import Conformance
import WireFormats

/// A JSON text that goes over a network does not begin with a byte order mark (RFC 8259 section
/// 8.1).
enum ByteOrderMark: Check {
  static let description = CheckDescription(
    id: "json.byte-order-mark", family: "json",
    rule: "A JSON text does not begin with a byte order mark.", level: .must,
    consequence: "Most parsers stop at the first byte.",
    source: .json("section 8.1, Character Encoding"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let texts = JSONTexts(evidence)
    guard !texts.isEmpty else { return .notApplicable }
    return .found(
      texts.anomalies.first { $0.kind == .byteOrderMark }.map {
        context.finding(
          description, at: $0.place, expected: "a JSON text without a mark", actual: "U+FEFF")
      })
  }
}
