/// A set of Unicode scalars: a bitmap for ASCII, ranges and properties for the rest.
struct ScalarSet: Sendable {
  /// One bit for each of U+0000 to U+007F.
  private(set) var ascii: (UInt64, UInt64) = (0, 0)
  /// Ranges above U+007F, unsorted.
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private(set) var properties: [ScalarProperty] = []
  /// Sets that are members as a whole, such as `\W` in a class.
  private var nested: [ScalarSet] = []
  private var isInverted = false

  init() {}

  init(_ scalar: UInt32) { insert(scalar...scalar) }

  init(_ ranges: [ClosedRange<UInt32>]) { for range in ranges { insert(range) } }

  init(_ property: ScalarProperty) { insert(property) }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    if range.lowerBound < 64 {
      for value in range.lowerBound...min(range.upperBound, 63) { ascii.0 |= 1 << UInt64(value) }
    }
    if range.lowerBound < 128 && range.upperBound >= 64 {
      for value in max(range.lowerBound, 64)...min(range.upperBound, 127) {
        ascii.1 |= 1 << UInt64(value - 64)
      }
    }
    if range.upperBound >= 128 { ranges.append(max(range.lowerBound, 128)...range.upperBound) }
  }

  mutating func insert(_ property: ScalarProperty) {
    for value in UInt32(0)..<128 where property.holds(value) { insert(value...value) }
    properties.append(property)
  }

  mutating func insert(_ other: ScalarSet) {
    if other.isInverted || !other.nested.isEmpty {
      ascii.0 |= other.ascii.0
      ascii.1 |= other.ascii.1
      nested.append(other)
    } else {
      ascii.0 |= other.ascii.0
      ascii.1 |= other.ascii.1
      ranges += other.ranges
      properties += other.properties
    }
  }

  /// All scalars that are not in this set.
  func inverted() -> ScalarSet {
    var set = self
    set.ascii = (~ascii.0, ~ascii.1)
    set.isInverted.toggle()
    return set
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return ascii.0 & (1 << UInt64(scalar)) != 0 }
    if scalar < 128 { return ascii.1 & (1 << UInt64(scalar - 64)) != 0 }
    return isInverted != containsBeyondASCII(scalar)
  }

  private func containsBeyondASCII(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return true }
    for property in properties where property.holds(scalar) { return true }
    for set in nested where set.contains(scalar) { return true }
    return false
  }

  /// Whether the set certainly holds no scalar above U+007F.
  var isASCIIOnly: Bool {
    !isInverted && ranges.isEmpty && properties.isEmpty && nested.isEmpty
  }

  /// Whether two sets certainly share no scalar; `false` also where that is hard to tell.
  func isSurelyDisjoint(with other: ScalarSet) -> Bool {
    guard ascii.0 & other.ascii.0 == 0, ascii.1 & other.ascii.1 == 0 else { return false }
    if isASCIIOnly || other.isASCIIOnly { return true }
    guard !isInverted, !other.isInverted, properties.isEmpty, other.properties.isEmpty,
      nested.isEmpty, other.nested.isEmpty
    else { return false }
    return ranges.allSatisfy { range in other.ranges.allSatisfy { !$0.overlaps(range) } }
  }
}

extension ScalarSet {
  /// `\d` (ECMA-262 section 22.2.2.9).
  static let digits = ScalarSet([0x30...0x39])
  /// `\w`, in ASCII alone, as no flag ignores case.
  static let wordCharacters = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// `\s`: WhiteSpace and LineTerminator.
  static let spaces = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What `.` does not match.
  static let lineTerminators = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
}
