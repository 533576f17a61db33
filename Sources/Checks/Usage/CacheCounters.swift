import Conformance
import WireFormats

/// The documented counters of cached tokens are whole numbers from 0 on, where they are there.
enum CacheCounters: Check {
  static let description = CheckDescription(
    id: "usage.cache", family: "usage",
    rule: "The documented cache counters are whole numbers from 0 on.", level: .must,
    consequence: "Clients that price cached tokens apart fail, or compute nonsense.",
    source: .openAIObject("usage"), claims: ["chat.usage.cache"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let members =
      context.claim("chat.usage.cache")?.value["members"]?.array?.compactMap(\.string) ?? []
    var deviations = Deviations()
    var count = 0
    for usage in evidence.usageReports {
      for member in members {
        guard let value = usage.value[member] else { continue }
        count += 1
        if let number = value.int, number >= 0 { continue }
        deviations.add(
          member,
          context.finding(
            description, at: usage.place(.path(member), in: evidence),
            expected: "a whole number from 0 on", actual: value.serialized()))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
