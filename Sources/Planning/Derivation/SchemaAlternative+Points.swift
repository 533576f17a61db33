import WireFormats

/// One value at or beyond a boundary of one kind of value.
struct BoundaryPoint {
  var name: String
  var keyword: String
  var value: JSONValue?
  var nature: BoundaryCase.Nature
}

extension SchemaAlternative {
  /// The values at and beyond this kind's own boundaries, not those of what is nested in it.
  var points: [BoundaryPoint] {
    if self["enum"] != nil || self["const"] != nil { return listedPoints }
    switch type {
    case "boolean":
      return [
        BoundaryPoint(name: "true", keyword: "type", value: true, nature: .valid),
        BoundaryPoint(name: "false", keyword: "type", value: false, nature: .valid),
      ]
    case "integer", "number": return numberPoints
    case "string": return stringPoints
    case "array": return arrayPoints
    case "object": return objectPoints
    default: return []
    }
  }

  private var listedPoints: [BoundaryPoint] {
    var points: [BoundaryPoint] = []
    if let value = self["const"], value.fits(type) {
      points.append(BoundaryPoint(name: "const", keyword: "const", value: value, nature: .valid))
    }
    for value in self["enum"]?.array ?? [] where value.fits(type) {
      points.append(
        BoundaryPoint(
          name: "enum.\(value.slug)", keyword: "enum", value: value, nature: .valid))
    }
    let keyword = self["enum"] != nil ? "enum" : "const"
    let unlisted: JSONValue? =
      switch type {
      case "string": "assay-undocumented"
      case "integer", "number": 987_654
      default: nil
      }
    points.append(
      BoundaryPoint(
        name: keyword == "enum" ? "not-in-enum" : "not-const", keyword: keyword, value: unlisted,
        nature: .invalid))
    return points
  }

  private var numberPoints: [BoundaryPoint] {
    var points: [BoundaryPoint] = []
    func add(
      _ name: String, _ keyword: String, _ value: ExactDecimal, _ nature: BoundaryCase.Nature
    ) {
      points.append(
        BoundaryPoint(name: name, keyword: keyword, value: value.value, nature: nature))
    }
    if let bound = decimal("minimum") {
      add("at-minimum", "minimum", bound, .valid)
      add("below-minimum", "minimum", bound - step, .invalid)
    }
    if let bound = decimal("exclusiveMinimum") {
      add("at-exclusive-minimum", "exclusiveMinimum", bound, .invalid)
      if let inside = inside(bound, above: true) {
        add("just-inside-exclusive-minimum", "exclusiveMinimum", inside, .valid)
      }
    }
    if let bound = decimal("maximum") {
      add("at-maximum", "maximum", bound, .valid)
      add("above-maximum", "maximum", bound + step, .invalid)
    }
    if let bound = decimal("exclusiveMaximum") {
      add("at-exclusive-maximum", "exclusiveMaximum", bound, .invalid)
      if let inside = inside(bound, above: false) {
        add("just-inside-exclusive-maximum", "exclusiveMaximum", inside, .valid)
      }
    }
    guard let middle = example()?.number.flatMap({ ExactDecimal($0) }) else { return points }
    if let multiple = decimal("multipleOf") {
      let off =
        type == "integer"
        ? ExactDecimal.unit(places: 0)
        : ExactDecimal(mantissa: multiple.mantissa, places: multiple.places + 1)
      add("not-multiple", "multipleOf", middle + off, .invalid)
    }
    if type == "integer" {
      let half = ExactDecimal(mantissa: 5, places: 1)
      let isAtTop = decimal("maximum").map { $0.widened(to: 1) == middle.widened(to: 1) } ?? false
      add("non-integral", "type", isAtTop ? middle - half : middle + half, .invalid)
    }
    return points
  }

  /// The nearest value on the documented grid that lies inside an exclusive bound; where the grid is
  /// wider than the range, the first finer one that has any.
  private func inside(_ bound: ExactDecimal, above: Bool) -> ExactDecimal? {
    var distance = step
    for _ in 0..<6 {
      let candidate = above ? bound + distance : bound - distance
      if let value = candidate.value, admits(value) { return candidate }
      guard type == "number", self["multipleOf"] == nil else { return nil }
      distance = ExactDecimal(mantissa: distance.mantissa, places: distance.places + 1)
    }
    return nil
  }

