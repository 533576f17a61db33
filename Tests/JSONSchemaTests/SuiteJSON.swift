import WireFormats

/// Reads JSON for these tests.
func parseJSON(_ bytes: [UInt8]) throws -> JSONValue {
  var reader = Reader(bytes: bytes)
  return try reader.value()
}

private struct Bad: Error {}
private struct Reader {
  let bytes: [UInt8]
  var i = 0
  mutating func space() { while i < bytes.count, [32, 9, 10, 13].contains(bytes[i]) { i += 1 } }
  mutating func value() throws -> JSONValue {
    space()
    defer { space() }
    guard i < bytes.count else { throw Bad() }
    switch bytes[i] {
    case UInt8(ascii: "{"):
      i += 1
      var members: [JSONObject.Member] = []
      space()
      if bytes[i] == UInt8(ascii: "}") { i += 1; return .object(JSONObject()) }
      while true {
        space()
        let name = try string()
        space()
        i += 1
        members.append(.init(name: name, value: try value()))
        i += 1
        if bytes[i - 1] == UInt8(ascii: "}") { return .object(JSONObject(members)) }
      }
    case UInt8(ascii: "["):
      i += 1
      var items: [JSONValue] = []
      space()
      if bytes[i] == UInt8(ascii: "]") { i += 1; return .array([]) }
      while true {
        items.append(try value())
        i += 1
        if bytes[i - 1] == UInt8(ascii: "]") { return .array(items) }
      }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): i += 4; return true
    case UInt8(ascii: "f"): i += 5; return false
    case UInt8(ascii: "n"): i += 4; return nil
    default:
      let start = i
      while i < bytes.count, "+-.eE0123456789".utf8.contains(bytes[i]) { i += 1 }
      guard let v = JSONValue.decimal(String(decoding: bytes[start..<i], as: UTF8.self)) else {
        throw Bad()
      }
      return v
    }
  }
  mutating func string() throws -> String {
    i += 1
    var out: [UInt16] = []
    var run: [UInt8] = []
    func flush(_ run: inout [UInt8], _ out: inout [UInt16]) {
      out += Array(String(decoding: run, as: UTF8.self).utf16)
      run = []
    }
    while bytes[i] != UInt8(ascii: "\"") {
      if bytes[i] == UInt8(ascii: "\\") {
        flush(&run, &out)
        i += 1
        switch bytes[i] {
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "u"):
          out.append(
            UInt16(String(decoding: bytes[(i + 1)...(i + 4)], as: UTF8.self), radix: 16) ?? 0)
          i += 4
        default: out.append(UInt16(bytes[i]))
        }
      } else {
        run.append(bytes[i])
      }
      i += 1
    }
    flush(&run, &out)
    i += 1
    return String(decoding: out, as: UTF16.self)
  }
}
