import WireFormats

/// Text from the wire made harmless for a page or a table.
enum Inert {
  /// For HTML text and double-quoted attributes.
  static func html(_ text: String, limit: Int = 200) -> String {
    var out = ""
    for character in visible(text, limit: limit) {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.append(character)
      }
    }
    return out
  }

  /// For a cell of a Markdown table.
  static func markdown(_ text: String) -> String {
    var out = ""
    for character in visible(text, limit: 200) {
      if "\\`*_{}[]<>()#+!|~".contains(character) { out += "\\" }
      out.append(character)
    }
    return out
  }

  /// For HTML text: what stands between backticks as code.
  static func htmlProse(_ text: String, limit: Int = 200) -> String {
    prose(
      text, plain: { html($0, limit: limit) }, code: { "<code>\(html($0, limit: limit))</code>" })
  }

  /// For a cell of a Markdown table: what stands between backticks as code.
  static func markdownProse(_ text: String) -> String {
    prose(text, plain: markdown, code: code)
  }

  /// Backticks that are not in pairs are text.
  private static func prose(
    _ text: String, plain: (String) -> String, code: (String) -> String
  ) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard parts.count % 2 == 1, parts.count > 1 else { return plain(text) }
    return parts.enumerated().map { $0 % 2 == 0 ? plain($1) : $1.isEmpty ? "" : code($1) }.joined()
  }

  /// For a code span in a cell of a Markdown table: quoted where it has a backtick itself.
  static func code(_ text: String) -> String {
    let shown = visible(text, limit: 200)
    return shown.contains("`") || shown.contains("|") ? markdown(shown) : "`\(shown)`"
  }

  /// What would be invisible, reorder a line or steer a terminal written out; cut beyond a limit of
  /// characters.
  static func visible(_ text: String, limit: Int = 200) -> String {
    let shown = VisibleText.visible(text)
    return shown.count > limit ? shown.prefix(limit) + "…" : shown
  }
}
