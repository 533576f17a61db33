import JSONSchema
import WireFormats

/// Makes an instance of a JSON Schema, with values from the prompt where they fit.
struct InstanceMaker {
  let schema: JSONValue
  let prompt: String
  /// What plain strings are to hold; `nil` to look for it in the prompt.
  var subject: String?

  /// The instance: with values from the prompt where such a one is valid, else any that is valid.
  func instance() -> JSONValue {
    let made = value(of: schema, depth: 0)
    do throws(SchemaError) {
      if try Schema(compiling: schema).isValid(made) { return made }
      var generator = try InstanceGenerator(schema: schema, seed: StableHash.of(prompt))
      return generator.instance() ?? made
    } catch {
      // Tool parameters that are no schema are refused nowhere; the model does what it can.
      return made
    }
  }

  private func value(of schema: JSONValue, depth: Int) -> JSONValue {
    guard depth < 32, let object = schema.object else { return ["value": "text"] }
    if let constant = object["const"] { return constant }
    if let values = object["enum"]?.array { return preferred(values) }
    if let reference = object["$ref"]?.string, reference.hasPrefix("#"),
      let pointer = JSONPointer(parsing: String(reference.dropFirst())),
      let target = self.schema[pointer]
    {
      return value(of: target, depth: depth + 1)
    }
    for name in ["anyOf", "oneOf"] {
      if let first = object[name]?[0] { return value(of: first, depth: depth + 1) }
    }
    if let parts = object["allOf"]?.array {
      return parts.map { value(of: $0, depth: depth + 1) }.reduce(
        into: JSONValue.object(JSONObject())
      ) {
        merge($1, into: &$0)
      }
    }
    let type = object["type"]?.string ?? object["type"]?[0]?.string
    switch type ?? (object["properties"] != nil ? "object" : "string") {
    case "object": return self.object(of: object, depth: depth)
    case "array": return array(of: object, depth: depth)
    case "integer", "number": return number(of: object, isInteger: type == "integer")
    case "boolean": return true
    case "null": return .null
    default: return .string(text(of: object))
    }
  }

  /// The documented value that the prompt names, else the first.
  private func preferred(_ values: [JSONValue]) -> JSONValue {
    let words = Set(Words(prompt).all)
    return values.first { $0.string.map { words.contains($0.lowercased()) } ?? false } ?? values
      .first ?? .null
  }

  private func object(of schema: JSONObject, depth: Int) -> JSONValue {
    var members: [JSONObject.Member] = []
    let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
    for property in schema["properties"]?.object?.members ?? [] {
      // Deep schemas that refer to themselves end at what is not required.
      guard depth < 6 || required.contains(property.name) else { continue }
      members.append(.init(name: property.name, value: value(of: property.value, depth: depth + 1)))
    }
    for name in schema["required"]?.array?.compactMap(\.string) ?? []
    where !members.contains(where: { $0.name == name }) {
      members.append(.init(name: name, value: .string(text(of: JSONObject()))))
    }
    return .object(JSONObject(members))
  }

  private func array(of schema: JSONObject, depth: Int) -> JSONValue {
    var items = (schema["prefixItems"]?.array ?? []).map { value(of: $0, depth: depth + 1) }
    let item = schema["items"] ?? ["type": "string"]
    let wanted = max(
      schema["minItems"]?.int ?? 0, depth < 6 && schema["maxItems"]?.int != 0 ? 1 : 0)
    while items.count < min(wanted, 1000) { items.append(value(of: item, depth: depth + 1)) }
    return .array(items)
  }

  private func number(of schema: JSONObject, isInteger: Bool) -> JSONValue {
    var value = Words(prompt).firstNumber.map(Double.init) ?? 1
    if let minimum = schema["minimum"]?.double { value = max(value, minimum) }
    if let minimum = schema["exclusiveMinimum"]?.double, value <= minimum { value = minimum + 1 }
    if let maximum = schema["maximum"]?.double { value = min(value, maximum) }
    if let maximum = schema["exclusiveMaximum"]?.double, value >= maximum { value = maximum - 1 }
    if isInteger { value = value.rounded(.up) }
    if let step = schema["multipleOf"]?.double, step > 0 {
      value = (value / step).rounded(.up) * step
    }
    return value == value.rounded() && abs(value) < 1e15 ? .integer(Int(value)) : .rounded(value)
  }

  private func text(of schema: JSONObject) -> String {
    switch schema["format"]?.string {
    case "date": return "2026-01-01"
    case "date-time": return "2026-01-01T00:00:00Z"
    case "time": return "12:00:00Z"
    case "email": return "name@example.com"
    case "uri", "url": return "https://example.com/"
    case "uuid": return "123e4567-e89b-42d3-a456-426614174000"
    default: break
    }
    var text = subject ?? Subjects.named(in: prompt).first ?? "example"
    while text.count < min(schema["minLength"]?.int ?? 0, 10_000) { text += " example" }
    if let limit = schema["maxLength"]?.int { text = String(text.prefix(max(0, limit))) }
    return text
  }

  private func merge(_ part: JSONValue, into whole: inout JSONValue) {
    guard case .object(var object) = whole, let members = part.object?.members else {
      whole = part
      return
    }
    for member in members { object[member.name] = member.value }
    whole = .object(object)
  }
}
