extension PatternParser {
  /// A back-reference after its backslash; `nil` where something else stands there.
  mutating func backReference() throws(RegularExpressionError) -> PatternReference? {
    if take("k") {
      guard take("<") else { throw failure("\\k lacks its name") }
      return .name(try groupName())
    }
    guard let digit = next, (0x31...0x39).contains(digit), let number = number() else {
      return nil
    }
    return .number(number)
  }

  /// What follows a backslash outside a class, where it stands for a set.
  mutating func atomEscape() throws(RegularExpressionError) -> ScalarSet {
    try escape(inClass: false)
  }

  /// A class after its `[`, up to and with its `]` (ECMA-262 section 22.2.1, ClassContents).
  mutating func characterClass() throws(RegularExpressionError) -> ScalarSet {
    let isInverted = take("^")
    var set = ScalarSet()
    while !take("]") {
      let first = try classAtom()
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.insert(first.set)
        continue
      }
      position += 1
      let last = try classAtom()
      guard let low = first.scalar, let high = last.scalar else {
        // Annex B: with a set on either side the hyphen stands for itself.
        set.insert(first.set)
        set.insert(last.set)
        set.insert(ScalarSet(0x2D))
        continue
      }
      guard low <= high else { throw failure("a range runs backwards") }
      set.insert(low...high)
    }
    return isInverted ? set.inverted() : set
  }

  /// One member of a class; `scalar` is `nil` where it is a set such as `\d`.
  private mutating func classAtom() throws(RegularExpressionError) -> (
    set: ScalarSet, scalar: UInt32?
  ) {
    guard let scalar = next else { throw failure("a class is not closed") }
    if take("\\") {
      if let single = try singleEscape(inClass: true) { return (ScalarSet(single), single) }
      return (try setEscape(), nil)
    }
    position += 1
    return (ScalarSet(scalar), scalar)
  }

  private mutating func escape(inClass: Bool) throws(RegularExpressionError) -> ScalarSet {
    if let single = try singleEscape(inClass: inClass) { return ScalarSet(single) }
    return try setEscape()
  }

  /// `\d`, `\p{…}` and the like (CharacterClassEscape).
  private mutating func setEscape() throws(RegularExpressionError) -> ScalarSet {
    if take("d") { return .digits }
    if take("D") { return ScalarSet.digits.inverted() }
    if take("w") { return .wordCharacters }
    if take("W") { return ScalarSet.wordCharacters.inverted() }
    if take("s") { return .spaces }
    if take("S") { return ScalarSet.spaces.inverted() }
    let isInverted = next == "P"
    guard isInverted || next == "p" else { throw failure("there is an unknown escape") }
    position += 1
    guard take("{") else { throw failure("\\p lacks its {") }
    var name = ""
    while let value = next, value != "}" {
      if let scalar = Unicode.Scalar(value) { name.unicodeScalars.append(scalar) }
      position += 1
    }
    guard take("}") else { throw failure("\\p{ is not closed") }
    guard let property = ScalarProperty(name: name) else {
      throw failure("there is the unknown property \(name)")
    }
    let set = ScalarSet(property)
    return isInverted ? set.inverted() : set
  }

  /// An escape that stands for one scalar; `nil` where it stands for a set.
  private mutating func singleEscape(
    inClass: Bool
  ) throws(RegularExpressionError) -> UInt32? {
    guard let scalar = next else { throw failure("there is a lone \\") }
    let controls: [UInt32: UInt32] = [0x74: 0x09, 0x6E: 0x0A, 0x76: 0x0B, 0x66: 0x0C, 0x72: 0x0D]
    if let control = controls[scalar] {
      position += 1
      return control
    }
    if inClass && take("b") { return 0x08 }
    if take("c") {
      guard let letter = next, (0x41...0x5A).contains(letter & ~0x20) else {
        throw failure("\\c lacks its letter")
      }
      position += 1
      return letter & 0x1F
    }
    if take("0") {
      if let digit = next, (0x30...0x39).contains(digit) {
        throw failure("there is an octal escape")
      }
      return 0
    }
    if take("x") {
      guard let value = hexadecimal(2) else { throw failure("\\x lacks its two digits") }
      return value
    }
    if take("u") { return try unicodeEscape() }
    let isPunctuation =
      scalar < 128 && !ScalarSet.wordCharacters.contains(scalar) || scalar == "_" || scalar >= 128
    guard isPunctuation else {
      if inClass || "dDwWsSpP".unicodeScalars.contains(where: { scalar == $0 }) { return nil }
      throw failure("there is an unknown escape")
    }
    position += 1
    return scalar
  }

  /// `\u{…}`, `\uXXXX`, or two of those that form a surrogate pair.
  private mutating func unicodeEscape() throws(RegularExpressionError) -> UInt32 {
    if take("{") {
      var value: UInt32 = 0
      var count = 0
      while let digit = hexadecimal(1) {
        value = value << 4 | digit
        count += 1
        if value > 0x10FFFF { throw failure("\\u{ is beyond Unicode") }
      }
      guard count > 0, take("}") else { throw failure("\\u{ is malformed") }
      return value
    }
    guard let high = hexadecimal(4) else { throw failure("\\u lacks its four digits") }
    let start = position
    if (0xD800...0xDBFF).contains(high), take("\\u"), let low = hexadecimal(4),
      (0xDC00...0xDFFF).contains(low)
    {
      return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    if (0xD800...0xDBFF).contains(high) { position = start }
    return high
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard position + count <= scalars.count else { return nil }
    var value: UInt32 = 0
    for offset in 0..<count {
      let scalar = scalars[position + offset]
      switch scalar {
      case 0x30...0x39: value = value << 4 | (scalar - 0x30)
      case 0x41...0x46: value = value << 4 | (scalar - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | (scalar - 0x61 + 10)
      default: return nil
      }
    }
    position += count
    return value
  }
}
