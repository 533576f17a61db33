import WireFormats

extension BehaviourProfile {
  /// What two providers were seen to do, to be compared: `nil` where one was not seen.
  ///
  /// Where both show a key in the same steps of the same probes, only those count, so that no request
  /// is compared with another; the observations returned then come from one exchange, if one shows
  /// both values. Otherwise what each was seen to do most often is compared.
  func compared(_ name: String, with other: BehaviourProfile) -> (Observation, Observation)? {
    guard let mine = sightings[name], let theirs = other.sightings[name] else { return nil }
    let places = Dictionary(
      theirs.map { (Place($0.sighting), $0) }, uniquingKeysWith: { one, _ in one })
    let shared = mine.compactMap { one in places[Place(one.sighting)].map { (one, $0) } }
    guard let left = Self.usual(shared.isEmpty ? mine : shared.map(\.0)),
      let right = Self.usual(shared.isEmpty ? theirs : shared.map(\.1))
    else { return nil }
    return shared.first { $0.0.value == left.value && $0.1.value == right.value } ?? (left, right)
  }
}

/// A step of a probe, of judged traffic without the folder.
private struct Place: Hashable {
  let probe: String
  let step: String

  init(_ sighting: Sighting) {
    probe = ProbeOutcome.name(ofID: sighting.probe)
    step = sighting.step
  }
}
