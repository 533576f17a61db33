import WireFormats

/// Folds differences that say the same of many requests: forty parameters that were refused with 400
/// and are refused with 422 are one row; so is an error whose shape changed in five situations.
enum DifferenceFold {
  static func rows(of diff: BehaviourDiff) -> [DifferenceTable.Row] {
    var order: [[BehaviourDiff.Difference]] = []
    var places: [String: Int] = [:]
    for difference in diff.differences {
      let left = DifferenceTable.text(difference.left)
      let right = DifferenceTable.text(difference.right)
      let place = "\(difference.impact) \(left)\u{0}\(right)\u{0}\(subject(of: difference))"
      if let index = places[place] {
        order[index].append(difference)
      } else {
        places[place] = order.count
        order.append([difference])
      }
    }
    return RuleFold.fold(order.map { row(of: $0, diff: diff) }, rules: diff.differences)
  }

  /// What may differ between differences that are told in one row.
  private static func subject(of difference: BehaviourDiff.Difference) -> String {
    let parts = difference.key.split(separator: ".", maxSplits: 2).map(String.init)
    switch parts[0] {
    case "parameter", "reaction": return "request"
    case "errors" where parts.count == 3: return "errors.\(parts[2])"
    default: return difference.key
    }
  }

  private static func row(of group: [BehaviourDiff.Difference], diff: BehaviourDiff)
    -> DifferenceTable.Row
  {
    let first = group[0]
    var probes: [String] = []
    var known: Set<String> = []
    for probe in group.flatMap(\.probes) where known.insert(probe).inserted { probes.append(probe) }
    let showsFields = Excerpt.showsFields(of: first.key)
    return DifferenceTable.Row(
      impact: first.impact, kind: first.kind.rawValue,
      subjects: group.map { .init(key: $0.key, label: $0.label, meaning: $0.meaning) },
      left: DifferenceTable.text(first.left), right: DifferenceTable.text(first.right),
      probes: probes,
      leftExcerpt: first.leftSighting.flatMap {
        Excerpt(of: $0, in: diff.left.report, showsFields: showsFields)
      },
      rightExcerpt: first.rightSighting.flatMap {
        Excerpt(of: $0, in: diff.right.report, showsFields: showsFields)
      })
  }
}
