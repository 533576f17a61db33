import WireFormats

/// Small changes to JSON values, for faults. What is not there is left alone.
extension JSONValue {
  /// Sets a member of an object.
  mutating func set(_ name: String, _ value: JSONValue) {
    guard case .object(var object) = self else { return }
    object[name] = value
    self = .object(object)
  }

  /// Removes a member of an object.
  mutating func remove(_ name: String) {
    guard case .object(var object) = self else { return }
    object[name] = nil
    self = .object(object)
  }

  /// Renames a member of an object, in its place.
  mutating func rename(_ name: String, to other: String) {
    guard case .object(var object) = self else { return }
    for index in object.members.indices where object.members[index].name == name {
      object.members[index].name = other
    }
    self = .object(object)
  }

  /// Changes a member of an object.
  mutating func edit(_ name: String, _ change: (inout JSONValue) -> Void) {
    guard var value = self[name] else { return }
    change(&value)
    set(name, value)
  }

  /// Changes the member at a path of names.
  mutating func edit(_ path: [String], _ change: (inout JSONValue) -> Void) {
    guard let first = path.first else { return change(&self) }
    edit(first) { $0.edit(Array(path.dropFirst()), change) }
  }

  /// Changes each item of an array.
  mutating func editItems(_ change: (inout JSONValue, Int) -> Void) {
    guard case .array(var items) = self else { return }
    for index in items.indices { change(&items[index], index) }
    self = .array(items)
  }

  /// Changes each item of the array that is a member of an object.
  mutating func editItems(of name: String, _ change: (inout JSONValue, Int) -> Void) {
    edit(name) { $0.editItems(change) }
  }
}
