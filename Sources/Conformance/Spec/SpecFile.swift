public import WireFormats

/// A JSON file of ours, parsed strictly, that knows where each value stands.
public struct SpecFile: Sendable {
  /// The name under which errors speak of it.
  public let name: String
  /// The text.
  public let bytes: [UInt8]
  /// The value.
  public let value: JSONValue
  private let positions: PositionIndex

  /// Parses a file. A duplicate member is an error: of two statements one would be lost silently.
  ///
  /// - Throws: ``SpecError`` with the place of the first byte or member that is wrong.
  public init(parsing bytes: [UInt8], name: String) throws(SpecError) {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw SpecError(
        location: SourceLocation(
          file: name, line: error.line, column: error.column, pointer: JSONPointer()),
        what: "not JSON: \(error.reason.words.what)", fix: error.reason.words.fix)
    }
    self.name = name
    self.bytes = bytes
    value = document.value
    positions = PositionIndex(of: bytes)
    for anomaly in document.anomalies {
      guard case .duplicateMember(let member) = anomaly.kind else { continue }
      let (line, column) = positions.position(of: anomaly.offset)
      throw SpecError(
        location: SourceLocation(
          file: name, line: line, column: column,
          pointer: positions.pointer(after: anomaly.offset)),
        what: "the member \"\(member)\" stands twice in one object",
        fix: "keep one of the two")
    }
  }

  /// Where the value stands that a pointer names; the beginning of the nearest value around it where
  /// nothing is there.
  public func location(of pointer: JSONPointer) -> SourceLocation {
    let (line, column) = positions.position(of: positions.offset(of: pointer))
    return SourceLocation(file: name, line: line, column: column, pointer: pointer)
  }
}

extension JSONSyntaxError.Reason {
  /// What is wrong, and how to mend it.
  fileprivate var words: (what: String, fix: String) {
    switch self {
    case .unexpectedEnd: ("the text ends inside a value", "close what is open, or look for a cut")
    case .unexpectedByte(let byte):
      (
        "\(Self.spelled(byte)) cannot stand here",
        "look for a missing comma, colon, quotation mark or bracket just before"
      )
    case .nonFiniteNumber: ("NaN and Infinity are no numbers in JSON", "write a number, or null")
    case .malformedNumber: ("a number is misspelt", "write it as in 0.5, -2.0 or 1e3")
    case .unescapedControl: ("a control character stands in a string", "write \\n, \\t or \\u0000")
    case .malformedEscape: ("a backslash begins no escape", "write \\\\ for a backslash")
    case .malformedUTF8: ("bytes that are not UTF-8", "save the file as UTF-8")
    case .trailingComma: ("a comma before a closing bracket", "take the comma away")
    case .comment: ("a comment", "JSON has none: write it as a member \"description\"")
    case .textAfterValue: ("text after the value", "one file holds one value: take the rest away")
    case .tooDeep:
      ("nesting deeper than is read", "no spec nests so deep: look for a missing bracket")
    }
  }

  private static func spelled(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte)
      ? "\"\(Character(UnicodeScalar(byte)))\"" : "the byte \(byte)"
  }
}
