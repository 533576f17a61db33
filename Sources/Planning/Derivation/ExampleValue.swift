import JSONSchema
import WireFormats

extension SchemaAlternative {
  /// Whether a value keeps this alternative's type and bounds. Members and items are not looked at:
  /// whoever puts a value into a request has the whole of it validated.
  func admits(_ value: JSONValue) -> Bool {
    guard value.fits(type) else { return false }
    if let listed = self["enum"]?.array, !listed.contains(value) { return false }
    if let only = self["const"], only != value { return false }
    if let number = value.number, !admits(number) { return false }
    if let text = value.string {
      let length = text.unicodeScalars.count
      if let least = self["minLength"]?.int, length < least { return false }
      if let most = self["maxLength"]?.int, length > most { return false }
    }
    return admitsByValidator(value)
  }

  private func admits(_ number: JSONNumber) -> Bool {
    if let bound = self["minimum"]?.number, number < bound { return false }
    if let bound = self["maximum"]?.number, number > bound { return false }
    if let bound = self["exclusiveMinimum"]?.number, number <= bound { return false }
    if let bound = self["exclusiveMaximum"]?.number, number >= bound { return false }
    return true
  }

  /// The keywords that need more than a comparison.
  private func admitsByValidator(_ value: JSONValue) -> Bool {
    let members = ["multipleOf", "pattern"].compactMap { keyword in
      self[keyword].map { JSONObject.Member(name: keyword, value: $0) }
    }
    if members.isEmpty { return true }
    do throws(SchemaError) {
      return try Schema(compiling: .object(JSONObject(members))).isValid(value)
    } catch {
      // A schema that does not compile admits nothing; the spec's loader says why.
      return false
    }
  }

  /// The values that the documentation shows and that are of this branch.
  var shownExamples: [JSONValue] {
    let shown =
      (self["examples"]?.array ?? []) + [self["default"], self["const"]].compactMap { $0 }
    return (shown + (self["enum"]?.array ?? [])).filter { admits($0) && suits($0) }
  }

  /// A short valid value, preferably one that the documentation shows; `nil` where none is found.
  ///
  /// - Parameter depth: how many more levels of required members are filled in.
  func example(depth: Int = 6) -> JSONValue? {
    if let shown = shownExamples.first { return shown }
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

  /// Whether a value is of this branch rather than of a sibling: it has the members that the branch
  /// requires, and those that pick the branch have its value.
  private func suits(_ value: JSONValue) -> Bool {
    guard let object = value.object else { return true }
    return requiredNames.allSatisfy { object[$0] != nil }
      && propertyNames.allSatisfy { name in
        guard let given = object[name], let member = property(name) else { return true }
        let kinds = member.alternatives
        return kinds.isEmpty || kinds.contains { $0.admits(given) }
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

  /// The schema of the items, with what the documentation shows of them.
  var items: SchemaNode? {
    guard let items = node.child("items"), items.schema.object != nil else { return nil }
    return items.showing((self["examples"]?.array ?? []).flatMap { $0.array ?? [] })
  }

  /// An array of that many items, all valid; `nil` where nothing is known of the items.
  func exampleArray(count: Int, depth: Int) -> JSONValue? {
    if count == 0 { return [] }
    let shown = shownExamples.first?.array ?? []
    let kinds = items?.alternatives ?? []
    if kinds.isEmpty {
      guard !shown.isEmpty else { return nil }
      return .array((0..<count).map { shown[$0 % shown.count] })
    }
    let distinct = self["uniqueItems"] == .bool(true)
    var items: [JSONValue] = []
    for position in 0..<count {
      let value: JSONValue?
      if distinct {
        let values = kinds.flatMap { $0.distinctExamples(position, depth: depth) }
        value = values.first { !items.contains($0) }
      } else {
        value = SchemaAlternative.example(of: kinds, depth: depth)
      }
      guard let value else { return nil }
      items.append(value)
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

  /// A documented member's schema, with what the documentation shows of it or else a sensible
  /// example.
  func property(_ name: String) -> SchemaNode? {
    guard let schema = node.schema["properties"]?[name] else { return nil }
    let shown = (self["examples"]?.array ?? []).compactMap { $0[name] }
    return SchemaNode(schema: schema, base: node.base, registry: node.registry).resolved
      .showing(shown).showing(WellKnownValues.member(name).map { [$0] } ?? [])
  }

  /// A valid value of a documented member; an undocumented one is a text.
  func memberExample(_ name: String, depth: Int) -> JSONValue? {
    let usual = WellKnownValues.member(name)
    guard let kinds = property(name)?.alternatives, !kinds.isEmpty else {
      return usual ?? .string("text")
    }
    return Self.example(of: kinds, depth: depth)
  }

  /// A value of one of several kinds, one that is shown before one that is made up.
  static func example(of kinds: [SchemaAlternative], depth: Int = 7) -> JSONValue? {
    for kind in kinds {
      if let shown = kind.shownExamples.first { return shown }
    }
    for kind in kinds {
      if let value = kind.example(depth: depth - 1) { return value }
    }
    return nil
  }

  /// An otherwise valid object for trying out one member: the required members, as an example that
  /// has this member has them; the whole example where the documentation requires none.
  func surroundings(of name: String) -> JSONValue? {
    let shown = shownExamples.first { $0[name] != nil }
    guard !requiredNames.isEmpty else { return shown ?? example() }
    guard let shown, let object = shown.object else { return exampleObject(depth: 6) }
    return .object(JSONObject(object.members.filter { requiredNames.contains($0.name) }))
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

extension SchemaAlternative {
  /// Whether a message of this shape can be a user's. Those of other roles only make sense in an
  /// order that scenarios know.
  var isUserMessage: Bool {
    guard let role = property("role") else { return true }
    let kinds = role.alternatives
    return kinds.isEmpty || kinds.contains { $0.admits("user") }
  }
}
