import WireFormats

/// A keyword of one schema, compiled. One keyword, one file, each with the section of the standard.
protocol Keyword: Sendable {
  /// The keyword as it stands in a schema.
  static var name: String { get }

  /// Reads the keyword's value; what is not as the standard demands is an error of the schema.
  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError)

  /// Whether the instance satisfies the keyword. Values of a type that the keyword does not speak
  /// of do. Notes violations, and which members and items it evaluated, as it goes.
  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool

  /// The schemas that the keyword always applies to the very instance it is given. A circle of
  /// these never ends.
  var alwaysInPlace: [Int] { get }
}

extension Keyword {
  var name: String { Self.name }
  var alwaysInPlace: [Int] { [] }
}

/// Where a keyword stands: what it is read from.
struct KeywordSite {
  let keyword: String
  let value: JSONValue
  /// The schema that the keyword stands in.
  let schema: JSONObject
  let location: SchemaLocation
  let resource: Int

  /// The place of the keyword, or of something inside its value.
  func place(_ tokens: String...) -> SchemaLocation {
    var place = location.appending(keyword)
    for token in tokens { place = place.appending(token) }
    return place
  }

  /// An error at the keyword; the sentence begins with its name.
  func error(_ predicate: String) -> SchemaError {
    SchemaError(location: place().pointer, reason: "\(keyword) \(predicate)")
  }

  /// Another keyword of the same schema, where it stands there and belongs to the dialect.
  func sibling(_ name: String, _ compiler: inout SchemaCompiler) -> KeywordSite? {
    guard let value = schema[name], compiler.knows(name, in: resource) else { return nil }
    return KeywordSite(
      keyword: name, value: value, schema: schema, location: location, resource: resource)
  }

  /// The value as a size; saturates.
  func size() throws(SchemaError) -> Int {
    guard let number = value.number, number.isInteger, number >= JSONNumber(0) else {
      throw error("must be a non-negative integer")
    }
    return number.int ?? Int.max
  }

  /// The value as a number.
  func number() throws(SchemaError) -> JSONNumber {
    guard let number = value.number else { throw error("must be a number") }
    return number
  }

  /// The value as a text.
  func text() throws(SchemaError) -> String {
    guard let text = value.string else { throw error("must be a string") }
    return text
  }

  /// The value as a list of names without repetition.
  func names(of value: JSONValue? = nil) throws(SchemaError) -> [String] {
    guard let items = (value ?? self.value).array else {
      throw error("must be an array of strings")
    }
    var names: [String] = []
    var seen: Set<ExactText> = []
    for item in items {
      guard let name = item.string else { throw error("must be an array of strings") }
      guard seen.insert(ExactText(name)).inserted else {
        throw error("names \(ValueDescription.quoted(name)) twice")
      }
      names.append(name)
    }
    return names
  }

  /// The value as an object.
  func object() throws(SchemaError) -> JSONObject {
    guard let object = value.object else { throw error("must be an object") }
    return object
  }
}
