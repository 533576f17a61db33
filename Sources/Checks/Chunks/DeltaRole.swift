import Conformance
import WireFormats

/// The first delta of each choice has the role `assistant`; those that follow do not repeat it.
enum DeltaRole: Check {
  static let description = CheckDescription(
    id: "chunks.role", family: "chunks",
    rule: "The first delta of a choice has the role assistant, and later ones leave it out.",
    level: .should,
    consequence: "Clients that join deltas end up with no role, or with \"assistantassistant\".",
    source: .openAIStreaming("Example"), claims: ["chat.stream.role"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for track in evidence.choiceTracks {
      let parts = track.parts.filter { $0.delta?.object != nil }
      guard let first = parts.first else { continue }
      count += 1
      examine(first: first, parts: parts, evidence, context, &deviations)
      // Null and empty roles add nothing when deltas are joined.
      for part in parts.filter({ $0.role != nil }).dropFirst() {
        deviations.add(
          "repeated",
          context.finding(
            description, at: place(of: part, evidence),
            expected: "no role after the first delta of the choice",
            actual: (part.role ?? "").quoted))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private static func examine(
    first: ChoiceTrack.Part, parts: [ChoiceTrack.Part], _ evidence: Evidence,
    _ context: CheckContext, _ deviations: inout Deviations
  ) {
    if let role = first.role {
      guard role != "assistant" else { return }
      deviations.add(
        "wrong",
        context.finding(
          description, kind: .wrongValue, at: place(of: first, evidence),
          expected: "\"assistant\"", actual: role.quoted))
    } else if let late = parts.first(where: { $0.role != nil }) {
      deviations.add(
        "late",
        context.finding(
          description, at: place(of: late, evidence),
          expected: "the role in the first delta of the choice, event \(first.event.number)",
          actual: "the role in a later one"))
    } else {
      deviations.add(
        "missing",
        context.finding(
          description, at: place(of: first, evidence),
          expected: "\"assistant\" in the first delta of the choice",
          actual: "no delta of the choice has a role"))
    }
  }

  private static func place(of part: ChoiceTrack.Part, _ evidence: Evidence) -> Finding.Place {
    evidence.place(part.deltaPointer.appending("role"), in: part.event)
  }
}

extension ChoiceTrack.Part {
  /// The role, `nil` where it is missing, null or empty.
  fileprivate var role: String? {
    guard let role = delta?["role"]?.string, !role.isEmpty else { return nil }
    return role
  }
}
