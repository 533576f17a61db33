/// Reads one JSON text into a ``JSONValue``.
///
/// The reader keeps its own stack of open arrays and objects instead of recursing, so that no text
/// can exhaust the thread's stack. Finished values wait on `values` (and member names on `names`)
/// until their bracket closes.
struct JSONReader: ~Copyable {
  /// An array or object whose bracket is open.
  struct Frame {
    /// Where its values begin on the stack of values.
    let firstValue: Int
    let isObject: Bool
    /// One bit for each member name's fingerprint; a bit met twice may be a duplicate.
    var nameBits: UInt64 = 0
    var mayHoldDuplicates = false
  }

  /// A member's name and the offset of its opening quote.
  struct Name {
    let text: String
    let offset: Int
  }

  /// The text. All reading goes through bounds-checked subscripts or is guarded by `count`.
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var values = JSONStack<JSONValue>(capacity: 32)
  var names = JSONStack<Name>(capacity: 16)
  var frames = JSONStack<Frame>(capacity: 8)
  var anomalies: [JSONAnomaly] = []
  /// Where a string with escapes is put together.
  var unescaped: [UInt8] = []
  /// Whether a string read since this was last cleared had escapes.
  var stringHadEscapes = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the whole text: one value, white space around it, and nothing else.
  mutating func readDocument() throws(JSONFailure) -> JSONValue {
    if bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF {
      anomalies.append(JSONAnomaly(kind: .byteOrderMark, offset: 0))
      position = 3
    }
    repeat {
      try readValueOrOpen()
      while frames.count > 0, try !continueContainer() {}
    } while frames.count > 0
    skipWhiteSpace()
    if position < bytes.count {
      throw JSONFailure(reason: isComment() ? .comment : .textAfterValue, offset: position)
    }
    return values.pop()
  }

  /// What was irregular, in order of offset. Duplicates are found when their object closes, so the
  /// list has to be sorted.
  func sortedAnomalies() -> [JSONAnomaly] {
    anomalies.count < 2 ? anomalies : anomalies.sorted { $0.offset < $1.offset }
  }

  /// Reads a scalar, an empty array or an empty object on to the stack; of any other array or
  /// object, everything up to where its first value begins, and then that value in the same way.
  @inline(__always)
  private mutating func readValueOrOpen() throws(JSONFailure) {
    while true {
      skipWhiteSpace()
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        return values.push(.string(try readString()))
      case UInt8(ascii: "{"):
        try open(isObject: true)
        skipWhiteSpace()
        if position < bytes.count && bytes[position] == UInt8(ascii: "}") { return closeObject() }
        try readName()
      case UInt8(ascii: "["):
        try open(isObject: false)
        skipWhiteSpace()
        if position < bytes.count && bytes[position] == UInt8(ascii: "]") { return closeArray() }
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        return values.push(.number(try readNumber()))
      case UInt8(ascii: "t"):
        try readWord("true")
        return values.push(.bool(true))
      case UInt8(ascii: "f"):
        try readWord("false")
        return values.push(.bool(false))
      case UInt8(ascii: "n"):
        if isNonFinite(at: position) { throw failure(.nonFiniteNumber) }
        try readWord("null")
        return values.push(.null)
      default: throw noValueHere()
      }
    }
  }

  /// Reads what follows a value inside an array or object: a comma (and a member's name), after
  /// which another value is due, or the closing bracket.
  ///
  /// - Returns: whether another value is due.
  @inline(__always)
  private mutating func continueContainer() throws(JSONFailure) -> Bool {
    let isObject = frames.last.isObject
    let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    skipWhiteSpace()
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    if bytes[position] == UInt8(ascii: ",") {
      position += 1
      skipWhiteSpace()
      if position < bytes.count && bytes[position] == closing { throw failure(.trailingComma) }
      if isObject { try readName() }
      return true
    }
    guard bytes[position] == closing else { throw unexpectedByte() }
    if isObject { closeObject() } else { closeArray() }
    return false
  }

  @inline(__always)
  private mutating func open(isObject: Bool) throws(JSONFailure) {
    guard frames.count < JSONDocument.maximumDepth else { throw failure(.tooDeep) }
    frames.push(Frame(firstValue: values.count, isObject: isObject))
    position += 1
  }

  private mutating func closeArray() {
    position += 1
    let first = frames.pop().firstValue
    let count = values.count - first
    let source = values.cut(from: first)
    let items = [JSONValue](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: source, count: count)
      initialized = count
    }
    values.push(.array(items))
  }

  private mutating func closeObject() {
    position += 1
    let frame = frames.pop()
    let count = values.count - frame.firstValue
    if frame.mayHoldDuplicates { reportDuplicates(inLast: count) }
    let value = values.cut(from: frame.firstValue)
    let name = names.cut(from: names.count - count)
    let members = [JSONObject.Member](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let target = buffer.baseAddress else { return }
      for index in 0..<count {
        (target + index).initialize(
          to: JSONObject.Member(
            name: (name + index).move().text, value: (value + index).move()))
      }
      initialized = count
    }
    values.push(.object(JSONObject(members)))
  }

  /// Reads a member's name and the colon.
  @inline(__always)
  private mutating func readName() throws(JSONFailure) {
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    guard bytes[position] == UInt8(ascii: "\"") else { throw unexpectedByte() }
    let offset = position
    stringHadEscapes = false
    let text = try readString()
    // The fingerprint is one of the spelling, so a name with escapes always asks for the exact
    // comparison.
    let bit: UInt64 = 1 << UInt64(fingerprint(from: offset + 1, to: position - 1) & 63)
    if frames.last.nameBits & bit != 0 || stringHadEscapes { frames.last.mayHoldDuplicates = true }
    frames.last.nameBits |= bit
    names.push(Name(text: text, offset: offset))
    skipWhiteSpace()
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    guard bytes[position] == UInt8(ascii: ":") else { throw unexpectedByte() }
    position += 1
  }
}
