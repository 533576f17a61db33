import WireFormats

/// A JSON value that compares as JSON Schema core section 4.2.2 has it: numbers by value, strings
/// by code points, objects whatever the order of their members (of duplicates the last counts).
struct ExactValue: Hashable, Sendable {
  let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  static func == (left: ExactValue, right: ExactValue) -> Bool {
    isSameValue(left.value, right.value)
  }

  func hash(into hasher: inout Hasher) { ExactValue.hash(value, into: &hasher) }

  private static func hash(_ value: JSONValue, into hasher: inout Hasher) {
    switch value {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag ? 2 : 1)
    case .number(let number):
      hasher.combine(3)
      hasher.combine(number)
    case .string(let text):
      hasher.combine(4)
      hasher.combine(ExactText(text))
    case .array(let items):
      hasher.combine(5)
      hasher.combine(items.count)
      for item in items { hash(item, into: &hasher) }
    case .object(let object):
      // Independent of order: each member is hashed by itself and the results are added.
      var sum = 0
      for (name, value) in lastValues(of: object) {
        var inner = Hasher()
        inner.combine(name)
        hash(value, into: &inner)
        sum &+= inner.finalize()
      }
      hasher.combine(6)
      hasher.combine(sum)
    }
  }
}

/// Whether two values are equal in the sense of JSON Schema core section 4.2.2.
func isSameValue(_ left: JSONValue, _ right: JSONValue) -> Bool {
  switch (left, right) {
  case (.null, .null): true
  case (.bool(let first), .bool(let second)): first == second
  case (.number(let first), .number(let second)): first == second
  case (.string(let first), .string(let second)): isSameText(first, second)
  case (.array(let first), .array(let second)):
    first.count == second.count && zip(first, second).allSatisfy { isSameValue($0, $1) }
  case (.object(let first), .object(let second)): isSameObject(first, second)
  default: false
  }
}

private func isSameObject(_ left: JSONObject, _ right: JSONObject) -> Bool {
  let first = lastValues(of: left)
  let second = lastValues(of: right)
  guard first.count == second.count else { return false }
  return first.allSatisfy { name, value in
    second[name].map { isSameValue(value, $0) } ?? false
  }
}

private func lastValues(of object: JSONObject) -> [ExactText: JSONValue] {
  var values: [ExactText: JSONValue] = [:]
  for member in object.members { values[ExactText(member.name)] = member.value }
  return values
}
