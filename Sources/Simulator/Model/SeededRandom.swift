/// A small random number generator (SplitMix64): the same seed gives the same numbers on every
/// machine, so that a simulated answer can be had again.
struct SeededRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return StableHash.mix(state)
  }

  /// A number in `0 ..< 1`.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in `0 ..< bound`; 0 where the bound is not positive.
  mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }
}

/// A 64-bit hash that is the same in every process, unlike the standard library's.
struct StableHash: Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes bytes in (FNV-1a).
  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // A mark after each part keeps "ab" + "c" apart from "a" + "bc".
    value = StableHash.mix(value &+ 1)
  }

  /// Takes a text in.
  mutating func combine(_ text: String) { combine(text.utf8) }

  /// Takes a number in.
  mutating func combine(_ number: Int) {
    value = StableHash.mix(value ^ UInt64(bitPattern: Int64(number)))
  }

  /// The hash of a text.
  static func of(_ text: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(text)
    return hash.value
  }

  /// Spreads every bit over all others.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
