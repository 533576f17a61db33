import Conformance
import WireFormats

/// Values that one side takes and the other refuses whatever they are. Where documentations differ,
/// the two were sent different strings for `stop`, and no key is the same; that one takes strings and
/// the other none is a difference all the same.
struct TypeChanges {
  private typealias Met = (text: String, observation: Observation)
  private let left: [String: [Met]]
  private let right: [String: [Met]]

  init(_ left: BehaviourProfile, _ right: BehaviourProfile) {
    self.left = Self.byType(left)
    self.right = Self.byType(right)
  }

  /// One difference for each type of each member, by key. None where both met the same value of that
  /// type: its own key tells it.
  var differences: [BehaviourDiff.Difference] {
    left.keys.sorted().compactMap { name in
      guard let mine = left[name], let theirs = right[name],
        let taken = mine.first(where: { Reaction.isAnswer($0.text) }),
        let refused = theirs.first(where: Self.isOfUndocumentedType),
        theirs.allSatisfy({ $0.text.hasPrefix("rejected") || $0.text.hasPrefix("failed") }),
        Set(mine.map(\.observation.key.name)).isDisjoint(with: theirs.map(\.observation.key.name))
      else { return nil }
      let parts = name.split(separator: "=", maxSplits: 1)
      let member = parts[0].split(separator: ".").dropFirst(2).joined(separator: ".")
      let type = parts[1].dropFirst().dropLast()
      let sightings = [taken, refused].map(\.observation.sighting)
      return BehaviourDiff.Difference(
        impact: .breaks, kind: .behaviour, key: name, label: "\(member) of type \(type)",
        meaning: "What `\(member)` of type \(type) meets; the two were not sent the same value",
        left: Self.told(taken), right: Self.told(refused), leftSighting: sightings[0],
        rightSighting: sightings[1], probes: sightings.map { ProbeOutcome.name(ofID: $0.probe) })
    }
  }

  /// Whether it was sent for its type alone, which the documentation does not give: a value of a
  /// documented type that is refused may be wrong in itself.
  private static func isOfUndocumentedType(_ met: Met) -> Bool {
    met.observation.sighting.probe.contains(".wrong-type.")
  }

  private static func told(_ met: Met) -> JSONValue {
    let value = met.observation.key.name.split(separator: "=", maxSplits: 1).last ?? ""
    return .string("\(value): \(met.text)")
  }

  /// What each type of each member met, as `parameter.chat.stop=<string>`.
  private static func byType(_ profile: BehaviourProfile) -> [String: [Met]] {
    var groups: [String: [Met]] = [:]
    for observation in profile.observations
    where observation.key.family == ParameterObserver.reaction.family {
      let parts = observation.key.name.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let text = observation.value.string,
        let type = type(of: String(parts[1]))
      else { continue }
      groups["\(parts[0])=<\(type)>", default: []].append((text, observation))
    }
    return groups
  }

  /// `nil` of what is no JSON: a value without its companion is a case of its own.
  private static func type(of text: String) -> String? {
    JSONValue(ifJSON: text.utf8)?.typeName
  }
}
