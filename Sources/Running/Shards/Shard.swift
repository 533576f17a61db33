public import Conformance

/// One part of a plan, by a stable hash of each probe's id: parts do not move when probes are added.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// The one-based number of this part.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// Reads `2/5`; `nil` where the text is no part.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), count >= 1,
      (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  /// `2/5`.
  public var description: String { "\(number)/\(count)" }

  /// Whether a probe belongs to this part.
  public func holds(_ probe: ProbeID) -> Bool {
    // FNV-1a, 64 bits: the same on every machine and for ever.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in probe.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01b3
    }
    return Int(hash % UInt64(count)) == number - 1
  }

  /// The part of a plan.
  public func part(of plan: Plan) -> Plan {
    var part = plan
    part.entries = plan.entries.filter { holds($0.probe.id) }
    return part
  }
}
