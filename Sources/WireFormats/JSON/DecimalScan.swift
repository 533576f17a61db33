/// One pass over the spelling of a number.
struct DecimalScan {
  /// As many digits as a `UInt64` always holds.
  static let shortCount = 19
  /// Beyond this, either way, a power of ten no longer grows. Far beyond the length of any text.
  private static let exponentLimit = 1 << 60
  /// As much of a written exponent as is read: what the digits take away from it must leave
  /// ``exponentLimit``, and adding their number to it must not overflow.
  private static let writtenLimit = 1 << 61

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// The index of the first and of the last digit that is not 0.
  private var firstSignificant: Int?
  private var lastSignificant = 0
  /// How many digits have come, point not counted, up to and including the last significant one.
  private var digitsToLast = 0
  private var digitsToFirst = 0
  private var digitCount = 0
  private var fractionCount = 0
  private var power = 0
  private(set) var isNegative = false

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// How many digits there are from the first that is not 0 to the last that is not.
  var significantCount: Int { firstSignificant == nil ? 0 : digitsToLast - digitsToFirst + 1 }

  /// The power of ten of the last significant digit. It saturates as a whole, so that writing it out
  /// and reading that again comes to the same.
  var lastExponent: Int {
    let exponent = power + (digitCount - digitsToLast) - fractionCount
    return min(max(exponent, -DecimalScan.exponentLimit), DecimalScan.exponentLimit)
  }

  /// The significant digits as an integer; for at most ``shortCount`` of them.
  var coefficient: UInt64 {
    guard let firstSignificant else { return 0 }
    var value: UInt64 = 0
    for byte in bytes[firstSignificant...lastSignificant] where byte != UInt8(ascii: ".") {
      value = value &* 10 &+ UInt64(byte & 0x0F)
    }
    return value
  }

  /// The significant digits in ASCII.
  func significantDigits() -> [UInt8] {
    guard let firstSignificant else { return [] }
    return bytes[firstSignificant...lastSignificant].filter { $0 != UInt8(ascii: ".") }
  }

  /// Reads the whole text; `false` where it does not follow RFC 8259 section 6.
  mutating func readNumber() -> Bool {
    isNegative = skip(UInt8(ascii: "-"))
    let start = index
    guard readDigits() > 0, bytes[start] != UInt8(ascii: "0") || index == start + 1 else {
      return false
    }
    if skip(UInt8(ascii: ".")) {
      fractionCount = readDigits()
      if fractionCount == 0 { return false }
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !readPower() { return false }
    }
    return index == bytes.count
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// Passes over digits and notes which count; returns how many there were.
  private mutating func readDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 <= 9 {
      digitCount += 1
      if bytes[index] != UInt8(ascii: "0") {
        if firstSignificant == nil {
          firstSignificant = index
          digitsToFirst = digitCount
        }
        lastSignificant = index
        digitsToLast = digitCount
      }
      index += 1
    }
    return index - start
  }

  private mutating func readPower() -> Bool {
    let isMinus = skip(UInt8(ascii: "-"))
    if !isMinus { _ = skip(UInt8(ascii: "+")) }
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 <= 9 {
      power =
        power > DecimalScan.writtenLimit / 10
        ? DecimalScan.writtenLimit
        : min(power * 10 + Int(bytes[index] & 0x0F), DecimalScan.writtenLimit)
      index += 1
    }
    if isMinus { power = -power }
    return index > start
  }
}
