import WireFormats

/// What `properties`, `patternProperties`, `additionalProperties` and `required` of one schema ask of
/// the members of an object, for one pass over them.
final class MemberPlan: Sendable {
  /// A member that the schema names.
  struct Entry: Sendable {
    let name: KnownText
    /// ``QuickProgram/none`` where the name is required only.
    var node: Int32
    /// A bit of its own where the member is required, else 0.
    var requiredBit: UInt64
  }

  let entries: ContiguousArray<Entry>
  /// All bits that must have been seen.
  let requiredBits: UInt64
  let patterns: [(pattern: RegularExpression, node: Int32)]
  let additional: Int32
  /// Places in `entries` by hash, -1 where none; empty where there are few entries.
  private let slots: ContiguousArray<Int32>

  private static let fewEntries = 8
  /// More names than there are bits are left to the keyword itself.
  static let mostRequired = 64

  /// `nil` where there is none of the keywords.
  init?(_ keywords: [any Keyword]) {
    var entries: ContiguousArray<Entry> = []
    var patterns: [(pattern: RegularExpression, node: Int32)] = []
    var additional = QuickProgram.none
    var required: [String] = []
    var isUsed = false
    for keyword in keywords {
      switch keyword {
      case let rule as Properties:
        entries += rule.entries.map { Entry($0.name, node: Int32($0.node)) }
      case let rule as PatternProperties:
        patterns = rule.entries.map { ($0.pattern, Int32($0.node)) }
      case let rule as AdditionalProperties: additional = Int32(rule.schema)
      case let rule as Required where rule.names.count <= MemberPlan.mostRequired:
        required = rule.names
      default: continue
      }
      isUsed = true
    }
    guard isUsed else { return nil }
    var bit: UInt64 = 1
    var requiredBits: UInt64 = 0
    for name in required {
      let place =
        entries.firstIndex { isSameText($0.name.text, name) } ?? entries.endIndex
      if place == entries.endIndex { entries.append(Entry(name, node: QuickProgram.none)) }
      entries[place].requiredBit = bit
      requiredBits |= bit
      bit <<= 1
    }
    self.entries = entries
    self.requiredBits = requiredBits
    self.patterns = patterns
    self.additional = additional
    slots = MemberPlan.slots(for: entries)
  }

  /// The place of the entry of that name, or -1.
  ///
  /// - Parameter hint: where it is likely to be: members often come in the order of the schema.
  func find(_ name: String, hint: Int) -> Int {
    let count = name.utf8.count
    if hint < entries.count, entries[hint].name.isSame(as: name, byteCount: count) { return hint }
    if slots.isEmpty {
      for place in entries.indices where entries[place].name.isSame(as: name, byteCount: count) {
        return place
      }
      return -1
    }
    let mask = slots.count - 1
    var slot = MemberPlan.hash(name) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if entries[place].name.isSame(as: name, byteCount: count) { return place }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private static func slots(for entries: ContiguousArray<Entry>) -> ContiguousArray<Int32> {
    guard entries.count > fewEntries else { return [] }
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    var slots = ContiguousArray(repeating: Int32(-1), count: size)
    for (place, entry) in entries.enumerated() {
      var slot = hash(entry.name.text) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(place)
    }
    return slots
  }

  /// FNV-1a; which names collide is up to the schema alone, so it needs no seed.
  private static func hash(_ name: String) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }
}

extension MemberPlan.Entry {
  init(_ name: String, node: Int32) {
    self.name = KnownText(name)
    self.node = node
    requiredBit = 0
  }
}
