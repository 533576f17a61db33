import WireFormats

/// A chunk as its leaves, one a line, less those that are as in the chunk before: what is new in an
/// event is seen at a glance.
enum FlatJSON {
  /// The most lines of one value.
  private static let mostLines = 60
  /// Below these members everything is new, even if it reads the same: the next token may be the
  /// same as the last.
  private static let freshMembers: Set<String> = ["delta", "text", "logprobs", "message"]

  /// Pairs of pointer and value.
  static func lines(of value: JSONValue, after previous: JSONValue?) -> JSONValue {
    var leaves: [(JSONPointer, String)] = []
    collect(value, at: JSONPointer(), before: previous, into: &leaves)
    var lines = leaves.prefix(mostLines).map { pointer, text -> JSONValue in
      [
        .string(VisibleText.visible(pointer.description.clipped(to: 300))),
        .string(VisibleText.visible(text.clipped(to: 2000))),
      ]
    }
    if leaves.count > mostLines { lines.append(["…", "more members"]) }
    return .array(lines)
  }

  private static func collect(
    _ value: JSONValue, at pointer: JSONPointer, before: JSONValue?,
    into leaves: inout [(JSONPointer, String)]
  ) {
    guard leaves.count <= mostLines else { return }
    switch value {
    case .object(let object) where !object.isEmpty:
      for member in object.members {
        let old = freshMembers.contains(member.name) ? nil : before?[member.name]
        collect(member.value, at: pointer.appending(member.name), before: old, into: &leaves)
      }
    case .array(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() {
        collect(item, at: pointer.appending(index), before: before?[index], into: &leaves)
      }
    default:
      if value != before { leaves.append((pointer, value.serialized())) }
    }
  }
}
