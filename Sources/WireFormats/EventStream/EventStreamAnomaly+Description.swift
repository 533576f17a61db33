extension EventStreamAnomaly: CustomStringConvertible {
  /// The anomaly as one clear sentence, for instance `byte 120: the body ends inside an event`.
  public var description: String { "byte \(offset): \(sentence)" }

  private var sentence: String {
    switch kind {
    case .malformedUTF8: "these bytes are not UTF-8"
    case .leadingByteOrderMark: "the stream begins with a byte order mark"
    case .unknownField(let name, _):
      "the field \(JSONValue.string(name).serialized()) is not one that the standard knows"
    case .idWithNull: "an id holds U+0000 and is ignored"
    case .malformedRetry(let value):
      "the retry time \(JSONValue.string(value).serialized()) is not ASCII digits and is ignored"
    case .unfinishedEvent: "the body ends inside an event, which is discarded"
    case .unfinishedLine: "the body ends inside a line"
    case .tooLong: "a line or event is too long; the rest is dropped"
    }
  }
}
