/// A JSON number that keeps its spelling.
///
/// Equality and order are by exact decimal value: `1`, `1.0` and `10e-1` are equal, and `1e400` or
/// a hundred-digit integer loses nothing.
public struct JSONNumber: Sendable {
  /// The number as it stood in the text, for instance `1.0`.
  public let lexeme: String

  /// Makes a number from a text that is already known to follow RFC 8259 section 6.
  init(verifiedLexeme: String) { lexeme = verifiedLexeme }

  /// Makes an integer.
  public init(_ value: Int) { lexeme = String(value) }

  /// Reads a JSON number; `nil` where the text is not one.
  public init?(lexeme: String) {
    guard DecimalForm(lexeme) != nil else { return nil }
    self.lexeme = lexeme
  }

  /// The nearest double; infinite where the magnitude is beyond it.
  public var double: Double { Double(lexeme) ?? (lexeme.hasPrefix("-") ? -.infinity : .infinity) }

  /// The value as an `Int` where it is integral and fits, else `nil`.
  public var int: Int? { Int(lexeme) ?? DecimalForm(lexeme)?.int }

  /// Whether the value is an integer, whatever the spelling: true of `1.0` and `1e3`.
  public var isInteger: Bool { Int(lexeme) != nil || (DecimalForm(lexeme)?.isInteger ?? false) }
}

extension JSONNumber: Hashable, Comparable {
  /// Equal in exact decimal value.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.lexeme == right.lexeme || DecimalForm(left.lexeme) == DecimalForm(right.lexeme)
  }

  /// Ordered by exact decimal value.
  public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if let first = Int(left.lexeme), let second = Int(right.lexeme) { return first < second }
    guard let first = DecimalForm(left.lexeme), let second = DecimalForm(right.lexeme) else {
      return false
    }
    return first < second
  }

  /// Hashes the exact decimal value.
  public func hash(into hasher: inout Hasher) { hasher.combine(DecimalForm(lexeme)) }
}
