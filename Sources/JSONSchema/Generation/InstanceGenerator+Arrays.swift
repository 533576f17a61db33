import WireFormats

extension InstanceGenerator {
  /// An array of the fewest items that are asked for.
  mutating func array(meeting demands: Demands, depth: Int) -> JSONValue? {
    let contained = demands.contained.flatMap {
      Array(repeating: $0.schema, count: min($0.minimum, 64))
    }
    var count = max(demands.minimumItems, contained.count)
    if includesOptionalMembers && depth < 6 {
      count = max(count, demands.prefixes.map(\.count).max() ?? 0, demands.items.isEmpty ? 0 : 1)
      count = min(count, demands.maximumItems)
    }
    guard count <= 10_000 else { return nil }
    var items: [JSONValue] = []
    var seen: Set<ExactValue> = []
    for position in 0..<count {
      var nodes = demands.prefixes.compactMap { position < $0.count ? $0[position] : nil }
      nodes += demands.items.filter { position >= $0.start }.map(\.schema)
      // The items asked for by `contains` come last, where `prefixItems` is least in the way.
      let fromEnd = count - 1 - position
      if fromEnd < contained.count { nodes.append(contained[contained.count - 1 - fromEnd]) }
      guard let item = item(for: nodes, depth, isUnique: demands.areItemsUnique, &seen) else {
        // What nothing demands may be left out.
        return position >= demands.minimumItems && contained.isEmpty ? .array(items) : nil
      }
      items.append(item)
    }
    return .array(items)
  }

  private mutating func item(
    for nodes: [Int], _ depth: Int, isUnique: Bool, _ seen: inout Set<ExactValue>
  ) -> JSONValue? {
    for attempt in 0..<(isUnique ? 40 : 1) {
      guard let item = value(for: nodes, depth: depth + 1, isFirst: attempt == 0) else { continue }
      if !isUnique || seen.insert(ExactValue(item)).inserted { return item }
    }
    return nil
  }
}
