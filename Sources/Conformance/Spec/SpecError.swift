import WireFormats

/// What is wrong with a spec, scenario or baseline file, where, and how to mend it.
public struct SpecError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where.
  public let location: SourceLocation
  /// What is wrong, as a sentence without a full stop.
  public let what: String
  /// How to mend it, as a sentence without a full stop.
  public let fix: String

  /// Makes an error.
  public init(location: SourceLocation, what: String, fix: String) {
    self.location = location
    self.what = what
    self.fix = fix
  }

  /// `specs/flexai.json:12:7: /service/baseURL: not a URL: write …`.
  public var description: String {
    let pointer = location.pointer.description
    return "\(location.file):\(location.line):\(location.column): "
      + "\(pointer.isEmpty ? "/" : pointer): \(what): \(fix)"
  }
}
