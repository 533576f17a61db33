import Testing

@testable import WireFormats

/// Cases of the corpora, changed at random but the same way in every run, held to
/// ``ReaderProperties``.
@Suite struct MutationTests {
  private static let jsonSeeds = JSONCase.all.map(\.bytes).filter { $0.count < 4096 }
  private static let streamSeeds = EventStreamCase.all.map(\.bytes)

  /// Cases that a mutation once found stand in the corpora, so they are held to the same as they are.
  @Test func corporaThemselves() {
    for bytes in Self.jsonSeeds {
      let broken = ReaderProperties.brokenJSON(bytes)
      #expect(broken.isEmpty, "\(bytes)")
    }
    for bytes in Self.streamSeeds {
      for limit in [1, 2, 3, 9, 4096] {
        let broken = ReaderProperties.brokenEventStream(bytes, sizes: [3, 0, 2], limit: limit)
        #expect(broken.isEmpty, "\(bytes) within \(limit)")
      }
    }
  }

  @Test(arguments: 0..<16)
  func json(seed: Int) {
    var mutator = Mutator(seed: seed, corpus: Self.jsonSeeds, tokens: Mutator.jsonTokens)
    for _ in 0..<250 {
      let bytes = mutator.next()
      let broken = ReaderProperties.brokenJSON(bytes)
      #expect(broken.isEmpty, "\(bytes)")
    }
  }

  @Test(arguments: 0..<16)
  func eventStream(seed: Int) {
    var mutator = Mutator(seed: seed, corpus: Self.streamSeeds, tokens: Mutator.streamTokens)
    for _ in 0..<250 {
      let bytes = mutator.next()
      let sizes = (0...mutator.below(4)).map { _ in mutator.below(12) }
      let limit = 1 + mutator.below(mutator.below(2) == 0 ? 24 : 4096)
      let broken = ReaderProperties.brokenEventStream(bytes, sizes: sizes, limit: limit)
      #expect(broken.isEmpty, "\(bytes) in reads of \(sizes) within \(limit)")
    }
  }
}

/// Changes entries of a corpus at random.
private struct Mutator {
  static let jsonTokens = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u", "\\ud800", "\\udc00", "0", "-", "1e", ".",
    "null", "true", "NaN", "\n", "\u{FEFF}", "\u{E9}", "\u{1F600}", "\"a\":", "9007199254740993",
  ].map { Array($0.utf8) }
  static let streamTokens = [
    "\n", "\r", "\r\n", "\n\n", ":", "data", "data:", "data: ", "id:", "event:", "retry:", "\0",
    "\u{FEFF}", " ", "\u{E9}", "\u{1F600}", "0",
  ].map { Array($0.utf8) }

  private let corpus: [[UInt8]]
  private let tokens: [[UInt8]]
  private var state: UInt64

  init(seed: Int, corpus: [[UInt8]], tokens: [[UInt8]]) {
    self.corpus = corpus
    self.tokens = tokens
    state = UInt64(seed) &* 0x2545_F491_4F6C_DD1D &+ 1
  }

  /// A number from 0 to `limit` − 1 (SplitMix64).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }

  /// One entry with one to five changes.
  mutating func next() -> [UInt8] {
    var bytes = corpus[below(corpus.count)]
    for _ in 0...below(5) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + below(8))
    switch below(6) {
    case 0: if place < bytes.count { bytes[place] ^= UInt8(1 << below(8)) }
    case 1: bytes.insert(UInt8(below(256)), at: place)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: tokens[below(tokens.count)], at: place)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
    default:
      let other = corpus[below(corpus.count)]
      bytes.replaceSubrange(place..., with: other[below(other.count + 1)...])
    }
  }
}
