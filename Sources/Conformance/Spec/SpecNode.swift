public import WireFormats

/// Collects what is wrong while a file is read, so that one reading reports everything.
public final class SpecProblems {
  /// What is wrong, in the order found.
  public private(set) var errors: [SpecError] = []

  /// Makes an empty collection.
  public init() {}

  /// Adds a problem.
  public func add(_ error: SpecError) { errors.append(error) }
}

/// A value in a spec file with the pointer that leads to it: typed access that reports what is
/// missing, mistyped or unknown, with the place and the fix.
public struct SpecNode {
  /// The file.
  public let file: SpecFile
  /// Where the value stands.
  public let pointer: JSONPointer
  /// The value.
  public let value: JSONValue
  private let problems: SpecProblems

  /// The node at the root of a file.
  public init(root file: SpecFile, problems: SpecProblems) {
    self.init(file: file, pointer: JSONPointer(), value: file.value, problems: problems)
  }

  private init(file: SpecFile, pointer: JSONPointer, value: JSONValue, problems: SpecProblems) {
    self.file = file
    self.pointer = pointer
    self.value = value
    self.problems = problems
  }

  /// Where it stands, with line and column.
  public var location: SourceLocation { file.location(of: pointer) }

  /// Reports a problem here.
  public func report(_ what: String, fix: String) {
    problems.add(SpecError(location: location, what: what, fix: fix))
  }

  /// The member of that name, `nil` where there is none.
  public func member(_ name: String) -> SpecNode? {
    value[name].map {
      SpecNode(file: file, pointer: pointer.appending(name), value: $0, problems: problems)
    }
  }

  /// All members in order with their nodes; empty, and reported, where this is no object.
  public var members: [(name: String, node: SpecNode)] {
    guard let object = value.object else {
      report("expected an object, got \(value.typeName)", fix: "write an object here")
      return []
    }
    return object.members.map { member in
      (
        member.name,
        SpecNode(
          file: file, pointer: pointer.appending(member.name), value: member.value,
          problems: problems)
      )
    }
  }

  /// All items with their nodes; empty, and reported, where this is no array.
  public var items: [SpecNode] {
    guard let array = value.array else {
      report("expected an array, got \(value.typeName)", fix: "write an array here")
      return []
    }
    return array.enumerated().map { index, item in
      SpecNode(file: file, pointer: pointer.appending(index), value: item, problems: problems)
    }
  }

  /// Reports each member whose name is not among those known, with the nearest one that is.
  public func allowOnly(_ known: [String]) {
    guard let object = value.object else { return }
    for name in object.names where !known.contains(name) {
      let near = Spelling.nearest(to: name, among: known)
      member(name)?.report(
        "unknown member \"\(name)\"",
        fix: near.map { "did you mean \"\($0)\"?" }
          ?? "members here are \(known.joined(separator: ", "))")
    }
  }

  /// The text of a string member; reported where it is missing and required, or no string.
  public func string(_ name: String, required: Bool = false) -> String? {
    typed(name, required: required, kind: "a string") { $0.string }
  }

  /// A boolean member, `false` where it is missing; reported where it is no boolean.
  public func flag(_ name: String) -> Bool {
    typed(name, required: false, kind: "true or false") { $0.bool } ?? false
  }

  /// A number member as a double; reported where it is no number.
  public func number(_ name: String) -> Double? {
    typed(name, required: false, kind: "a number") { $0.double }
  }

  /// An integer member; reported where it is no integer.
  public func integer(_ name: String) -> Int? {
    typed(name, required: false, kind: "an integer") { $0.int }
  }

  /// A member that is one of an enumeration's words; reported where it is none of them.
  public func word<Word: RawRepresentable & CaseIterable>(_ name: String, as type: Word.Type)
    -> Word? where Word.RawValue == String
  {
    guard let text = string(name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    member(name)?.report(
      "\"\(text)\" is no \(name)",
      fix: "write one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))")
    return nil
  }

  /// A member that is a string or an array of strings, as a list.
  public func strings(_ name: String) -> [String] {
    guard let node = member(name) else { return [] }
    if let text = node.value.string { return [text] }
    guard node.value.array != nil else {
      node.report(
        "expected a string or an array of strings, got \(node.value.typeName)",
        fix: "write a string, or several in an array")
      return []
    }
    return node.items.compactMap { item in
      if let text = item.value.string { return text }
      item.report("expected a string, got \(item.value.typeName)", fix: "write a string")
      return nil
    }
  }

  private func typed<Value>(
    _ name: String, required: Bool, kind: String, read: (JSONValue) -> Value?
  ) -> Value? {
    guard let node = member(name) else {
      if required {
        report("the member \"\(name)\" is missing", fix: "add \"\(name)\": \(kind)")
      }
      return nil
    }
    if let result = read(node.value) { return result }
    node.report("expected \(kind), got \(node.value.typeName)", fix: "write \(kind)")
    return nil
  }
}

/// Finds what was probably meant.
public enum Spelling {
  /// The nearest of the known words, `nil` where none is near: at most a third of the letters wrong.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let scored = known.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, (word.utf8.count + 1) / 3)
    else {
      return nil
    }
    return best.0
  }

  /// The number of insertions, deletions and replacements between two words.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(
            previous[column + 1] + 1, current[column] + 1,
            previous[column] + (letter == other ? 0 : 1)))
      }
      previous = current
    }
    return previous[right.count]
  }
}
