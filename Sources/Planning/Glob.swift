/// A pattern over ids: `*` stands for any run of characters, `?` for one.
///
/// Ids have levels (`chat.temperature.maximum`) that a `*` crosses: `chat.temperature*` names all
/// probes of one parameter.
public struct Glob: Sendable, Hashable {
  private let pattern: [UInt8]

  /// Makes a pattern.
  public init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  /// Whether the whole text matches. Linear in practice: only the last `*` is ever tried again.
  public func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var position = 0
    var place = 0
    var star: (place: Int, position: Int)?
    while position < bytes.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == bytes[position]
      {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
