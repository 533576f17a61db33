import Conformance
import WireFormats

/// A choice's index is the number of the choice, 0 to n − 1: not the number of the chunk.
enum ChunkIndex: Check {
  static let description = CheckDescription(
    id: "chunks.index", family: "chunks",
    rule: "The index of each delta is the number of its choice, below n, once in a chunk.",
    level: .must,
    consequence: "Clients build one choice per index: the text falls apart or is lost.",
    source: .openAIStreaming("choices, index"), claims: ["chat.stream.index"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let chunks = evidence.chunks, let request = evidence.chatRequest else {
      return .notApplicable
    }
    var deviations = Deviations()
    var count = 0
    for chunk in chunks {
      var seen: Set<Int> = []
      for (position, choice) in chunk.choices.enumerated() {
        // What is no integer is the schema's business.
        guard let index = choice["index"]?.int else { continue }
        count += 1
        let place = { evidence.place(.path("choices", position, "index"), in: chunk.event) }
        if let n = request.n, !evidence.isExpectedToBeRefused, !(0..<n).contains(index) {
          deviations.add(
            "range",
            context.finding(
              description, kind: .wrongValue, at: place(),
              expected: n == 1 ? "0, as one choice was asked for" : "an index from 0 to \(n - 1)",
              actual: String(index)))
        } else if !seen.insert(index).inserted {
          deviations.add(
            "twice",
            context.finding(
              description, at: place(), expected: "each choice once in a chunk",
              actual: "index \(index) again", level: .should))
        }
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
