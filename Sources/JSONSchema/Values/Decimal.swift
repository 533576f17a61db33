/// The exact value of a JSON number lexeme: sign, digits without leading or trailing zeros, and the
/// power of ten of the last digit. The exponent saturates, so that a hostile `1e999999999999`
/// costs nothing.
struct Decimal: Sendable {
  var isNegative: Bool
  /// Digits from 0 to 9, most significant first; empty for zero.
  var digits: [UInt8]
  var exponent: Int

  /// Reads a lexeme that follows RFC 8259 section 6.
  init(lexeme: String) {
    isNegative = false
    digits = []
    exponent = 0
    var inExponent = false
    var afterPoint = false
    var power = 0
    var negativePower = false
    for byte in lexeme.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if inExponent { negativePower = true } else { isNegative = true }
      case UInt8(ascii: "."): afterPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
      case 0x30...0x39:
        if inExponent {
          power = power > Decimal.exponentLimit ? power : power * 10 + Int(byte - 0x30)
        } else {
          digits.append(byte - 0x30)
          if afterPoint { exponent -= 1 }
        }
      default: break
      }
    }
    exponent += negativePower ? -power : power
    let trailing = digits.reversed().prefix { $0 == 0 }.count
    digits.removeLast(trailing)
    exponent += trailing
    digits.removeFirst(digits.prefix { $0 == 0 }.count)
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  private static let exponentLimit = 1 << 58

  var isInteger: Bool { exponent >= 0 }

  /// Whether this is an integral multiple of a positive divisor.
  func isMultiple(of divisor: Decimal) -> Bool {
    guard !digits.isEmpty else { return true }
    // Neither has trailing zeros: a·10^s / b is no integer for s < 0, as 10 does not divide a.
    let shift = exponent - divisor.exponent
    guard shift >= 0 else { return false }
    // Zeros appended beyond the factors of 2 and 5 in b cannot change the answer, and b has fewer
    // than four such factors a digit. So an exponent of any size costs no more than b's length.
    let zeros = min(shift, 4 * divisor.digits.count)
    return divisor.digits.count <= 18
      ? remainderIsZero(small: divisor.smallValue, zeros: zeros)
      : remainderIsZero(large: divisor.digits, zeros: zeros)
  }

  private var smallValue: UInt64 { digits.reduce(0) { $0 * 10 + UInt64($1) } }

  private func remainderIsZero(small divisor: UInt64, zeros: Int) -> Bool {
    var remainder: UInt64 = 0
    for digit in digits { remainder = (remainder * 10 + UInt64(digit)) % divisor }
    for _ in 0..<zeros { remainder = remainder * 10 % divisor }
    return remainder == 0
  }

  /// Long division by a divisor that does not fit a machine word; the remainder is kept as digits,
  /// least significant first.
  private func remainderIsZero(large divisor: [UInt8], zeros: Int) -> Bool {
    let divisor = Array(divisor.reversed())
    var remainder: [UInt8] = []
    for position in 0..<(digits.count + zeros) {
      remainder.insert(position < digits.count ? digits[position] : 0, at: 0)
      while remainder.last == 0 { remainder.removeLast() }
      while Decimal.isSmaller(divisor, remainder) || divisor == remainder {
        Decimal.subtract(divisor, from: &remainder)
      }
    }
    return remainder.isEmpty
  }

  private static func isSmaller(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left.count != right.count { return left.count < right.count }
    for index in left.indices.reversed() where left[index] != right[index] {
      return left[index] < right[index]
    }
    return false
  }

  private static func subtract(_ value: [UInt8], from total: inout [UInt8]) {
    var borrow: UInt8 = 0
    for index in total.indices {
      let taken = (index < value.count ? value[index] : 0) + borrow
      borrow = total[index] < taken ? 1 : 0
      total[index] = total[index] + borrow * 10 - taken
    }
    while total.last == 0 { total.removeLast() }
  }
}
