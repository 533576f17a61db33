import Conformance
import WireFormats

/// A block without data, such as `retry: 3000` alone, is legal and dispatches nothing, but popular
/// clients parse its missing data as JSON.
enum EmptyBlocks: Check {
  static let description = CheckDescription(
    id: "framing.empty-block", family: "framing",
    rule: "Fields such as retry and id stand together with data.", level: .should,
    consequence: "The standard ignores the block, but the official Python client raises on it.",
    source: .practice("openai-python issues 2722 and 3833: blocks without data"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for case .emptyBlock(let offset) in stream.elements {
      deviations.add(
        "block",
        context.finding(
          description, at: evidence.place(offset: offset), expected: "a block with data",
          actual: evidence.line(at: offset).quoted))
    }
    return deviations.outcome
  }
}
