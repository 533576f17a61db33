/// A few bytes around a place, as one line that shows every byte, and a line with a caret under the
/// place.
///
/// A line feed stands as `↵`, a tab as `→`, other control characters and bytes that are not UTF-8 as
/// `‹FF›`, and characters whose width differs between fonts as `‹U+4E2D›`, so that the caret stands
/// right wherever the line is shown in a fixed-width font.
public struct ByteExcerpt: Sendable, Hashable {
  /// The bytes, made visible; `…` where they were cut.
  public let line: String
  /// Spaces, a `^` under the first byte of the place, and `~` under the rest of it.
  public let marker: String
  /// The offset that the caret points at.
  public let offset: Int

  /// Both lines.
  public var text: String { line + "\n" + marker }

  /// Cuts an excerpt.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - place: the half-open range of interest; it may be empty or lie at the end, or beyond it.
  ///   - width: about how many columns the line may take.
  public init(of bytes: [UInt8], at place: Range<Int>, width: Int = 76) {
    let start = min(max(0, place.lowerBound), bytes.count)
    let end = min(max(start, place.upperBound), bytes.count)
    offset = start
    let before = width * 2 / 5
    var columns: [ByteGlyph] = []
    var position = Self.scalarStart(in: bytes, near: max(0, start - before))
    let windowStart = position
    while position < bytes.count, position < start {
      columns.append(ByteGlyph(bytes, at: position, limit: start, style: .columns))
      position += columns.last?.length ?? 1
    }
    var lead = columns.reduce(0) { $0 + $1.text.count }
    var dropped = 0
    while lead > before, dropped < columns.count {
      lead -= columns[dropped].text.count
      dropped += 1
    }
    var text = columns.dropFirst(dropped).map(\.text).joined()
    if windowStart > 0 || dropped > 0 {
      text = "…" + text
      lead += 1
    }
    var marked = 0
    var total = lead
    while position < bytes.count, total < width {
      let piece = ByteGlyph(bytes, at: position, limit: bytes.count, style: .columns)
      if position < end { marked += piece.text.count }
      text += piece.text
      total += piece.text.count
      position += piece.length
    }
    if position < bytes.count { text += "…" }
    line = text
    marker =
      String(repeating: " ", count: lead) + "^" + String(repeating: "~", count: max(0, marked - 1))
  }

  /// The start of the scalar that holds a byte, where the bytes there are UTF-8; else the byte's own
  /// offset.
  private static func scalarStart(in bytes: [UInt8], near offset: Int) -> Int {
    var start = offset
    while start > 0, offset - start < 3, start < bytes.count, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    return start
  }
}
