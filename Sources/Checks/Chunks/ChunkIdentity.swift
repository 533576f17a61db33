import Conformance
import WireFormats

/// Compares one member over the chunks of a stream, from the first that has choices on: what Azure
/// sends before is empty by that provider's documentation.
struct ChunkIdentity {
  let description: CheckDescription
  let member: String
  /// Whether a value is one that the documentation allows at all; the type is the schema's business.
  let isValid: (JSONValue) -> Bool
  let validity: String

  func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let chunks = Array((evidence.chunks ?? []).drop { $0.choices.isEmpty })
    guard !chunks.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    var first: (value: JSONValue, event: Int)?
    for chunk in chunks {
      // Missing and null members are the schema's business.
      guard let value = chunk.value[member], !value.isNull else { continue }
      let spot = Spot(.path(member), in: chunk.event)
      guard isValid(value) else {
        deviations.add(
          "invalid",
          context.finding(
            description, at: evidence.place(spot), expected: validity, actual: value.serialized()))
        continue
      }
      guard let known = first else {
        first = (value, chunk.event.number)
        continue
      }
      guard value != known.value else { continue }
      deviations.add(
        "changed",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(spot),
          expected: "\(known.value.serialized()) as in event \(known.event)",
          actual: value.serialized()))
    }
    return first == nil && deviations.isEmpty ? .notApplicable : deviations.outcome
  }
}
