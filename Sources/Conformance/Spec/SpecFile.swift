public import WireFormats

/// A JSON file of ours, parsed strictly, that knows where each value stands.
public struct SpecFile: Sendable {
  /// The name under which errors speak of it.
  public let name: String
  /// The text.
  public let bytes: [UInt8]
  /// The value.
  public let value: JSONValue

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
        what: "not JSON: \(error.reason)", fix: "correct the text at this place")
    }
    self.name = name
    self.bytes = bytes
    value = document.value
    for anomaly in document.anomalies {
      guard case .duplicateMember(let member) = anomaly.kind else { continue }
      let (line, column) = SpecFile.position(of: anomaly.offset, in: bytes)
      throw SpecError(
        location: SourceLocation(file: name, line: line, column: column, pointer: JSONPointer()),
        what: "the member \"\(member)\" stands twice in one object",
        fix: "keep one of the two")
    }
  }

  /// Where the value stands that a pointer names; the beginning of the nearest value around it where
  /// nothing is there.
  public func location(of pointer: JSONPointer) -> SourceLocation {
    var path = pointer
    while true {
      if let range = JSONDocument.byteRange(of: path, in: bytes) {
        let (line, column) = SpecFile.position(of: range.lowerBound, in: bytes)
        return SourceLocation(file: name, line: line, column: column, pointer: pointer)
      }
      guard !path.tokens.isEmpty else { break }
      path.tokens.removeLast()
    }
    return SourceLocation(file: name, line: 1, column: 1, pointer: pointer)
  }

  private static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (line, offset - start + 1)
  }
}
