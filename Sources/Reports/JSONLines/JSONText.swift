import WireFormats

/// JSON text that is safe to look at and to embed.
enum JSONText {
  /// Compact JSON in which everything that would be invisible, reorder a line or steer a terminal is
  /// escaped; the value is the same.
  static func inert(_ value: JSONValue) -> String { inert(value.serialized()) { _ in false } }

  /// Over several lines, as ``inert(_:)``.
  static func inertPretty(_ value: JSONValue) -> String {
    inert(value.prettyPrinted()) { $0 == "\n" }
  }

  /// As ``inert(_:)``, with `<`, `>` and `&` escaped, too, so that it can stand in an HTML `script`
  /// element.
  static func embeddable(_ value: JSONValue) -> String {
    var out = ""
    for scalar in inert(value).unicodeScalars {
      switch scalar {
      case "<", ">", "&": out += escape(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func inert(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: { VisibleText.isSuspect($0) }) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if VisibleText.isSuspect(scalar), !isKept(scalar) {
        out.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// `\u202E`; two of them for what lies beyond the Basic Multilingual Plane.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { unit in
        let digits = String(unit, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    } ?? ""
  }
}

/// An object of a report: members that are missing are left out.
struct JSONRecord {
  private(set) var members: [JSONObject.Member] = []

  var value: JSONValue { .object(JSONObject(members)) }

  init(_ members: KeyValuePairs<String, JSONValue?> = [:]) {
    for (name, value) in members { self[name] = value }
  }

  subscript(name: String) -> JSONValue? {
    get { members.last { $0.name == name }?.value }
    set { if let newValue { members.append(.init(name: name, value: newValue)) } }
  }
}

extension JSONValue {
  /// A string, or nothing.
  static func optional(_ text: String?) -> JSONValue? { text.map { .string($0) } }

  /// An integer, or nothing.
  static func optional(_ number: Int?) -> JSONValue? { number.map { .integer($0) } }

  /// The strings as an array; nothing where there are none.
  static func list(_ texts: [String]) -> JSONValue? {
    texts.isEmpty ? nil : .array(texts.map { .string($0) })
  }

  /// The values as an array; nothing where there are none.
  static func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

  /// A number in the shortest spelling that reads back as the same double; what is not finite reads
  /// as 0.
  static func double(_ value: Double) -> JSONValue {
    guard value.isFinite else { return 0 }
    let text = "\(value)"
    return .decimal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) ?? 0
  }
}
