/// Which bytes of a chat answer no client could see changed without noticing.
///
/// - What holds JSON together: braces, brackets, colons, commas, quotation marks, literals.
/// - What a client decides by: the values of `object`, `role` and `finish_reason`, the names `object`,
///   `choices`, `message` and `delta`, the counts of tokens, and `[DONE]`.
///
/// Not the text of the answer, ids, times, white space: those may be any other as well. Nor
/// `finish_reason` where the documentation leaves its values open.
struct BytesThatMatter {
  /// The offsets of bytes that no other byte may replace.
  private(set) var fixed: [Int] = []
  /// The offsets of digits that no other digit may replace.
  private(set) var digits: [Int] = []

  private static let names = ["object", "choices", "message", "delta"]
  private static let counts = ["prompt_tokens", "completion_tokens", "total_tokens"]

  private let values: [String]

  init(in body: [UInt8], isStream: Bool, finishReasonsAreOpen: Bool) {
    values = finishReasonsAreOpen ? ["object", "role"] : ["object", "role", "finish_reason"]
    guard isStream else {
      scan(body, 0..<body.count)
      return
    }
    var start = 0
    while let end = body[start...].firstIndex(of: 0x0A) {
      let line = body[start..<end]
      if line.starts(with: Array("data: {".utf8)) {
        scan(body, (start + 6)..<end)
      } else if line.starts(with: Array("data: [DONE]".utf8)) {
        fixed += Array((start + 6)..<end)
      }
      start = end + 1
    }
  }

  private mutating func scan(_ body: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    var name = ""
    // Whether the next string is a value: after a colon.
    var isValue = false
    while index < range.upperBound {
      switch body[index] {
      case UInt8(ascii: "\""):
        let start = index
        index += 1
        while body[index] != UInt8(ascii: "\"") { index += body[index] == 0x5C ? 2 : 1 }
        fixed += [start, index]
        let content = (start + 1)..<index
        if isValue {
          if values.contains(name) { fixed += Array(content) }
        } else {
          name = String(decoding: body[content], as: UTF8.self)
          if Self.names.contains(name) { fixed += Array(content) }
        }
        isValue = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if Self.counts.contains(name) { digits.append(index) }
      case UInt8(ascii: ":"):
        isValue = true
        fixed.append(index)
      case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
        UInt8(ascii: "]"):
        isValue = false
        fixed.append(index)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): fixed.append(index)
      default: break
      }
      index += 1
    }
  }
}
