import WireFormats

/// Text for GitHub Flavored Markdown, inert: no markup, no HTML, no mention, no link.
///
/// GitHub turns `@name`, `#1` and addresses into links after rendering, everywhere but in code, so
/// whatever a server controls stands in code.
enum MarkdownText {
  /// One line of prose: every character that could begin markup is a character reference, which
  /// CommonMark never takes for structure (section 6.2 of version 0.30). The signs by which GitHub
  /// finds mentions stand in code by themselves.
  static func prose(_ text: String) -> String {
    references(VisibleText.visible(text))
      .replacing("&#64;", with: "<code>@</code>").replacing("&#35;", with: "<code>#</code>")
  }

  /// One line of code that can stand anywhere, in tables, headings and HTML, too.
  static func code(_ text: String) -> String {
    text.isEmpty ? "<code>&#32;</code>" : "<code>\(references(VisibleText.visible(text)))</code>"
  }

  /// A fenced block. The fence is longer than any run of backticks in it.
  static func block(_ text: String, language: String = "text") -> String {
    let lines = VisibleText.visible(text, keepsLineBreaks: true)
    var longest = 2
    var run = 0
    for byte in lines.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language)\n\(lines)\n\(fence)\n"
  }

  /// A link whose text and address are ours or the spec's; only `http` and `https` addresses become
  /// links.
  static func link(_ text: String, to address: String?) -> String {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return prose(text)
    }
    var target = ""
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "|"), UInt8(ascii: "`"),
        0x00...0x20, 0x7F...0xFF:
        target += PercentText.encoded(byte)
      default: target.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return "[\(prose(text))](\(target))"
  }

  private static func references(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if isActive(scalar, at: index, in: scalars) {
        out.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  private static func isActive(_ scalar: Unicode.Scalar, at index: Int, in text: [Unicode.Scalar])
    -> Bool
  {
    switch scalar {
    case "&", "<", ">", "`", "*", "_", "[", "]", "\\", "|", "~", "!", "$", "\"", "@", "#":
      return true
    // Addresses (`http:`, `mailto:`) and GitHub's `:emoji:`.
    case ":": return index + 1 < text.count && text[index + 1] != " "
    // `www.` begins an address; at the start of a line `1. `, `1) `, `+`, `-` and `=` have meanings.
    case ".":
      return index > 2 && text[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
        || startsItem(text, endingAt: index)
    case ")": return startsItem(text, endingAt: index)
    case "+", "-", "=": return index == 0
    default: return false
    }
  }

  /// Whether a line begins an item of an ordered list: up to nine digits, the sign, and a space or
  /// nothing (CommonMark 0.30 section 5.2).
  private static func startsItem(_ text: [Unicode.Scalar], endingAt index: Int) -> Bool {
    index > 0 && index < 10 && text[..<index].allSatisfy { ("0"..."9").contains($0) }
      && (index + 1 == text.count || text[index + 1] == " ")
  }
}
