/// The data of an event in the making.
///
/// Most events have one `data` line, which becomes a text at once. Only several lines, or bytes that
/// are not UTF-8, are gathered as bytes first.
struct EventStreamData: Sendable {
  private let limit: Int
  private(set) var lineCount = 0
  private var text = ""
  private var bytes: [UInt8] = []
  private var isGathered = false
  private var isMalformed = false
  private var isTooLong = false

  init(limit: Int) { self.limit = limit }

  /// The data so far as text, malformed bytes replaced.
  var string: String {
    if !isGathered { return text }
    return bytes.withUnsafeBufferPointer {
      isMalformed
        ? String(decoding: $0, as: UTF8.self) : String(verifiedUTF8: $0, isASCII: false)
    }
  }

  /// The data so far as bytes, where the text does not hold them.
  var malformedBytes: [UInt8]? { isMalformed ? bytes : nil }

  /// Appends the value of a `data` line, and before it a LF where it is not the first.
  ///
  /// - Returns: how many of its bytes are kept where the event becomes too long by it, else `nil`.
  @inline(__always)
  mutating func append(_ value: UnsafeBufferPointer<UInt8>, _ form: EventStreamLineForm) -> Int? {
    lineCount += 1
    if lineCount == 1 && form != .malformed {
      text = String(verifiedUTF8: value, isASCII: form == .ascii)
      return nil
    }
    return gather(value, isMalformed: form == .malformed)
  }

  @inline(never)
  private mutating func gather(_ value: UnsafeBufferPointer<UInt8>, isMalformed: Bool) -> Int? {
    if isTooLong { return nil }
    self.isMalformed = self.isMalformed || isMalformed
    if !isGathered {
      bytes = Array(text.utf8)
      text = ""
      isGathered = true
    }
    if lineCount == 1 {
      bytes.append(contentsOf: value)
      return nil
    }
    if bytes.count + 1 + value.count <= limit {
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: value)
      return nil
    }
    isTooLong = true
    let room = max(0, limit - bytes.count - 1)
    if bytes.count < limit { bytes.append(UInt8(ascii: "\n")) }
    let kept = UnsafeBufferPointer(rebasing: value[..<room])
    bytes.append(contentsOf: kept.dropLast(UTF8Form.incompleteTail(of: kept)))
    return room
  }

  /// Begins anew.
  @inline(__always)
  mutating func clear() {
    lineCount = 0
    text = ""
    if !isGathered { return }
    bytes = []
    isGathered = false
    isMalformed = false
    isTooLong = false
  }
}

/// What is known of a line's bytes.
enum EventStreamLineForm {
  case ascii
  case wellFormed
  case malformed
}
