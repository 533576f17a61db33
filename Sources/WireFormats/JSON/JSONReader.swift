/// Reads one JSON text into a ``JSONValue``.
///
/// The reader keeps its own stack of open arrays and objects instead of recursing, so that no text
/// can exhaust the thread's stack. Finished values wait on `values` (and member names on `names`)
/// until their bracket closes.
///
/// The index of the next byte is a local variable of ``readDocument()`` that is handed about, not a
/// property, so that it can live in a register.
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

  /// How much memory to lend to a reader. It is enough for most texts; a reader that needs more
  /// takes it.
  static let lentByteCount = 1024

  /// The text. Every index into it is below `count`.
  let bytes: UnsafeBufferPointer<UInt8>
  var values: JSONStack<JSONValue>
  var names: JSONStack<Name>
  var frames: JSONStack<Frame>
  var anomalies: [JSONAnomaly] = []
  /// Where a string with escapes is put together.
  var unescaped: [UInt8] = []
  let vocabulary = JSONVocabulary.chat

  /// Does something with a reader that stands at the first byte.
  @inline(__always)
  static func withReader<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (inout JSONReader) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(byteCount: lentByteCount, alignment: 16) { memory in
      var reader = JSONReader(bytes, memory: memory)
      return body(&reader)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, memory: UnsafeMutableRawBufferPointer) {
    var memory = memory
    self.bytes = bytes
    values = JSONStack(capacity: 20, in: &memory)
    names = JSONStack(capacity: 12, in: &memory)
    frames = JSONStack(capacity: 8, in: &memory)
  }

  /// Reads the whole text: one value, white space around it, and nothing else.
  mutating func readDocument() throws(JSONFailure) -> JSONValue {
    var index = 0
    if bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF {
      anomalies.append(JSONAnomaly(kind: .byteOrderMark, offset: 0))
      index = 3
    }
    repeat {
      try readValueOrOpen(&index)
      while frames.count > 0, try !continueContainer(&index) {}
    } while frames.count > 0
    skipWhiteSpace(&index)
    if index < bytes.count {
      throw JSONFailure(reason: isComment(at: index) ? .comment : .textAfterValue, offset: index)
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
  private mutating func readValueOrOpen(_ index: inout Int) throws(JSONFailure) {
    while true {
      skipWhiteSpace(&index)
      guard index < bytes.count else { throw unexpectedEnd }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        return values.push(.string(try readString(&index)))
      case UInt8(ascii: "{"):
        try open(isObject: true, &index)
        skipWhiteSpace(&index)
        if index < bytes.count && bytes[index] == UInt8(ascii: "}") {
          index += 1
          return closeObject()
        }
        try readName(&index)
      case UInt8(ascii: "["):
        try open(isObject: false, &index)
        skipWhiteSpace(&index)
        if index < bytes.count && bytes[index] == UInt8(ascii: "]") {
          index += 1
          return closeArray()
        }
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        return values.push(.number(try readNumber(&index)))
      case UInt8(ascii: "t"):
        try skipWord("true", &index)
        return values.push(.bool(true))
      case UInt8(ascii: "f"):
        try skipWord("false", &index)
        return values.push(.bool(false))
      case UInt8(ascii: "n"):
        try skipWord("null", &index)
        return values.push(.null)
      default: throw noValue(at: index)
      }
    }
  }

  /// Reads what follows a value inside an array or object: a comma (and a member's name), after
  /// which another value is due, or the closing bracket.
  ///
  /// - Returns: whether another value is due.
  @inline(__always)
  private mutating func continueContainer(_ index: inout Int) throws(JSONFailure) -> Bool {
    let isObject = frames.last.isObject
    let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    skipWhiteSpace(&index)
    guard index < bytes.count else { throw unexpectedEnd }
    if bytes[index] == UInt8(ascii: ",") {
      index += 1
      skipWhiteSpace(&index)
      if index < bytes.count && bytes[index] == closing {
        throw JSONFailure(reason: .trailingComma, offset: index)
      }
      if isObject { try readName(&index) }
      return true
    }
    guard bytes[index] == closing else { throw unexpectedByte(at: index) }
    index += 1
    if isObject { closeObject() } else { closeArray() }
    return false
  }

  @inline(__always)
  private mutating func open(isObject: Bool, _ index: inout Int) throws(JSONFailure) {
    guard frames.count < JSONDocument.maximumDepth else {
      throw JSONFailure(reason: .tooDeep, offset: index)
    }
    frames.push(Frame(firstValue: values.count, isObject: isObject))
    index += 1
  }

  /// Makes an array of the values of the innermost frame.
  private mutating func closeArray() {
    let first = frames.pop().firstValue
    let count = values.count - first
    let source = values.cut(from: first)
    // Reserving and appending is compiled for the type at hand; the initializer that takes a closure
    // looks the type up at run time.
    var items: [JSONValue] = []
    if count > 0 { items.reserveCapacity(count) }
    for index in 0..<count { items.append((source + index).move()) }
    values.push(.array(items))
  }

  /// Makes an object of the names and values of the innermost frame.
  private mutating func closeObject() {
    let frame = frames.pop()
    let count = values.count - frame.firstValue
    if frame.mayHoldDuplicates { reportDuplicates(inLast: count) }
    let value = values.cut(from: frame.firstValue)
    let name = names.cut(from: names.count - count)
    var members: [JSONObject.Member] = []
    if count > 0 { members.reserveCapacity(count) }
    for index in 0..<count {
      members.append(
        JSONObject.Member(name: (name + index).move().text, value: (value + index).move()))
    }
    values.push(.object(JSONObject(members)))
  }

  /// Reads a member's name and the colon.
  @inline(__always)
  private mutating func readName(_ index: inout Int) throws(JSONFailure) {
    guard index < bytes.count else { throw unexpectedEnd }
    guard bytes[index] == UInt8(ascii: "\"") else { throw unexpectedByte(at: index) }
    let offset = index
    let text = try readNameText(&index)
    names.push(Name(text: text, offset: offset))
    skipWhiteSpace(&index)
    guard index < bytes.count else { throw unexpectedEnd }
    guard bytes[index] == UInt8(ascii: ":") else { throw unexpectedByte(at: index) }
    index += 1
  }
}
