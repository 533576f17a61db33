import WireFormats

/// What stands around a value that is nested in another.
///
/// Data rather than a closure: the optimizer makes a copy of a recursive function for each closure
/// that it is given, and of each copy again, which took it more than five minutes.
enum ValueEnclosure {
  /// The messages without which one makes no sense.
  case conversation
  /// An array that begins with the value, and the items behind it.
  case items([JSONValue])
  /// An object of which the value is the member of that name.
  case member(String, of: JSONValue)

  /// The value with this around it.
  func around(_ value: JSONValue) -> JSONValue {
    switch self {
    case .conversation: Conversation.around(value)
    case .items(let others): .array([value] + others)
    case .member(let name, let object): object.setting(name, to: value)
    }
  }
}

extension [ValueEnclosure] {
  /// The value with all of these around it, the last next to it.
  func around(_ value: JSONValue) -> JSONValue {
    reversed().reduce(value) { $1.around($0) }
  }
}
