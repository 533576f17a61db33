import Conformance

/// Collects irregularities, at most a few of each kind: a hostile server must not fill the memory
/// with complaints about it.
struct IrregularityLog: Sendable {
  private(set) var entries: [HTTPExchange.Irregularity] = []
  private var counts: [IrregularityKind: Int] = [:]

  /// The most entries of one kind that are kept.
  static let limitOfKind = 8

  mutating func note(_ kind: IrregularityKind, at offset: Int, _ detail: String) {
    let count = counts[kind, default: 0]
    counts[kind] = count + 1
    guard count < Self.limitOfKind else { return }
    entries.append(HTTPExchange.Irregularity(kind, offset: offset, detail: detail))
  }

  /// The first bytes of a line, as printable ASCII, for a detail.
  static func excerpt(_ bytes: some Collection<UInt8>) -> String {
    let limit = 60
    var text = "\""
    for byte in bytes.prefix(limit) {
      switch byte {
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text + (bytes.count > limit ? "…\"" : "\"")
  }
}
