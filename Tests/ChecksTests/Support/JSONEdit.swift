import Testing
import WireFormats

/// Changes to a JSON value by pointer, as the corpora of exchanges write them.
struct JSONEdit {
  enum Operation: String {
    /// Sets a value, or adds a member.
    case set
    /// Inserts an item before an index, or at the end where the index is the count.
    case insert
    case remove
  }

  let operation: Operation
  let pointer: JSONPointer
  let value: JSONValue

  /// Reads `{"set": "/a/b", "to": 1}`, `{"insert": "/a/0", "to": 1}` or `{"remove": "/a"}`; `nil`
  /// where it is none of them.
  init?(_ json: JSONValue) {
    for operation in [Operation.set, .insert, .remove] {
      guard let path = json[operation.rawValue]?.string, let pointer = JSONPointer(parsing: path)
      else { continue }
      self.operation = operation
      self.pointer = pointer
      value = json["to"] ?? .null
      return
    }
    return nil
  }

  func apply(to document: JSONValue) throws -> JSONValue {
    try apply(to: document, tokens: pointer.tokens[...])
  }

  private func apply(to value: JSONValue, tokens: ArraySlice<String>) throws -> JSONValue {
    guard let token = tokens.first else { return self.value }
    let rest = tokens.dropFirst()
    switch value {
    case .object(var object):
      if rest.isEmpty, operation == .remove {
        try #require(object[token] != nil, "nothing to remove at \(pointer)")
        object[token] = nil
      } else {
        object[token] = try apply(to: object[token] ?? .null, tokens: rest)
      }
      return .object(object)
    case .array(var items):
      let index = try #require(token == "-" ? items.count : JSONPointer.arrayIndex(token))
      if rest.isEmpty, operation == .insert {
        try #require(index <= items.count, "no place for \(pointer)")
        items.insert(self.value, at: index)
      } else if rest.isEmpty, operation == .remove {
        try #require(index < items.count, "nothing to remove at \(pointer)")
        items.remove(at: index)
      } else if index == items.count, rest.isEmpty {
        items.append(self.value)
      } else {
        try #require(index < items.count, "nothing at \(pointer)")
        items[index] = try apply(to: items[index], tokens: rest)
      }
      return .array(items)
    default:
      throw Issue(description: "\(pointer) leads through a \(value.typeName)")
    }
  }

  struct Issue: Error, CustomStringConvertible {
    let description: String
  }
}
