/// Punycode (RFC 3492), with the parameters of section 5.
enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26
  private static let skew = 38
  private static let damp = 700
  private static let initialBias = 72
  private static let initialN = 128

  /// The code points that lower-case Punycode without its prefix stands for (section 6.2).
  static func decode(_ bytes: [UInt8]) -> [Unicode.Scalar]? {
    var output: [Unicode.Scalar] = []
    var rest = bytes[...]
    if let delimiter = bytes.lastIndex(of: UInt8(ascii: "-")) {
      output = bytes[..<delimiter].map { Unicode.Scalar($0) }
      rest = bytes[(delimiter + 1)...]
    }
    var n = initialN
    var i = 0
    var bias = initialBias
    while !rest.isEmpty {
      let oldI = i
      var weight = 1
      var k = base
      while true {
        guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
        i += digit * weight
        guard i <= 0x7FFF_FFFF else { return nil }
        let t = threshold(k, bias)
        if digit < t { break }
        weight *= base - t
        guard weight <= 0x7FFF_FFFF else { return nil }
        k += base
      }
      let count = output.count + 1
      bias = adapt(i - oldI, count, isFirst: oldI == 0)
      n += i / count
      i %= count
      guard let value = UInt32(exactly: n), let scalar = Unicode.Scalar(value) else { return nil }
      output.insert(scalar, at: i)
      i += 1
    }
    return output
  }

  /// The Punycode of some code points, without the prefix (section 6.3); `nil` for more of them than
  /// any label could hold, as the work grows with their square.
  static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8]? {
    guard scalars.count <= 63 else { return nil }
    var output = scalars.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }
    var handled = basicCount
    var n = initialN
    var delta = 0
    var bias = initialBias
    while handled < scalars.count {
      let next = scalars.map { Int($0.value) }.filter { $0 >= n }.min() ?? n
      delta += (next - n) * (handled + 1)
      n = next
      for scalar in scalars {
        if scalar.value < n { delta += 1 }
        guard scalar.value == n else { continue }
        var q = delta
        var k = base
        while true {
          let t = threshold(k, bias)
          if q < t { break }
          output.append(character(t + (q - t) % (base - t)))
          q = (q - t) / (base - t)
          k += base
        }
        output.append(character(q))
        bias = adapt(delta, handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return output
  }

  private static func threshold(_ k: Int, _ bias: Int) -> Int {
    min(max(k - bias, tMin), tMax)
  }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7A: Int(byte) - 0x61
    case 0x30...0x39: Int(byte) - 0x30 + 26
    default: nil
    }
  }

  private static func character(_ digit: Int) -> UInt8 {
    UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26)
  }
}
