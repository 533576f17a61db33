import Conformance

/// Reads field lines (RFC 9112 section 5) as they come, and notes what is irregular about them.
struct FieldSection: Sendable {
  /// The fields so far: names as spelt, values without the white space around.
  private(set) var fields = HeaderFields()
  /// The values of the fields that decide over framing, also where white space before the colon
  /// keeps the field from being found by its name.
  private(set) var lengths: [String] = []
  private(set) var codings: [String] = []

  private var lineCount = 0

  /// Takes one line that is not empty. Returns `false` where there are more than `limit`.
  mutating func take(_ line: LineBuffer.Line, limit: Int, log: inout IrregularityLog) -> Bool {
    Self.noteLineEnd(line, &log)
    Self.noteControls(line, &log)
    lineCount += 1
    guard lineCount <= limit else {
      log.note(.tooManyFields, at: line.offset, "more than \(limit) field lines")
      return false
    }
    let bytes = line.bytes
    if let first = bytes.first, first == 0x20 || first == 0x09 {
      fold(line, &log)
      return true
    }
    guard let colon = bytes.firstIndex(of: 0x3A) else {
      log.note(
        .malformedFieldLine, at: line.offset, "no colon in \(IrregularityLog.excerpt(bytes))")
      return true
    }
    let written = bytes[..<colon]
    let name = Self.trimmed(written)
    if name.isEmpty {
      log.note(.malformedFieldLine, at: line.offset, "no name in \(IrregularityLog.excerpt(bytes))")
      return true
    }
    if name.count != written.count {
      log.note(.whiteSpaceBeforeColon, at: line.offset, IrregularityLog.excerpt(bytes))
    }
    if !name.allSatisfy(Self.isTokenByte) {
      log.note(
        .malformedFieldLine, at: line.offset,
        "the name is not a token: \(IrregularityLog.excerpt(written))")
    }
    let value = Self.text(Self.trimmed(bytes[(colon + 1)...]))
    fields.lines.append(HeaderField(name: Self.text(written), value: value))
    switch Self.text(name).lowercased() {
    case "content-length": lengths.append(value)
    case "transfer-encoding": codings.append(value)
    default: break
    }
    return true
  }

  /// Obsolete folding (RFC 9112 section 5.2): one space joins the lines.
  private mutating func fold(_ line: LineBuffer.Line, _ log: inout IrregularityLog) {
    guard !fields.lines.isEmpty else {
      log.note(
        .malformedFieldLine, at: line.offset,
        "white space before the first field: \(IrregularityLog.excerpt(line.bytes))")
      return
    }
    log.note(.obsoleteFolding, at: line.offset, IrregularityLog.excerpt(line.bytes))
    let last = fields.lines.count - 1
    let more = " " + Self.text(Self.trimmed(line.bytes))
    fields.lines[last].value += more
    switch fields.lines[last].name.lowercased() {
    case "content-length": lengths[lengths.count - 1] += more
    case "transfer-encoding": codings[codings.count - 1] += more
    default: break
    }
  }

  // MARK: Bytes

  /// White space around taken away (OWS of RFC 9110 section 5.6.3).
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// UTF-8, else ISO 8859-1, so that no byte is lost.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// `tchar` of RFC 9110 section 5.6.2.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }
}

extension FieldSection {
  /// Notes a line that ends in LF alone.
  static func noteLineEnd(_ line: LineBuffer.Line, _ log: inout IrregularityLog) {
    guard !line.hasCarriageReturn else { return }
    log.note(
      .bareLineFeed, at: line.offset + line.rawCount - 1, IrregularityLog.excerpt(line.bytes))
  }

  /// Notes the first control character in a line.
  static func noteControls(_ line: LineBuffer.Line, _ log: inout IrregularityLog) {
    guard
      let index = line.bytes.firstIndex(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F })
    else { return }
    let kind: IrregularityKind
    switch line.bytes[index] {
    case 0x00: kind = .nulInField
    case 0x0D: kind = .bareCarriageReturn
    default: kind = .controlInField
    }
    log.note(
      kind, at: line.offset + index - line.bytes.startIndex, IrregularityLog.excerpt(line.bytes))
  }
}
