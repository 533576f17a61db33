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
  public var int: Int? {
    if let direct = Int(lexeme), !lexeme.hasPrefix("+") { return direct }
    guard let form = DecimalForm(lexeme), form.isInteger else { return nil }
    return form.intValue
  }

  /// Whether the value is an integer, whatever the spelling: true of `1.0` and `1e3`.
  public var isInteger: Bool { DecimalForm(lexeme)?.isInteger ?? false }
}

extension JSONNumber: Hashable, Comparable {
  /// Equal in exact decimal value.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.lexeme == right.lexeme || DecimalForm(left.lexeme) == DecimalForm(right.lexeme)
  }

  /// Ordered by exact decimal value.
  public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    guard let first = DecimalForm(left.lexeme), let second = DecimalForm(right.lexeme) else {
      return false
    }
    return first < second
  }

  /// Hashes the exact decimal value.
  public func hash(into hasher: inout Hasher) { hasher.combine(DecimalForm(lexeme)) }
}

/// A number in normal form: sign, digits without leading or trailing zeros, and the power of ten
/// of the last digit. The exponent saturates, so that a hostile `1e999999999999999999999` costs
/// nothing.
struct DecimalForm: Hashable, Comparable {
  var isNegative: Bool
  /// ASCII digits; empty for zero.
  var digits: [UInt8]
  var exponent: Int

  /// Reads RFC 8259 section 6; `nil` where the text does not follow it.
  init?(_ lexeme: String) {
    var bytes = lexeme.utf8[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let whole = bytes.prefix(while: isDigit)
    guard let first = whole.first, first != 0x30 || whole.count == 1 else { return nil }
    bytes.removeFirst(whole.count)
    digits = Array(whole)
    exponent = 0
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      let fraction = bytes.prefix(while: isDigit)
      guard !fraction.isEmpty else { return nil }
      bytes.removeFirst(fraction.count)
      digits += fraction
      exponent = -fraction.count
    }
    if bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E") {
      bytes.removeFirst()
      let negative = bytes.first == UInt8(ascii: "-")
      if negative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
      let power = bytes.prefix(while: isDigit)
      guard !power.isEmpty else { return nil }
      bytes.removeFirst(power.count)
      let limit = 1 << 60
      let magnitude = power.reduce(0) { $0 >= limit / 10 ? limit : $0 * 10 + Int($1 - 0x30) }
      exponent += negative ? -magnitude : magnitude
    }
    guard bytes.isEmpty else { return nil }
    let trailing = digits.reversed().prefix { $0 == 0x30 }.count
    digits.removeLast(trailing)
    exponent += trailing
    digits.removeFirst(digits.prefix { $0 == 0x30 }.count)
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  var isInteger: Bool { exponent >= 0 }

  var intValue: Int? {
    guard exponent >= 0, digits.count + exponent <= 19 else { return digits.isEmpty ? 0 : nil }
    var value = 0
    for digit in digits + Array(repeating: 0x30, count: exponent) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int(digit - 0x30))
      if overflow || carry { return nil }
      value = sum
    }
    if isNegative { return value }
    return value == Int.min ? nil : -value
  }

  static func < (left: DecimalForm, right: DecimalForm) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let smaller = magnitudeOrder(left, right)
    return left.isNegative ? smaller > 0 : smaller < 0
  }

  /// Negative where the first is the smaller in magnitude, 0 where equal.
  private static func magnitudeOrder(_ left: DecimalForm, _ right: DecimalForm) -> Int {
    if left.digits.isEmpty || right.digits.isEmpty {
      return left.digits.count.signum() - right.digits.count.signum()
    }
    let leftTop = left.digits.count + left.exponent
    let rightTop = right.digits.count + right.exponent
    if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
    for (first, second) in zip(left.digits, right.digits) where first != second {
      return first < second ? -1 : 1
    }
    return left.digits.count - right.digits.count
  }
}
