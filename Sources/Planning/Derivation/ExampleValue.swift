import JSONSchema
import WireFormats

extension SchemaAlternative {
  /// Keywords that judge a value without looking into other schemas.
  private static let localKeywords = [
    "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength", "pattern",
  ]

  /// Whether a value keeps this alternative's type and bounds. Members and items are not looked at:
  /// whoever puts a value into a request has the whole of it validated.
  func admits(_ value: JSONValue) -> Bool {
    var members = [JSONObject.Member(name: "type", value: .string(type))]
    for keyword in Self.localKeywords {
      if let constraint = self[keyword] { members.append(.init(name: keyword, value: constraint)) }
    }
    do throws(SchemaError) {
      return try Schema(compiling: .object(JSONObject(members))).isValid(value)
    } catch {
      // A schema that does not compile admits nothing; the spec's loader says why.
      return false
    }
  }

  /// A short valid value, preferably one that the documentation shows; `nil` where none is found.
  ///
  /// - Parameter depth: how many more levels of required members are filled in.
  func example(depth: Int = 6) -> JSONValue? {
    let shown =
      (self["examples"]?.array ?? []) + [self["default"], self["const"]].compactMap { $0 }
    let listed = self["enum"]?.array ?? []
    if let value = (shown + listed).first(where: { $0.fits(type) && admits($0) }) { return value }
    switch type {
    case "null": return .null
    case "boolean": return .bool(true)
    case "integer", "number": return numberCandidates.first(where: admits)
    case "string": return stringCandidates.first(where: admits)
    case "array": return depth > 0 ? exampleArray(depth: depth) : nil
    case "object": return depth > 0 ? exampleObject(depth: depth) : nil
    default: return nil
    }
  }

  private var numberCandidates: [JSONValue] {
    let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
      .compactMap { decimal($0) }
    let near = bounds.flatMap { bound in
      [bound, bound + .unit(places: 0), bound - .unit(places: 0)] + [bound + step, bound - step]
    }
    let multiples = [decimal("multipleOf")].compactMap { $0 }
    return [1, 0] + (multiples + near).compactMap(\.value)
  }

  private var stringCandidates: [JSONValue] {
    let least = self["minLength"]?.int ?? 0
    let shapes = [
      "text", "a", "get_weather", "user-1", "1", "a1", "A", "2026-11-20", "https://example.com/",
      "user@example.com", "",
    ]
    return ((shapes + [String(repeating: "a", count: least)]).map { .string($0) })
  }

  /// One step in this number's documentation: 1 for integers, `multipleOf`, else one unit of the
  /// last decimal place that any of its bounds, default or examples is written with, and a tenth
  /// where all are whole.
  var step: ExactDecimal {
    if let multiple = decimal("multipleOf") { return multiple }
    if type == "integer" { return .unit(places: 0) }
    let written =
      [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "default",
      ].compactMap { decimal($0)?.places }
      + (self["examples"]?.array ?? []).compactMap {
        $0.number.flatMap { ExactDecimal($0)?.places }
      }
    return .unit(places: max(1, written.max() ?? 1))
  }

  /// An array of the fewest items allowed, but at least one where any is.
  func exampleArray(depth: Int) -> JSONValue? {
    let least = self["minItems"]?.int ?? 0
    return exampleArray(count: max(least, self["maxItems"]?.int == 0 ? 0 : 1), depth: depth)
  }

  /// An array of that many items, all valid.
  func exampleArray(count: Int, depth: Int) -> JSONValue? {
    let prefix = self["prefixItems"]?.array ?? []
    let distinct = self["uniqueItems"] == .bool(true)
    var items: [JSONValue] = []
    for position in 0..<count {
      let schema = position < prefix.count ? prefix[position] : self["items"] ?? .bool(true)
      let kinds = SchemaNode(schema: schema, base: node.base, registry: node.registry).alternatives
      let values =
        distinct
        ? kinds.flatMap { $0.distinctExamples(position, depth: depth) }
        : kinds.lazy.compactMap { $0.example(depth: depth - 1) }.prefix(1).map { $0 }
      if let value = values.first(where: { !distinct || !items.contains($0) }) {
        items.append(value)
      } else if kinds.isEmpty {
        items.append(.string("text"))
      } else {
        return nil
      }
    }
    return .array(items)
  }

  /// Values that differ from position to position, for arrays of unique items.
  private func distinctExamples(_ position: Int, depth: Int) -> [JSONValue] {
    let counted: [JSONValue] =
      switch type {
      case "string": (0...position).map { .string("item\($0)") }
      case "integer", "number": (0...position).map { .integer($0 + 1) }
      default: []
      }
    return (self["enum"]?.array ?? []) + counted.reversed().filter(admits)
      + [example(depth: depth - 1)].compactMap { $0 }
  }

  /// An object of the required members and, where more are asked for, as many others.
  func exampleObject(depth: Int) -> JSONValue? {
    var object = JSONObject()
    for name in requiredNames {
      guard let value = memberExample(name, depth: depth) else { return nil }
      object[name] = value
    }
    let least = self["minProperties"]?.int ?? 0
    for name in propertyNames where object.count < least && object[name] == nil {
      object[name] = memberExample(name, depth: depth)
    }
    for position in 0..<max(0, least - object.count) {
      let name = additionalName(position)
      guard let value = additionalExample(depth: depth) else { return nil }
      object[name] = value
    }
    return .object(object)
  }

  /// The names under `required`, in order.
  var requiredNames: [String] { (self["required"]?.array ?? []).compactMap(\.string) }

  /// The documented member names, in order.
  var propertyNames: [String] { self["properties"]?.object?.names ?? [] }

  /// A documented member's schema.
  func property(_ name: String) -> SchemaNode? {
    node.schema["properties"]?[name].map {
      SchemaNode(schema: $0, base: node.base, registry: node.registry)
    }
  }

  /// A valid value of a documented member; an undocumented one is a text.
  func memberExample(_ name: String, depth: Int) -> JSONValue? {
    let usual = WellKnownValues.member(name)
    guard let member = property(name) else { return usual ?? .string("text") }
    let kinds = member.alternatives
    if kinds.isEmpty { return usual ?? .string("text") }
    if let usual, kinds.contains(where: { usual.fits($0.type) && $0.admits(usual) }) {
      return usual
    }
    return kinds.lazy.compactMap { $0.example(depth: depth - 1) }.first
  }

  /// A name for a member that is not listed, one that a map of tokens takes as well as any other.
  func additionalName(_ position: Int) -> String {
    let candidates = [String(100 + position), "key\(position + 1)"]
    guard let names = self["propertyNames"] else { return candidates[0] }
    let admitted = SchemaNode(schema: names, base: node.base, registry: node.registry)
      .alternatives.first
    return candidates.first { name in admitted?.admits(.string(name)) ?? true } ?? candidates[0]
  }

  /// A valid value of a member that is not listed.
  func additionalExample(depth: Int) -> JSONValue? {
    guard let values = node.child("additionalProperties"), values.schema.object != nil else {
      return self["additionalProperties"] == .bool(false) ? nil : .string("text")
    }
    return values.alternatives.lazy.compactMap { $0.example(depth: depth - 1) }.first
  }
}

extension JSONValue {
  /// Whether the value is of a JSON Schema type.
  func fits(_ type: String) -> Bool {
    type == "integer" ? number?.isInteger ?? false : typeName == type
  }
}
