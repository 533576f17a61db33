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
        what: "not JSON: \(error.reason)", fix: "correct the text at this place")
    }
    self.name = name
    self.bytes = bytes
    value = document.value
    positions = PositionIndex(of: bytes)
    for anomaly in document.anomalies {
      guard case .duplicateMember(let member) = anomaly.kind else { continue }
      let (line, column) = positions.position(of: anomaly.offset)
      throw SpecError(
        location: SourceLocation(file: name, line: line, column: column, pointer: JSONPointer()),
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
