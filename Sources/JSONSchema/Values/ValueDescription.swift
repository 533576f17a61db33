import WireFormats

/// Words for values in violations: JSON text cut to a length that fits a line.
enum ValueDescription {
  /// The longest rendering, in code points.
  static let limit = 80

  /// The value as JSON text, cut after ``limit`` code points. Never renders more than it shows.
  static func short(_ value: JSONValue) -> String {
    var out = ""
    var room = limit
    write(value, to: &out, room: &room)
    return room < 0 ? out + "…" : out
  }

  /// A text as a JSON string, cut likewise.
  static func quoted(_ text: String) -> String { short(.string(text)) }

  /// `a, b or c`.
  static func list(_ parts: [String], conjunction: String = "or") -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " " + conjunction + " " + last
  }

  /// `1 item`, `2 items`.
  static func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private static func append(_ text: String, to out: inout String, room: inout Int) {
    for scalar in text.unicodeScalars {
      guard room > 0 else {
        room = -1
        return
      }
      out.unicodeScalars.append(scalar)
      room -= 1
    }
  }

  private static func write(_ value: JSONValue, to out: inout String, room: inout Int) {
    switch value {
    case .null, .bool, .number: append(value.serialized(), to: &out, room: &room)
    case .string(let text):
      // A prefix one longer than the room is enough to know that the text must be cut.
      let prefix = String(text.unicodeScalars.prefix(limit + 1))
      append(JSONValue.string(prefix).serialized(), to: &out, room: &room)
    case .array(let items):
      append("[", to: &out, room: &room)
      for (index, item) in items.enumerated() where room >= 0 {
        if index > 0 { append(",", to: &out, room: &room) }
        write(item, to: &out, room: &room)
      }
      append("]", to: &out, room: &room)
    case .object(let object):
      append("{", to: &out, room: &room)
      for (index, member) in object.members.enumerated() where room >= 0 {
        if index > 0 { append(",", to: &out, room: &room) }
        write(.string(member.name), to: &out, room: &room)
        append(":", to: &out, room: &room)
        write(member.value, to: &out, room: &room)
      }
      append("}", to: &out, room: &room)
    }
  }
}
