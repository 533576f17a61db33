/// A media type as a `Content-Type` field has it (RFC 9110 section 8.3), compared without regard to
/// case or parameters.
public struct MediaType: Sendable, Hashable {
  /// Type and subtype in lower case, for instance `text/event-stream`.
  public let essence: String
  /// What follows the first semicolon, untouched.
  public let parameters: String

  /// Reads a field value; `nil` where it has no `type/subtype`.
  public init?(parsing value: String) {
    let parts = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = parts.first else { return nil }
    let essence = MediaType.trim(head).lowercased()
    guard let slash = essence.firstIndex(of: "/"), slash != essence.startIndex,
      essence.index(after: slash) != essence.endIndex
    else { return nil }
    self.essence = essence
    parameters = parts.count > 1 ? MediaType.trim(parts[1]) : ""
  }

  /// `application/json` or any `+json` type.
  public var isJSON: Bool { essence == "application/json" || essence.hasSuffix("+json") }

  /// `text/event-stream`.
  public var isEventStream: Bool { essence == "text/event-stream" }

  private static func trim(_ text: Substring) -> String {
    let start = text.firstIndex { $0 != " " && $0 != "\t" } ?? text.endIndex
    let end = text.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(text[start...$0]) } ?? ""
  }
}
