/// One HTTP field line as it came: exact name, exact order, value without the white space around.
public struct HeaderField: Sendable, Hashable {
  /// The name as it was spelt.
  public var name: String
  /// The value; bytes that are not UTF-8 are read as ISO 8859-1.
  public var value: String

  /// Makes a field.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// HTTP fields in order, duplicates kept.
public struct HeaderFields: Sendable, Hashable {
  /// All field lines in the order they came.
  public var lines: [HeaderField]

  /// Makes fields from lines.
  public init(_ lines: [HeaderField] = []) { self.lines = lines }

  /// The values of all lines of that name, compared without regard to ASCII case.
  public func all(named name: String) -> [String] {
    let wanted = name.lowercased()
    return lines.filter { $0.name.lowercased() == wanted }.map(\.value)
  }

  /// The value of the first line of that name, compared without regard to ASCII case, else `nil`.
  public subscript(name: String) -> String? { all(named: name).first }

  /// Replaces all lines of that name by one; removes them where the value is `nil`.
  public mutating func set(_ name: String, to value: String?) {
    let wanted = name.lowercased()
    let index = lines.firstIndex { $0.name.lowercased() == wanted }
    lines.removeAll { $0.name.lowercased() == wanted }
    guard let value else { return }
    lines.insert(HeaderField(name: name, value: value), at: min(index ?? lines.count, lines.count))
  }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
  /// Fields in the order written.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { HeaderField(name: $0.0, value: $0.1) })
  }
}
