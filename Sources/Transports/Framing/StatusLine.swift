import Conformance

/// A status line (RFC 9112 section 4), read strictly; what readers forgive is noted.
struct StatusLine {
  var version: String
  var status: Int
  var reason: String

  /// Reads a line; `nil` where no client could tell its status.
  init?(_ line: LineBuffer.Line, log: inout IrregularityLog) {
    let bytes = line.bytes
    FieldSection.noteLineEnd(line, &log)
    FieldSection.noteControls(line, &log)
    let complain = { (log: inout IrregularityLog, what: String) in
      log.note(
        .malformedStatusLine, at: line.offset, "\(what): \(IrregularityLog.excerpt(bytes))")
    }
    var rest = bytes.dropFirst(8)
    let mark = Array(bytes.prefix(8))
    guard mark.count == 8, mark.starts(with: Self.protocolName), Self.isDigit(mark[5]),
      mark[6] == 0x2E, Self.isDigit(mark[7]), rest.first == 0x20
    else {
      complain(&log, "not HTTP/1.1")
      return nil
    }
    guard mark[5] == 0x31 else {
      complain(&log, "another major version")
      return nil
    }
    version = String(decoding: mark, as: UTF8.self)
    let spaces = rest.prefix { $0 == 0x20 }.count
    if spaces > 1 { complain(&log, "more than one space before the status code") }
    rest = rest.dropFirst(spaces)
    let digits = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(digits.count)
    guard digits.count == 3, rest.isEmpty || rest.first == 0x20 else {
      complain(&log, "the status code is not three digits")
      return nil
    }
    status = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    if rest.isEmpty { complain(&log, "no space after the status code") }
    if !(100...599).contains(status) { complain(&log, "a status code of no class") }
    reason = FieldSection.text(rest.dropFirst())
  }

  /// `HTTP/`, with which every response begins.
  static let protocolName: [UInt8] = Array("HTTP/".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
