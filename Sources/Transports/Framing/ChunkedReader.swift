import Conformance

/// Removes the chunked transfer coding (RFC 9112 section 7.1), incrementally.
struct ChunkedReader: Sendable {
  /// How reading went.
  enum Progress {
    case needsMore
    case whole
    case malformed
  }

  private enum State {
    case size
    case data(left: Int)
    case dataEnd(hasCarriageReturn: Bool)
    case trailers
  }

  /// The trailer fields so far.
  var trailers: HeaderFields { section.fields }

  private var state = State.size
  private var lines = LineBuffer()
  private var section = FieldSection()
  private var trailerBytes = 0

  /// The longest size line that is read, its extensions included.
  static let lineLimit = 16 << 10

  /// Takes bytes from the front of `input` and hands data to `deliver`, which returns `false` to
  /// stop; `origin` plus an index of `input` is the raw offset.
  mutating func take(
    _ input: inout ArraySlice<UInt8>, origin: Int, limits: HeadLimits,
    log: inout IrregularityLog, deliver: (ArraySlice<UInt8>) -> Bool
  ) -> Progress {
    while true {
      switch state {
      case .size:
        let offset = origin + input.startIndex
        let line = lines.next(from: &input, at: offset)
        guard (line?.rawCount ?? lines.count) <= Self.lineLimit else {
          let start = line?.offset ?? origin + input.startIndex - lines.count
          log.note(.chunkLineTooLarge, at: start, "more than \(Self.lineLimit) bytes")
          return .malformed
        }
        guard let line else { return .needsMore }
        guard let size = Self.size(in: line, log: &log) else { return .malformed }
        state = size == 0 ? .trailers : .data(left: size)
      case .data(let left):
        guard !input.isEmpty else { return .needsMore }
        let part = input.prefix(left)
        input = input.dropFirst(part.count)
        state =
          part.count == left
          ? .dataEnd(hasCarriageReturn: false) : .data(left: left - part.count)
        guard deliver(part) else { return .needsMore }
      case .dataEnd(let hasCarriageReturn):
        let offset = origin + input.startIndex
        guard let byte = input.popFirst() else { return .needsMore }
        if byte == 0x0D, !hasCarriageReturn {
          state = .dataEnd(hasCarriageReturn: true)
        } else if byte == 0x0A {
          if !hasCarriageReturn { log.note(.bareLineFeed, at: offset, "after a chunk's data") }
          state = .size
        } else {
          log.note(
            .malformedChunkEnd, at: offset,
            "\(IrregularityLog.excerpt([byte])) where the chunk should end")
          return .malformed
        }
      case .trailers:
        let line = lines.next(from: &input, at: origin + input.startIndex)
        guard trailerBytes + (line?.rawCount ?? lines.count) <= limits.bytes else {
          let start = line?.offset ?? origin + input.startIndex - lines.count
          log.note(.headTooLarge, at: start, "a trailer section of more than \(limits.bytes) bytes")
          return .malformed
        }
        guard let line else { return .needsMore }
        trailerBytes += line.rawCount
        if line.bytes.isEmpty {
          FieldSection.noteLineEnd(line, &log)
          return .whole
        }
        guard section.take(line, limit: limits.fieldLines, log: &log) else { return .malformed }
      }
    }
  }

  /// Notes how an end of the connection at this point leaves the body.
  func noteEnd(at offset: Int, log: inout IrregularityLog) {
    if case .trailers = state {
      log.note(.missingFinalLine, at: offset, "after the last chunk")
    } else {
      log.note(.missingLastChunk, at: offset, "the connection ended before the last chunk")
    }
  }

  /// The size of a chunk: `1*HEXDIG`, then nothing or extensions, which mean nothing here.
  private static func size(in line: LineBuffer.Line, log: inout IrregularityLog) -> Int? {
    FieldSection.noteLineEnd(line, &log)
    let digits = line.bytes.prefix(while: isHexadecimal)
    let rest = line.bytes.dropFirst(digits.count)
    let afterSpace = rest.drop { $0 == 0x20 || $0 == 0x09 }
    var size = 0
    for digit in digits {
      let (product, overflow) = size.multipliedReportingOverflow(by: 16)
      let (sum, carry) = product.addingReportingOverflow(value(ofHexadecimal: digit))
      guard !overflow, !carry else {
        log.note(.malformedChunkSize, at: line.offset, IrregularityLog.excerpt(line.bytes))
        return nil
      }
      size = sum
    }
    guard !digits.isEmpty, afterSpace.isEmpty || afterSpace.first == 0x3B else {
      log.note(.malformedChunkSize, at: line.offset, IrregularityLog.excerpt(line.bytes))
      return nil
    }
    if !rest.isEmpty, afterSpace.isEmpty {
      log.note(.whiteSpaceInChunkSize, at: line.offset, IrregularityLog.excerpt(line.bytes))
    }
    return size
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  private static func value(ofHexadecimal digit: UInt8) -> Int {
    digit <= 0x39 ? Int(digit - 0x30) : Int((digit | 0x20) - 0x61) + 10
  }
}