  private var stringPoints: [BoundaryPoint] {
    var points: [BoundaryPoint] = []
    func add(_ name: String, _ keyword: String, _ value: String?, _ nature: BoundaryCase.Nature) {
      points.append(
        BoundaryPoint(
          name: name, keyword: keyword, value: value.map { .string($0) }, nature: nature))
    }
    if let least = self["minLength"]?.int, least > 0 {
      add("at-min-length", "minLength", text(of: least), .valid)
      add(
        least == 1 ? "empty" : "too-short", "minLength", text(of: least - 1, anyway: true), .invalid
      )
    }
    if let most = self["maxLength"]?.int, most < 1 << 20 {
      add("at-max-length", "maxLength", text(of: most), .valid)
      add("too-long", "maxLength", text(of: most + 1, anyway: true), .invalid)
    }
    if self["pattern"] != nil {
      add("matching", "pattern", example()?.string, .valid)
      let candidates = ["not matched!", "two words", "ä", "!", " ", "aaaaaaaa", "0", ""]
      let bounds = SchemaAlternative(
        type: type,
        node: SchemaNode(
          schema: node.schema.removing(["pattern"]), base: node.base, registry: node.registry))
      add(
        "pattern-mismatch", "pattern",
        candidates.first { !admits(.string($0)) && bounds.admits(.string($0)) }, .invalid)
    }
    return points
  }

  /// A text of that many characters that the pattern, if any, takes.
  ///
  /// - Parameter anyway: whether one is wanted where the length itself is the fault.
  private func text(of count: Int, anyway: Bool = false) -> String? {
    let texts = ["a", "1", "A"].map { String(repeating: $0, count: count) }
    guard anyway else { return texts.first { admits(.string($0)) } }
    let pattern = SchemaAlternative(
      type: type,
      node: SchemaNode(
        schema: node.schema.removing(["minLength", "maxLength"]), base: node.base,
        registry: node.registry))
    return texts.first { pattern.admits(.string($0)) }
  }

  private var arrayPoints: [BoundaryPoint] {
    var points: [BoundaryPoint] = []
    func add(_ name: String, _ keyword: String, _ count: Int, _ nature: BoundaryCase.Nature) {
      points.append(
        BoundaryPoint(
          name: name, keyword: keyword, value: exampleArray(count: count, depth: 6),
          nature: nature))
    }
    if let least = self["minItems"]?.int, least > 0 {
      add("min-items", "minItems", least, .valid)
      add(least == 1 ? "empty" : "too-few-items", "minItems", least - 1, .invalid)
    }
    if let most = self["maxItems"]?.int, most <= 4096 {
      add("max-items", "maxItems", most, .valid)
      add("too-many-items", "maxItems", most + 1, .invalid)
    }
    if self["uniqueItems"] == .bool(true),
      case .array(let items)? = exampleArray(count: 1, depth: 6)
    {
      points.append(
        BoundaryPoint(
          name: "duplicate-items", keyword: "uniqueItems", value: .array(items + items),
          nature: .invalid))
    }
    return points
  }

  private var objectPoints: [BoundaryPoint] {
    guard let example = exampleObject(depth: 6) else { return [] }
    var points: [BoundaryPoint] = []
    func add(
      _ name: String, _ keyword: String, _ value: JSONValue?, _ nature: BoundaryCase.Nature
    ) {
      points.append(BoundaryPoint(name: name, keyword: keyword, value: value, nature: nature))
    }
    if !requiredNames.isEmpty { add("only-required", "required", example, .valid) }
    if let least = self["minProperties"]?.int, least > 0 {
      add("min-properties", "minProperties", object(of: least), .valid)
      add(
        least == 1 ? "empty" : "too-few-properties", "minProperties", object(of: least - 1),
        .invalid)
    }
    if let most = self["maxProperties"]?.int, most <= 4096 {
      add("max-properties", "maxProperties", object(of: most), .valid)
      add("too-many-properties", "maxProperties", object(of: most + 1), .invalid)
    }
    if self["additionalProperties"] == .bool(false) {
      add(
        "unknown-member", "additionalProperties", example.setting("assay_unknown", to: "text"),
        .invalid)
    }
    return points
  }

  /// An object of that many members, required ones first.
  private func object(of count: Int) -> JSONValue? {
    guard requiredNames.count <= count, var object = exampleObject(depth: 6)?.object else {
      return count == 0 ? .object(JSONObject()) : nil
    }
    object.members = Array(object.members.prefix(max(count, requiredNames.count)))
    for position in 0..<max(0, count - object.count) {
      guard let value = additionalExample(depth: 6) else { return nil }
      object[additionalName(position)] = value
    }
    return .object(object)
  }
}

extension JSONValue {
  /// The value as part of an id: letters, digits, `.`, `_` and `-` as they are, all else `-`.
  var slug: String {
    let text = string ?? serialized()
    let safe = text.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || scalar == "." || scalar == "_" || scalar == "-" ? Character(scalar) : "-"
    }
    return text.isEmpty ? "empty" : String(safe)
  }
}
