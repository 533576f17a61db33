import WireFormats

extension BehaviourMatrix {
  /// The matrix as Markdown; what is not the majority's value is in bold.
  public var markdown: String {
    var text = "| behaviour | " + names.map { Inert.markdown($0) }.joined(separator: " | ") + " |\n"
    text += "|---|" + names.map { _ in "---|" }.joined() + "\n"
    for row in rows {
      let cells = row.values.map { value -> String in
        guard let value else { return "·" }
        let shown = Inert.markdown(Self.text(value))
        return row.differs && value != row.majority ? "**\(shown)**" : shown
      }
      text += "| \(Inert.markdown(row.key)) | " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// The matrix as JSON.
  public var json: String {
    let value: JSONValue = [
      "runs": .array(names.map { .string($0) }),
      "rows": .array(
        rows.map { row in
          [
            "key": .string(row.key), "meaning": .string(row.meaning),
            "impact": .string(row.impact.rawValue), "differs": .bool(row.differs),
            "majority": row.majority ?? .null,
            "values": .array(row.values.map { $0 ?? .null }),
          ]
        }),
    ]
    return value.prettyPrinted() + "\n"
  }

  /// The matrix as one HTML page that needs no network: headers stay in view, rows can be filtered by
  /// text and to those that differ. Nothing from the wire can be markup.
  public var html: String {
    let head = names.map { "<th scope=\"col\">\(Inert.html($0))</th>" }.joined()
    let body = rows.map { row in
      let cells = row.values.map { value -> String in
        guard let value else { return "<td class=\"none\" title=\"not seen\">·</td>" }
        let odd = row.differs && value != row.majority ? " class=\"odd\"" : ""
        return "<td\(odd)>\(Inert.html(Self.text(value)))</td>"
      }.joined()
      return
        "<tr data-differs=\"\(row.differs)\"><th scope=\"row\" title=\"\(Inert.html(row.meaning))\">"
        + "\(Inert.html(row.key))</th>\(cells)</tr>\n"
    }.joined()
    return MatrixPage.render(
      title: "Behaviour of \(names.count) providers", head: head, body: body, count: rows.count)
  }

  private static func text(_ value: JSONValue) -> String {
    if let items = value.array { return items.map { text($0) }.joined(separator: ", ") }
    return value.string ?? (value.isNull ? "none" : value.serialized())
  }
}

/// Text from the wire made harmless for a page or a table.
enum Inert {
  /// For HTML text and double-quoted attributes.
  static func html(_ text: String) -> String {
    visible(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// For a cell of a Markdown table.
  static func markdown(_ text: String) -> String {
    var out = ""
    for character in visible(text) {
      if "\\`*_{}[]<>()#+!|~".contains(character) { out += "\\" }
      out.append(character)
    }
    return out
  }

  /// Control and direction characters shown, never sent; at most 200 characters.
  static func visible(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let isDirection =
        (0x200E...0x200F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
      if isControl || isDirection {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out.count > 200 ? out.prefix(200) + "…" : out
  }
}
