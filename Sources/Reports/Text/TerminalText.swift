import WireFormats

/// Text for a terminal: nothing from the wire reaches it raw.
public enum TerminalText {
  /// A colour or weight, by its SGR number (ECMA-48 section 8.3.117).
  public enum Style: Int, Sendable, Hashable {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
  }

  /// One line: control characters and what would reorder or hide text are written out, so that no
  /// escape sequence survives.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - limit: the most scalars that are kept.
  public static func line(_ text: String, limit: Int = 400) -> String {
    VisibleText.visible(text.clipped(to: limit))
  }

  /// Text in a style, or as it is where colours are off. The text must already be safe.
  public static func styled(_ text: String, _ style: Style, colours: Bool) -> String {
    colours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
