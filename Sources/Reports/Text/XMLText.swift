import WireFormats

/// Text for XML 1.0 documents.
enum XMLText {
  /// Text for the content of an element. Characters that XML 1.0 does not allow (section 2.2), not
  /// even as references, are written out visibly; LF and tab stay.
  static func content(_ text: String) -> String {
    escape(VisibleText.visible(text, keepsLineBreaks: true), inAttribute: false)
  }

  /// Text for an attribute value in double quotes. LF, CR and tab become references, as a parser
  /// would turn them into spaces otherwise (section 3.3.3).
  static func attribute(_ text: String) -> String {
    let lines = text.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
    return lines.map {
      escape(VisibleText.visible(String($0), keepsLineBreaks: true), inAttribute: true)
    }.joined(separator: "&#13;")
  }

  private static func escape(_ text: String, inAttribute: Bool) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where inAttribute: out.append(contentsOf: "&quot;".unicodeScalars)
      case "\n" where inAttribute: out.append(contentsOf: "&#10;".unicodeScalars)
      case "\t" where inAttribute: out.append(contentsOf: "&#9;".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
