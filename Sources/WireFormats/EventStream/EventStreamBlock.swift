/// Interprets lines (WHATWG HTML, section 9.2.6) and gathers the event that they make up.
struct EventStreamBlock: Sendable {
  private static let reportedRunsPerLine = 16

  private let limit: Int
  /// Persists over events.
  private var lastEventID = ""
  /// The fields below are those of the event in the making.
  private var type = ""
  private var data: [UInt8] = []
  private var dataIsASCII = true
  private var dataLineCount = 0
  /// The offset of the first field line, `nil` where none has come.
  private var firstField: Int?
  private var isTooLong = false

  init(limit: Int) { self.limit = limit }

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
    let line = isASCII && line.count <= limit ? line : inspected(line, offset: offset, &elements)
    if isData(line) {
      if firstField == nil { firstField = offset }
      appendData(line, isASCII: isASCII, offset: offset, &elements)
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

  /// Appends the value of a `data` line, and before it a LF where it is not the first.
  @inline(__always)
  private mutating func appendData(
    _ line: UnsafeBufferPointer<UInt8>, isASCII: Bool, offset: Int,
    _ elements: inout [EventStreamElement]
  ) {
    var start = min(5, line.count)
    if start < line.count && line[start] == UInt8(ascii: " ") { start += 1 }
    let value = UnsafeBufferPointer(rebasing: line[start...])
    dataLineCount += 1
    dataIsASCII = dataIsASCII && isASCII
    if dataLineCount == 1 {
      data = Array(value)
      return
    }
    if isTooLong { return }
    if data.count + 1 + value.count <= limit {
      data.append(UInt8(ascii: "\n"))
      data.append(contentsOf: value)
      return
    }
    isTooLong = true
    var kept = max(0, limit - data.count - 1)
    elements.append(
      .anomaly(EventStreamAnomaly(kind: .tooLong, offset: offset + start + kept)))
    if data.count < limit { data.append(UInt8(ascii: "\n")) }
    kept -= UTF8Form.incompleteTail(of: UnsafeBufferPointer(rebasing: value[..<kept]))
    data.append(contentsOf: UnsafeBufferPointer(rebasing: value[..<kept]))
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
    if dataLineCount == 0 {
      elements.append(.emptyBlock(offset: offset))
    } else {
      elements.append(
        .event(
          ServerSentEvent(
            type: type.isEmpty ? "message" : type, data: dataText, rawData: data,
            lastEventID: lastEventID, offset: offset, endOffset: end, dataLineCount: dataLineCount))
      )
    }
    clear()
  }

  /// The data as text, malformed bytes replaced.
  private var dataText: String {
    data.withUnsafeBufferPointer {
      dataIsASCII ? String(verifiedUTF8: $0, isASCII: true) : String(decoding: $0, as: UTF8.self)
    }
  }

  @inline(__always)
  private mutating func clear() {
    type = ""
    data = []
    dataIsASCII = true
    dataLineCount = 0
    firstField = nil
    isTooLong = false
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
      let kind = EventStreamAnomaly.Kind.unfinishedEvent(data: dataText)
      elements.append(.anomaly(EventStreamAnomaly(kind: kind, offset: offset)))
    }
    clear()
  }

  private mutating func takePartial(
    _ line: UnsafeBufferPointer<UInt8>, offset: Int, _ elements: inout [EventStreamElement]
  ) {
    let line = inspected(line, offset: offset, endsBody: true, &elements)
    if isData(line) {
      if firstField == nil { firstField = offset }
      appendData(line, isASCII: false, offset: offset, &elements)
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
  @inline(never)
  private func inspected(
    _ line: UnsafeBufferPointer<UInt8>, offset: Int, endsBody: Bool = false,
    _ elements: inout [EventStreamElement]
  ) -> UnsafeBufferPointer<UInt8> {
    var kept = line
    if line.count > limit {
      kept = UnsafeBufferPointer(rebasing: line[..<limit])
      kept = UnsafeBufferPointer(rebasing: kept.dropLast(UTF8Form.incompleteTail(of: kept)))
    }
    let whole = kept.dropLast(endsBody ? UTF8Form.incompleteTail(of: kept) : 0)
    reportMalformedUTF8(in: UnsafeBufferPointer(rebasing: whole), offset: offset, &elements)
    if line.count > limit {
      elements.append(.anomaly(EventStreamAnomaly(kind: .tooLong, offset: offset + limit)))
    }
    return kept
  }

  private func reportMalformedUTF8(
    in line: UnsafeBufferPointer<UInt8>, offset: Int, _ elements: inout [EventStreamElement]
  ) {
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
  }

  /// The first 64 characters, in the sense of code points, of a field's name or value.
  private func excerpt(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    // No code point is longer than four bytes, replacements included.
    let text = String(decoding: bytes.prefix(64 * 4), as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(64)))
  }
}
