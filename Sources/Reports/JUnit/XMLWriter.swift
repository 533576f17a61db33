/// Writes XML 1.0, two spaces a level; every name is ours, every value is escaped here.
struct XMLWriter {
  /// The document so far.
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  /// Opens an element.
  mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
    indent()
    text += "<\(name)\(Self.list(attributes))>\n"
    depth += 1
  }

  /// Closes the element opened last.
  mutating func close(_ name: String) {
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: [(String, String)] = []) {
    indent()
    text += "<\(name)\(Self.list(attributes))/>\n"
  }

  /// An element with text, which stands as it is: no white space is added to it.
  mutating func element(_ name: String, _ attributes: [(String, String)] = [], content: String) {
    indent()
    text += "<\(name)\(Self.list(attributes))>\(XMLText.content(content))</\(name)>\n"
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  private static func list(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\(XMLText.attribute($0.1))\"" }.joined()
  }
}
