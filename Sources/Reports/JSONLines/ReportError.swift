public import Conformance
public import WireFormats

/// Why a file is not a whole report, and where.
public struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The line is not JSON.
    case notJSON(JSONSyntaxError)
    /// The first line is no header.
    case missingHeader
    /// There is no footer: the file was cut off, or its run is not over. The payload is how many
    /// results there are.
    case missingFooter(results: Int)
    /// Something follows the footer.
    case afterFooter
    /// Another format than this one.
    case otherFormat(String)
    /// A version that this one cannot read.
    case otherVersion(Int)
    /// A member that must be there is not.
    case missingMember
    /// A value of another kind than the one named.
    case wrongType(expected: String)
    /// A word that means nothing here.
    case unknownWord(String)
    /// Two lines for one probe.
    case duplicateProbe(ProbeID)
    /// The footer, or a result's standing, says something else than the results do.
    case contradiction(says: String, is: String)
  }

  /// The one-based line.
  public let line: Int
  /// The pointer within the line.
  public let pointer: JSONPointer
  /// What is wrong.
  public let reason: Reason

  /// Makes an error.
  public init(line: Int, pointer: JSONPointer = JSONPointer(), reason: Reason) {
    self.line = line
    self.pointer = pointer
    self.reason = reason
  }

  /// `line 3: /probe/level: "most" is no word that is known here`.
  public var description: String {
    let path = pointer.description
    let place = path.isEmpty ? "" : "\(VisibleText.visible(path.clipped(to: 200))): "
    return "line \(line): \(place)\(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .notJSON(let error): "not JSON, column \(error.column)"
    case .missingHeader: "a report begins with a header line"
    case .missingFooter(let count):
      "the footer is missing after \(count) results: the file was cut off, or its run is not over"
    case .afterFooter: "nothing may follow the footer"
    case .otherFormat(let name): "the format is \(quoted(name)), not \"\(RunReportCodec.format)\""
    case .otherVersion(let version):
      "version \(version) of the format; this assay reads version \(RunReportCodec.version)"
    case .missingMember: "missing"
    case .wrongType(let expected): "not \(expected)"
    case .unknownWord(let word): "\(quoted(word)) is no word that is known here"
    case .duplicateProbe(let id): "a second result for \(quoted(id))"
    case .contradiction(let says, let truth): "says \(quoted(says)), but the results are \(truth)"
    }
  }

  private func quoted(_ text: String) -> String {
    "\"\(VisibleText.visible(text.clipped(to: 80)))\""
  }
}
