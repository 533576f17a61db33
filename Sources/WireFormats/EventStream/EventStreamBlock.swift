/// Interprets lines (WHATWG HTML, section 9.2.6) and gathers the event that they make up.
struct EventStreamBlock: Sendable {
  private static let reportedRunsPerLine = 16

  private let limit: Int
  /// Persists over events.
  private var lastEventID = ""
  /// The fields below are those of the event in the making.
  private var type = ""
  private var data: EventStreamData
  /// The offset of the first field line, `nil` where none has come.
  private var firstField: Int?

  init(limit: Int) {
    self.limit = limit
    data = EventStreamData(limit: limit)
  }

  /// Takes one whole line without its line end.
  ///
  /// - Parameters:
  ///   - isASCII: whether the line is known to be ASCII; `false` where nothing is known.
  ///   - offset: the offset of the line's first byte in the body.
  ///   - end: the offset behind its line end.
  @inline(__always)
  mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, isASCII: Bool, offset: Int, end: Int,
    into elements: inout [EventStreamElement]
  ) {
    if line.isEmpty { return endBlock(at: end, into: &elements) }
    var line = line
    var form = EventStreamLineForm.ascii
    if !isASCII || line.count > limit {
      (line, form) = inspected(line, offset: offset, endsBody: false, &elements)
      // A limit shorter than its first character leaves nothing of a line.
      if line.isEmpty { return }
    }
    if isData(line) {
      if firstField == nil { firstField = offset }
      appendData(line, form, offset: offset, endsBody: false, &elements)
    } else {
      takeOther(line, offset: offset, &elements)
    }
  }

  /// Whether a line is a `data` field, with or without a value.
  @inline(__always)
  private func isData(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count >= 4 && line[0] == UInt8(ascii: "d") && line[1] == UInt8(ascii: "a")
      && line[2] == UInt8(ascii: "t") && line[3] == UInt8(ascii: "a")
      && (line.count == 4 || line[4] == UInt8(ascii: ":"))
  }

  /// Takes the value of a `data` line.
  ///
  /// - Parameter endsBody: whether nothing follows the line, not even a line end.
  @inline(__always)
  private mutating func appendData(
    _ line: UnsafeBufferPointer<UInt8>, _ form: EventStreamLineForm, offset: Int, endsBody: Bool,
    _ elements: inout [EventStreamElement]
  ) {
    var start = min(5, line.count)
    if start < line.count && line[start] == UInt8(ascii: " ") { start += 1 }
    if let kept = data.append(UnsafeBufferPointer(rebasing: line[start...]), form) {
      // An empty value that no longer fits is dropped where its line ends, if it does.
      let place = endsBody ? min(start + kept, line.count - 1) : start + kept
      elements.append(.anomaly(EventStreamAnomaly(kind: .tooLong, offset: offset + place)))
    }
  }

  /// Takes a line that is neither blank nor a `data` field.
  @inline(never)
  private mutating func takeOther(
    _ line: UnsafeBufferPointer<UInt8>, offset: Int, _ elements: inout [EventStreamElement]
  ) {
    if line[0] == UInt8(ascii: ":") {
      return elements.append(
        .comment(String(decoding: line.dropFirst(), as: UTF8.self), offset: offset))
    }
    if firstField == nil { firstField = offset }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
    var valueStart = min(colon + 1, line.count)
    if valueStart < line.count && line[valueStart] == UInt8(ascii: " ") { valueStart += 1 }
    let value = line[valueStart...]
    switch String(decoding: line[..<min(colon, 64)], as: UTF8.self) {
    case "event" where colon == 5: type = String(decoding: value, as: UTF8.self)
    case "id" where colon == 2:
      if value.contains(0) {
        elements.append(.anomaly(EventStreamAnomaly(kind: .idWithNull, offset: offset)))
      } else {
        lastEventID = String(decoding: value, as: UTF8.self)
      }
    case "retry" where colon == 5: takeRetry(value, offset: offset, &elements)
    default:
      let kind = EventStreamAnomaly.Kind.unknownField(
        name: excerpt(line[..<colon]), value: excerpt(value))
      elements.append(.anomaly(EventStreamAnomaly(kind: kind, offset: offset)))
    }
  }

  private func takeRetry(
    _ value: Slice<UnsafeBufferPointer<UInt8>>, offset: Int, _ elements: inout [EventStreamElement]
  ) {
    guard !value.isEmpty, value.allSatisfy({ $0 &- 0x30 <= 9 }) else {
      let kind = EventStreamAnomaly.Kind.malformedRetry(excerpt(value))
      return elements.append(.anomaly(EventStreamAnomaly(kind: kind, offset: offset)))
    }
    // Any number of digits is legal; a time beyond what fits is as good as never.
    let milliseconds = value.reduce(0) { sum, digit in
      let (product, overflow) = sum.multipliedReportingOverflow(by: 10)
      let (next, carry) = product.addingReportingOverflow(Int(digit & 0x0F))
      return overflow || carry ? Int.max : next
    }
    elements.append(.retry(milliseconds, offset: offset))
  }

  /// Ends the block at its blank line: dispatches the event, where there is data.
  @inline(__always)
  private mutating func endBlock(at end: Int, into elements: inout [EventStreamElement]) {
    guard let offset = firstField else { return }
    if data.lineCount == 0 {
      elements.append(.emptyBlock(offset: offset))
    } else {
      elements.append(
        .event(
          ServerSentEvent(
            type: type.isEmpty ? "message" : type, data: data.string,
            malformedData: data.malformedBytes, lastEventID: lastEventID, offset: offset,
            endOffset: end, dataLineCount: data.lineCount)))
    }
    clear()
  }

  @inline(__always)
  private mutating func clear() {
    type = ""
    firstField = nil
    data.clear()
  }

  /// Reports what the end of the body leaves unfinished.
  ///
  /// - Parameter partialLine: the line that the body ended in, if it did not end behind a line.
  mutating func finish(partialLine: EventStreamLine?, into elements: inout [EventStreamElement]) {
    if let partialLine, !partialLine.bytes.isEmpty {
      partialLine.bytes.withUnsafeBufferPointer {
        takePartial($0, offset: partialLine.offset, &elements)
      }
    }
    if let offset = firstField {
      let kind = EventStreamAnomaly.Kind.unfinishedEvent(data: data.string)
      elements.append(.anomaly(EventStreamAnomaly(kind: kind, offset: offset)))
    }
    clear()
  }

  private mutating func takePartial(
    _ line: UnsafeBufferPointer<UInt8>, offset: Int, _ elements: inout [EventStreamElement]
  ) {
    let (line, form) = inspected(line, offset: offset, endsBody: true, &elements)
    if isData(line) {
      if firstField == nil { firstField = offset }
      appendData(line, form, offset: offset, endsBody: true, &elements)
    } else if firstField == nil {
      let kind = EventStreamAnomaly.Kind.unfinishedLine(String(decoding: line, as: UTF8.self))
      elements.append(.anomaly(EventStreamAnomaly(kind: kind, offset: offset)))
    }
  }

  /// Reports malformed UTF-8 in a line; cuts it to the limit, not inside a character, and reports
  /// that.
  ///
  /// - Parameter endsBody: whether the body ends in the line; a character that the end cuts short is
  ///   then not reported by itself.
  /// - Returns: what is kept of the line.
  @inline(never)
  private func inspected(
    _ line: UnsafeBufferPointer<UInt8>, offset: Int, endsBody: Bool,
    _ elements: inout [EventStreamElement]
  ) -> (UnsafeBufferPointer<UInt8>, EventStreamLineForm) {
    var kept = line
    if line.count > limit {
      kept = UnsafeBufferPointer(rebasing: line[..<limit])
      kept = UnsafeBufferPointer(rebasing: kept.dropLast(UTF8Form.incompleteTail(of: kept)))
    }
    let tail = endsBody ? UTF8Form.incompleteTail(of: kept) : 0
    let whole = UnsafeBufferPointer(rebasing: kept.dropLast(tail))
    let isMalformed = reportMalformedUTF8(in: whole, offset: offset, &elements) || tail > 0
    if line.count > limit {
      elements.append(.anomaly(EventStreamAnomaly(kind: .tooLong, offset: offset + limit)))
    }
    return (kept, isMalformed ? .malformed : .wellFormed)
  }

  /// Reports runs of malformed bytes; returns whether there are any.
  private func reportMalformedUTF8(
    in line: UnsafeBufferPointer<UInt8>, offset: Int, _ elements: inout [EventStreamElement]
  ) -> Bool {
    var reported = 0
    var start = 0
    while reported < EventStreamBlock.reportedRunsPerLine,
      let run = UTF8Form.firstMalformedRun(in: line, from: start)
    {
      let anomaly = EventStreamAnomaly(kind: .malformedUTF8, offset: offset + run.lowerBound)
      elements.append(.anomaly(anomaly))
      reported += 1
      start = run.upperBound
    }
    return reported > 0
  }

  /// The first 64 characters, in the sense of code points, of a field's name or value.
  private func excerpt(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    // No code point is longer than four bytes, replacements included.
    let text = String(decoding: bytes.prefix(64 * 4), as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(64)))
  }
}
