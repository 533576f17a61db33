/// Texts that nearly every message of a chat API repeats, found by their bytes.
///
/// A text that is found here costs neither an allocation nor a copy, since literals live for ever.
/// What is not found is read as any other text is, so what stands here decides speed alone.
///
/// Unchecked: the slots are written once, before anyone else can see them, and never freed.
struct JSONVocabulary: @unchecked Sendable {
  /// A text by its first bytes, its last and how many it has. Up to 32 bytes that is all of it.
  struct Key: Hashable {
    let count: Int
    /// Bytes 0 to 7, zero beyond the end.
    let first: UInt64
    /// The last eight bytes; of fewer than eight, the same as `first`.
    let last: UInt64

    /// A number whose upper bits spread keys well.
    @inline(__always)
    var hash: UInt64 { (first &+ last &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93 }
  }

  private struct Slot {
    var key = Key(count: 0, first: 0, last: 0)
    /// Bytes 8 to 23 where there are more than 16, zero beyond the end.
    var middle: (UInt64, UInt64) = (0, 0)
    var text = ""
  }

  static let longestCount = 32
  private static let slotCount = 512

  /// The one vocabulary.
  static let chat = JSONVocabulary(JSONVocabulary.chatTexts)

  /// As many slots as ``slotCount``.
  private let slots: UnsafePointer<Slot>

  /// Makes a vocabulary of texts of 1 to 32 ASCII characters. A text whose two places are taken is
  /// left out.
  init(_ texts: [String]) {
    var slots = [Slot](repeating: Slot(), count: JSONVocabulary.slotCount)
    for text in texts where (1...JSONVocabulary.longestCount).contains(text.utf8.count) {
      let padded = Array(text.utf8) + [UInt8](repeating: 0, count: 32)
      let slot = padded.withUnsafeBytes { bytes in
        let count = text.utf8.count
        return Slot(
          key: JSONVocabulary.key(in: bytes, from: 0, count: count),
          middle: (
            bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
            bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
          ), text: text)
      }
      let home = JSONVocabulary.place(of: slot.key.hash)
      let places = [home, (home + 1) % JSONVocabulary.slotCount]
      if let free = places.first(where: { slots[$0].key.count == 0 }) { slots[free] = slot }
    }
    let memory = UnsafeMutablePointer<Slot>.allocate(capacity: slots.count)
    memory.initialize(from: slots, count: slots.count)
    self.slots = UnsafePointer(memory)
  }

  @inline(__always)
  private static func place(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 55) }

  /// The key of `count` bytes at an index. There must be at least one, and eight bytes to read from
  /// the index on.
  @inline(__always)
  static func key(in bytes: UnsafeRawBufferPointer, from start: Int, count: Int) -> Key {
    assert(count > 0 && start + 8 <= bytes.count && start + count <= bytes.count)
    let first = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    if count >= 8 {
      let last = bytes.loadUnaligned(fromByteOffset: start + count - 8, as: UInt64.self)
      return Key(count: count, first: first, last: last)
    }
    let kept = UInt64(littleEndian: first) & ((1 << UInt64(count * 8)) &- 1)
    return Key(count: count, first: kept.littleEndian, last: kept.littleEndian)
  }

  /// The text that these bytes are, where it is one of the vocabulary.
  ///
  /// - Parameters:
  ///   - hash: the key's hash.
  ///   - start: where in `bytes` the key was taken.
  @inline(__always)
  func text(
    of key: Key, hash: UInt64, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> String? {
    guard key.count <= JSONVocabulary.longestCount else { return nil }
    let home = JSONVocabulary.place(of: hash)
    if isText(of: home, key, bytes, start) { return slots[home].text }
    let next = (home &+ 1) & (JSONVocabulary.slotCount - 1)
    if isText(of: next, key, bytes, start) { return slots[next].text }
    return nil
  }

  /// Whether a slot, whose index is below ``slotCount``, holds the text of a key.
  @inline(__always)
  private func isText(
    of place: Int, _ key: Key, _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> Bool {
    let slot = slots + place
    if slot.pointee.key != key { return false }
    if key.count <= 16 { return true }
    // Bytes 8 to 23, as far as the first and the last leave them open.
    let second = bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
    if second != slot.pointee.middle.0 { return false }
    if key.count <= 24 { return true }
    return bytes.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self)
      == slot.pointee.middle.1
  }
}
