// Every pair of values below is compared once, and every value hashed once, however deep they lie:
// a comparison that tried members in two ways at each level would take time exponential in the
// depth of a hostile text. Nothing recurses, so that depth costs no stack.

extension JSONValue: Hashable {
  /// Equal by value (JSON Schema 2020-12 section 4.2.2).
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    var pending: [(JSONValue, JSONValue)] = []
    guard isEqualOrPending(left, right, &pending) else { return false }
    while let (first, second) = pending.popLast() {
      guard haveEqualParts(first, second, &pending) else { return false }
    }
    return true
  }

  /// Compares two scalars; puts off two arrays or two objects.
  private static func isEqualOrPending(
    _ left: JSONValue, _ right: JSONValue, _ pending: inout [(JSONValue, JSONValue)]
  ) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let first), .bool(let second)): return first == second
    case (.number(let first), .number(let second)): return first == second
    case (.string(let first), .string(let second)): return first.hasSameBytes(as: second)
    case (.array(let first), .array(let second)):
      guard first.count == second.count else { return false }
      if !first.isEmpty { pending.append((left, right)) }
      return true
    case (.object, .object):
      pending.append((left, right))
      return true
    default: return false
    }
  }

  /// Compares the items or members of two arrays or two objects.
  private static func haveEqualParts(
    _ left: JSONValue, _ right: JSONValue, _ pending: inout [(JSONValue, JSONValue)]
  ) -> Bool {
    if case .array(let first) = left, case .array(let second) = right {
      for index in first.indices where !isEqualOrPending(first[index], second[index], &pending) {
        return false
      }
      return true
    }
    guard case .object(let first) = left, case .object(let second) = right,
      let pairs = first.pairs(with: second)
    else { return false }
    for (one, other) in pairs where !isEqualOrPending(one, other, &pending) { return false }
    return true
  }

  /// Hashes what equality compares: objects by way of their names in order.
  public func hash(into hasher: inout Hasher) {
    var pending = [self]
    while let value = pending.popLast() {
      switch value {
      case .null: hasher.combine(0)
      case .bool(let value): hasher.combine(value ? 1 : 2)
      case .number(let value):
        hasher.combine(3)
        value.hash(into: &hasher)
      case .string(let value):
        hasher.combine(4)
        value.hashBytes(into: &hasher)
      case .array(let items):
        hasher.combine(5)
        hasher.combine(items.count)
        pending.append(contentsOf: items)
      case .object(let object):
        hasher.combine(6)
        let members = object.sortedMembers
        hasher.combine(members.count)
        for member in members {
          member.name.hashBytes(into: &hasher)
          pending.append(member.value)
        }
      }
    }
  }
}

extension JSONObject: Hashable {
  /// Equal where both hold the same names with equal values, whatever the order; of duplicate
  /// members the last counts.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    JSONValue.object(left) == JSONValue.object(right)
  }

  /// Hashes names and values independently of order.
  public func hash(into hasher: inout Hasher) { JSONValue.object(self).hash(into: &hasher) }
}
