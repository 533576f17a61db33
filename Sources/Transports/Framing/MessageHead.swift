import Conformance

/// How much of a message head is kept.
struct HeadLimits: Sendable {
  var bytes: Int
  var fieldLines: Int
}

/// Gathers a start line and field lines up to the empty line (RFC 9112 section 2.1).
struct MessageHead: Sendable {
  /// How reading went.
  enum Progress {
    case needsMore
    case whole
    case malformed
  }

  private(set) var startLine: LineBuffer.Line?
  private(set) var section = FieldSection()
  /// Empty lines before the start line, which a request may have (RFC 9112 section 2.2).
  private(set) var blankLines = 0

  private var lines = LineBuffer()
  private var byteCount = 0

  /// Whether nothing at all has come.
  var isEmpty: Bool { byteCount == 0 && lines.count == 0 }
  /// The beginning of the start line while that is not whole.
  var unfinishedStartLine: [UInt8] { startLine == nil ? lines.unfinished : [] }

  /// Takes bytes from the front of `input`; `origin` plus an index of `input` is the raw offset.
  mutating func take(
    _ input: inout ArraySlice<UInt8>, origin: Int, limits: HeadLimits, log: inout IrregularityLog
  ) -> Progress {
    while true {
      let line = lines.next(from: &input, at: origin + input.startIndex)
      guard byteCount + (line?.rawCount ?? lines.count) <= limits.bytes else {
        let offset = (line?.offset ?? origin + input.startIndex - lines.count) - byteCount
        log.note(.headTooLarge, at: offset + limits.bytes, "more than \(limits.bytes) bytes")
        return .malformed
      }
      guard let line else { return .needsMore }
      byteCount += line.rawCount
      if startLine == nil {
        if line.bytes.isEmpty {
          blankLines += 1
        } else {
          startLine = line
          return .needsMore
        }
      } else if line.bytes.isEmpty {
        FieldSection.noteLineEnd(line, &log)
        return .whole
      } else if !section.take(line, limit: limits.fieldLines, log: &log) {
        return .malformed
      }
    }
  }
}
