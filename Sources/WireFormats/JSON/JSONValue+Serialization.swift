extension JSONValue {
  /// The value as compact JSON text: members in order, number lexemes as they are, only what
  /// RFC 8259 requires escaped.
  public func serialized() -> String {
    var out = ""
    write(to: &out, indent: nil, depth: 0)
    return out
  }

  /// The value as JSON text over several lines, two spaces a level, for people to read.
  public func prettyPrinted() -> String {
    var out = ""
    write(to: &out, indent: "  ", depth: 0)
    return out
  }

  /// The value as compact JSON with members sorted by name (of duplicates the last) and numbers in
  /// normal form: equal values give equal bytes, so that a hash of them identifies a request.
  public func canonical() -> String {
    switch self {
    case .array(let items): "[" + items.map { $0.canonical() }.joined(separator: ",") + "]"
    case .object(let object):
      "{"
        + Dictionary(
          object.members.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }
        ).sorted { $0.key < $1.key }
        .map { JSONValue.string($0.key).serialized() + ":" + $0.value.canonical() }
        .joined(separator: ",") + "}"
    case .number(let number): number.canonicalLexeme
    default: serialized()
    }
  }

  private func write(to out: inout String, indent: String?, depth: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += value.lexeme
    case .string(let value): JSONValue.quote(value, to: &out)
    case .array(let items):
      JSONValue.writeSequence(items, open: "[", close: "]", to: &out, indent, depth) { item, out in
        item.write(to: &out, indent: indent, depth: depth + 1)
      }
    case .object(let object):
      JSONValue.writeSequence(object.members, open: "{", close: "}", to: &out, indent, depth) {
        member, out in
        JSONValue.quote(member.name, to: &out)
        out += indent == nil ? ":" : ": "
        member.value.write(to: &out, indent: indent, depth: depth + 1)
      }
    }
  }

  private static func writeSequence<Element>(
    _ elements: [Element], open: String, close: String, to out: inout String, _ indent: String?,
    _ depth: Int, element: (Element, inout String) -> Void
  ) {
    out += open
    for (index, item) in elements.enumerated() {
      if index > 0 { out += "," }
      if let indent { out += "\n" + String(repeating: indent, count: depth + 1) }
      element(item, &out)
    }
    if let indent, !elements.isEmpty { out += "\n" + String(repeating: indent, count: depth) }
    out += close
  }

  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}

extension JSONNumber {
  /// One spelling for all numbers of equal value: digits without trailing zeros, then `e` and the
  /// exponent where it is not zero.
  var canonicalLexeme: String {
    guard let form = DecimalForm(lexeme) else { return lexeme }
    if form.digits.isEmpty { return "0" }
    let digits = String(decoding: form.digits, as: UTF8.self)
    return (form.isNegative ? "-" : "") + digits + (form.exponent == 0 ? "" : "e\(form.exponent)")
  }
}
