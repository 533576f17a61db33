import WireFormats

/// Text for HTML, inert.
enum HTMLText {
  /// Text for the content of an element or for an attribute value in double quotes; what cannot be
  /// seen is written out.
  ///
  /// - Parameter keepsLineBreaks: whether LF and tab stay, for preformatted text.
  static func escape(_ text: String, keepsLineBreaks: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    for scalar in VisibleText.visible(text, keepsLineBreaks: keepsLineBreaks).unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Code, on one line. What a server wrote from right to left stays within it.
  static func code(_ text: String) -> String { "<code><bdi>\(escape(text))</bdi></code>" }

  /// Preformatted text that can be scrolled by keyboard and copied by a button.
  ///
  /// - Parameter label: what it is, for those who do not see it.
  static func copyable(_ text: String, label: String) -> String {
    "<div class=\"copyable\"><pre tabindex=\"0\" role=\"group\" aria-label=\"\(escape(label))\">"
      + escape(text, keepsLineBreaks: true)
      + "</pre><button type=\"button\" class=\"copy\">Copy</button></div>\n"
  }

  /// A link; only `http` and `https` addresses become one.
  static func link(_ text: String, to address: String?) -> String {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return escape(text)
    }
    return "<a href=\"\(escape(address))\" rel=\"noopener noreferrer\">\(escape(text))</a>"
  }

  /// A verdict as a coloured word with a sign, so that neither is needed alone.
  static func badge(_ standing: Standing?) -> String {
    guard let standing else { return "<span class=\"badge none\">not exercised</span>" }
    return "<span class=\"badge \(standing.rawValue)\"><span aria-hidden=\"true\">"
      + "\(standing.mark)</span> \(standing.word)</span>"
  }
}

extension Standing {
  /// A sign of one character that every font has.
  var mark: String {
    switch self {
    case .fail: "✕"
    case .error: "‼"
    case .warn: "!"
    case .known: "◆"
    case .inconclusive: "?"
    case .unsupported: "⊘"
    case .pass: "✓"
    case .skip: "–"
    }
  }
}
