import WireFormats

/// A value in a line of a report with the pointer that leads to it: typed access that throws with
/// the place.
struct RecordNode {
  let value: JSONValue
  let line: Int
  var pointer = JSONPointer()

  /// An error about a member.
  func error(at name: String, _ reason: ReportError.Reason) -> ReportError {
    ReportError(line: line, pointer: pointer.appending(name), reason: reason)
  }

  /// The member of that name, `nil` where it is missing.
  func optional(_ name: String) throws(ReportError) -> RecordNode? {
    guard let object = value.object else {
      throw ReportError(line: line, pointer: pointer, reason: .wrongType(expected: "an object"))
    }
    return object[name].map {
      RecordNode(value: $0, line: line, pointer: pointer.appending(name))
    }
  }

  /// The member of that name.
  func member(_ name: String) throws(ReportError) -> RecordNode {
    guard let node = try optional(name) else { throw error(at: name, .missingMember) }
    return node
  }

  /// The items of an array member; none where it is missing.
  func items(_ name: String) throws(ReportError) -> [RecordNode] {
    guard let node = try optional(name) else { return [] }
    guard let items = node.value.array else { throw node.mistyped("an array") }
    return items.enumerated().map {
      RecordNode(value: $1, line: line, pointer: node.pointer.appending($0))
    }
  }

  func string(_ name: String) throws(ReportError) -> String { try member(name).asString() }
  func int(_ name: String) throws(ReportError) -> Int { try member(name).asInt() }
  func double(_ name: String) throws(ReportError) -> Double { try member(name).asDouble() }

  func optionalString(_ name: String) throws(ReportError) -> String? {
    guard let node = try optional(name) else { return nil }
    return try node.asString()
  }

  func optionalInt(_ name: String) throws(ReportError) -> Int? {
    guard let node = try optional(name) else { return nil }
    return try node.asInt()
  }

  func optionalDouble(_ name: String) throws(ReportError) -> Double? {
    guard let node = try optional(name) else { return nil }
    return try node.asDouble()
  }

  func bool(_ name: String) throws(ReportError) -> Bool {
    let node = try member(name)
    guard let bool = node.value.bool else { throw node.mistyped("a boolean") }
    return bool
  }

  func strings(_ name: String) throws(ReportError) -> [String] {
    var strings: [String] = []
    for item in try items(name) { strings.append(try item.asString()) }
    return strings
  }

  /// A word of a closed vocabulary.
  func word<Word: RawRepresentable<String>>(_ name: String, as: Word.Type = Word.self)
    throws(ReportError) -> Word
  {
    let text = try string(name)
    guard let word = Word(rawValue: text) else { throw error(at: name, .unknownWord(text)) }
    return word
  }

  func optionalWord<Word: RawRepresentable<String>>(_ name: String, as: Word.Type = Word.self)
    throws(ReportError) -> Word?
  {
    try optional(name) == nil ? nil : try word(name, as: Word.self)
  }

  func pointer(_ name: String) throws(ReportError) -> JSONPointer {
    let text = try string(name)
    guard let pointer = JSONPointer(parsing: text) else {
      throw error(at: name, .wrongType(expected: "a JSON Pointer"))
    }
    return pointer
  }

  func asString() throws(ReportError) -> String {
    guard let string = value.string else { throw mistyped("a string") }
    return string
  }

  func asInt() throws(ReportError) -> Int {
    guard let int = value.int else { throw mistyped("an integer") }
    return int
  }

  func asDouble() throws(ReportError) -> Double {
    guard let double = value.double else { throw mistyped("a number") }
    return double
  }

  func mistyped(_ expected: String) -> ReportError {
    ReportError(line: line, pointer: pointer, reason: .wrongType(expected: expected))
  }
}
