/// The formats that may assert (JSON Schema validation section 7.3).
enum StringFormat: String, Sendable, Hashable, CaseIterable {
  case regex

  /// Whether a text is of this format.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .regex:
      do {
        _ = try RegularExpression(text)
        return true
      } catch {
        return false
      }
    }
  }
}
