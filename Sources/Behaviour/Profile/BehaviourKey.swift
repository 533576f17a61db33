public import WireFormats

/// One thing about a provider's behaviour that can be observed, right or wrong.
public struct BehaviourKey: Sendable, Hashable {
  /// The stable name: `stream.usage.placement`, `parameter.chat.n=2`.
  public let name: String
  /// The name as the table of keys has it, variable parts in angle brackets:
  /// `parameter.<endpoint>.<member>=<value>`; ``name`` itself where nothing varies.
  public let family: String
  /// What it tells, in one sentence.
  public let meaning: String
  /// The values that it takes, in words.
  public let values: String
  /// What a difference in it means for a client, where the pair of values does not say more.
  public let impact: Impact

  /// Makes a key, or a family of keys where the name has parts in angle brackets.
  public init(_ name: String, _ meaning: String, values: String, impact: Impact) {
    self.init(name: name, family: name, meaning: meaning, values: values, impact: impact)
  }

  private init(name: String, family: String, meaning: String, values: String, impact: Impact) {
    self.name = name
    self.family = family
    self.meaning = meaning
    self.values = values
    self.impact = impact
  }

  /// The key of this family with the parts filled in, in their order.
  ///
  /// - Parameters:
  ///   - parts: what stands in place of each part in angle brackets.
  ///   - meaning: what it tells, `nil` for the family's own sentence.
  func filled(_ parts: String..., meaning: String? = nil) -> BehaviourKey {
    var name = ""
    var rest = parts[...]
    var isInside = false
    for character in family {
      if character == "<" {
        isInside = true
        name += rest.popFirst() ?? ""
      } else if character == ">" && isInside {
        isInside = false
      } else if !isInside {
        name.append(character)
      }
    }
    return BehaviourKey(
      name: name, family: family, meaning: meaning ?? self.meaning, values: values, impact: impact)
  }

  /// What a pair of values means, from left to right.
  public func impact(from left: JSONValue, to right: JSONValue) -> Impact {
    guard let left = left.string, let right = right.string else { return impact }
    if family.hasPrefix("parameter.") || family.hasPrefix("reaction.") {
      return Reaction.impact(from: left, to: right)
    }
    if family.hasSuffix(".code") {
      // Typed clients take a string or null and fail on anything else.
      let isTaken = { (type: String) in ["string", "null", "absent"].contains(type) }
      return !isTaken(right) ? .breaks : isTaken(left) ? .surprises : .cosmetic
    }
    return impact
  }
}

/// One thing that was observed.
public struct Observation: Sendable, Hashable {
  /// What it is about.
  public let key: BehaviourKey
  /// What was seen.
  public let value: JSONValue
  /// Where it was seen.
  public let sighting: Sighting

  /// Makes an observation.
  public init(key: BehaviourKey, value: JSONValue, sighting: Sighting) {
    self.key = key
    self.value = value
    self.sighting = sighting
  }
}

/// The exchange in which something was seen.
public struct Sighting: Sendable, Hashable {
  /// The probe.
  public let probe: String
  /// The step of the probe.
  public let step: String
  /// The attempt at the step, counted from 1; `nil` for the last.
  public let attempt: Int?

  /// Makes a sighting.
  public init(probe: String, step: String, attempt: Int? = nil) {
    self.probe = probe
    self.step = step
    self.attempt = attempt
  }
}
