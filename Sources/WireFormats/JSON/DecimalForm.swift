/// A number in normal form: sign, significant digits, and the power of ten of the last digit. Equal
/// values have equal forms.
struct DecimalForm: Hashable {
  /// `false` of zero, however it is spelled.
  let isNegative: Bool
  /// The significant digits as an integer that does not end in 0, where there are at most 19 of
  /// them, else 0; 0 of zero.
  let coefficient: UInt64
  /// The significant digits in ASCII where there are more than 19 of them, else empty.
  let longDigits: [UInt8]
  /// The power of ten of the last significant digit, 0 of zero. It saturates, so that a hostile
  /// `1e999999999999999999999` costs nothing.
  let exponent: Int

  /// Reads RFC 8259 section 6; `nil` where the text does not follow it.
  init?(_ lexeme: String) {
    var lexeme = lexeme
    guard let form = lexeme.withUTF8({ DecimalForm(bytes: $0) }) else { return nil }
    self = form
  }

  private init?(bytes: UnsafeBufferPointer<UInt8>) {
    var scan = DecimalScan(bytes: bytes)
    guard scan.readNumber() else { return nil }
    isNegative = scan.isNegative && scan.significantCount > 0
    exponent = scan.significantCount == 0 ? 0 : scan.lastExponent
    coefficient = scan.significantCount <= DecimalScan.shortCount ? scan.coefficient : 0
    longDigits = scan.significantCount <= DecimalScan.shortCount ? [] : scan.significantDigits()
  }

  var isZero: Bool { coefficient == 0 && longDigits.isEmpty }

  var isInteger: Bool { exponent >= 0 }

  /// The significant digits in ASCII; empty of zero.
  var digits: [UInt8] {
    isZero ? [] : longDigits.isEmpty ? Array(String(coefficient).utf8) : longDigits
  }

  /// The value where it is integral and fits.
  var int: Int? {
    guard isInteger, longDigits.isEmpty, exponent <= 19 else { return nil }
    var magnitude = coefficient
    for _ in 0..<exponent {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      magnitude = product
    }
    if !isNegative { return Int(exactly: magnitude) }
    return magnitude <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
  }
}

extension DecimalForm: Comparable {
  static func < (left: DecimalForm, right: DecimalForm) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = magnitudeOrder(left, right)
    return left.isNegative ? order > 0 : order < 0
  }

  /// Negative where the first is the smaller in magnitude, 0 where equal.
  private static func magnitudeOrder(_ left: DecimalForm, _ right: DecimalForm) -> Int {
    let first = left.digits
    let second = right.digits
    if first.isEmpty || second.isEmpty { return first.count.signum() - second.count.signum() }
    let firstTop = first.count + left.exponent
    let secondTop = second.count + right.exponent
    if firstTop != secondTop { return firstTop < secondTop ? -1 : 1 }
    for (one, other) in zip(first, second) where one != other { return one < other ? -1 : 1 }
    return first.count - second.count
  }
}

extension JSONNumber {
  /// One spelling for all numbers of equal value: digits without trailing zeros, then `e` and the
  /// exponent where it is not zero.
  var canonicalLexeme: String {
    guard let form = DecimalForm(lexeme) else { return lexeme }
    if form.isZero { return "0" }
    let digits = String(decoding: form.digits, as: UTF8.self)
    return (form.isNegative ? "-" : "") + digits + (form.exponent == 0 ? "" : "e\(form.exponent)")
  }
}
