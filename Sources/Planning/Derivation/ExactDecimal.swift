import WireFormats

/// A decimal number of moderate size that keeps how many decimal places were written, so that one
/// step beyond `2.0` is `2.1` and one beyond `0.001` is `0.002`, exactly.
struct ExactDecimal: Hashable {
  /// The value times ten to the power of ``places``.
  let mantissa: Int128
  /// Decimal places, at least 0.
  let places: Int

  /// More places or digits than this are beyond what documentation writes.
  static let maximumPlaces = 18

  init(mantissa: Int128, places: Int) {
    self.mantissa = mantissa
    self.places = places
  }

  /// Reads a number; `nil` where it is too large or too fine to step exactly.
  init?(_ number: JSONNumber) {
    let parts = number.lexeme.lowercased().split(separator: "e", maxSplits: 1)
    guard let body = parts.first else { return nil }
    var exponent = 0
    if parts.count > 1 {
      guard let power = Int(parts[1]), abs(power) <= Self.maximumPlaces else { return nil }
      exponent = power
    }
    let halves = body.split(separator: ".", maxSplits: 1)
    let fraction = halves.count > 1 ? halves[1] : ""
    guard fraction.count <= Self.maximumPlaces, body.count <= 24,
      var mantissa = Int128(halves[0] + fraction)
    else { return nil }
    var places = fraction.count - exponent
    while places < 0 {
      mantissa *= 10
      places += 1
    }
    guard places <= Self.maximumPlaces else { return nil }
    self.init(mantissa: mantissa, places: places)
  }

  /// One unit in the last of so many places: `0.001` for 3.
  static func unit(places: Int) -> ExactDecimal { ExactDecimal(mantissa: 1, places: places) }

  /// The same value written with at least that many places.
  func widened(to places: Int) -> ExactDecimal {
    var mantissa = mantissa
    for _ in 0..<max(0, places - self.places) { mantissa *= 10 }
    return ExactDecimal(mantissa: mantissa, places: max(self.places, places))
  }

  static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    let first = left.widened(to: right.places)
    let second = right.widened(to: left.places)
    return ExactDecimal(mantissa: first.mantissa + second.mantissa, places: first.places)
  }

  static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    left + ExactDecimal(mantissa: -right.mantissa, places: right.places)
  }

  /// The JSON number, with its places written out: `2.10` for 210 of two places.
  var number: JSONNumber? {
    guard places > 0 else { return JSONNumber(lexeme: String(mantissa)) }
    var digits = String(mantissa.magnitude)
    while digits.count <= places { digits = "0" + digits }
    let cut = digits.index(digits.endIndex, offsetBy: -places)
    return JSONNumber(
      lexeme: (mantissa < 0 ? "-" : "") + digits[..<cut] + "." + digits[cut...])
  }

  /// The JSON value.
  var value: JSONValue? { number.map { .number($0) } }
}
