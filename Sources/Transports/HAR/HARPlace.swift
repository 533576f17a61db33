import WireFormats

/// A value in a HAR file together with its place, so that every error can name it.
///
/// Members that the format calls optional may be missing or `null`: programs write either.
struct HARPlace {
  let value: JSONValue
  let pointer: JSONPointer

  /// The member of that name, `nil` where it is missing or `null`.
  func optional(_ name: String) -> HARPlace? {
    guard let member = value[name], !member.isNull else { return nil }
    return HARPlace(value: member, pointer: pointer.appending(name))
  }

  /// The member of that name.
  func member(_ name: String) throws(HARError) -> HARPlace {
    guard value.object != nil else { throw wrongType("an object") }
    guard let member = optional(name) else {
      throw HARError(pointer: pointer, problem: "the member `\(name)` is missing")
    }
    return member
  }

  /// The items of an array.
  func items() throws(HARError) -> [HARPlace] {
    guard let items = value.array else { throw wrongType("an array") }
    return items.enumerated().map {
      HARPlace(value: $0.element, pointer: pointer.appending($0.offset))
    }
  }

  func string() throws(HARError) -> String {
    guard let string = value.string else { throw wrongType("a string") }
    return string
  }

  func integer() throws(HARError) -> Int {
    guard let integer = value.int else { throw wrongType("an integer") }
    return integer
  }

  func double() throws(HARError) -> Double {
    guard let double = value.double, double.isFinite else { throw wrongType("a number") }
    return double
  }

  func wrongType(_ expected: String) -> HARError {
    HARError(pointer: pointer, problem: "expected \(expected), found \(found)")
  }

  private var found: String {
    switch value {
    case .string(let text) where text.count <= 40: "the string \"\(text)\""
    case .number(let number): "the number \(number.lexeme)"
    default: value.typeName == "null" ? "null" : "a value of type \(value.typeName)"
    }
  }
}
