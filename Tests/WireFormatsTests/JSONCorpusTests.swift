import Testing
import WireFormats

/// One case of `fixtures/json`.
struct JSONCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Irregularity: Decodable, Sendable {
    let `is`: String
    let offset: Int
    let text: String?
    let line: Int?
    let column: Int?
    let byte: UInt8?
  }

  let name: String
  let bytes: [UInt8]
  /// The compact text that the value is written as, where the case is about more than depth.
  let reads: String?
  let deep: Int?
  let anomalies: [Irregularity]
  let error: Irregularity?

  private enum Key: CodingKey {
    case name, reads, deep, anomalies, error
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(String.self, forKey: .name)
    bytes = try CorpusInput(from: decoder).bytes
    reads = try values.decodeIfPresent(String.self, forKey: .reads)
    deep = try values.decodeIfPresent(Int.self, forKey: .deep)
    anomalies = try values.decodeIfPresent([Irregularity].self, forKey: .anomalies) ?? []
    error = try values.decodeIfPresent(Irregularity.self, forKey: .error)
  }

  var testDescription: String { name }

  static let all = Corpus<JSONCase>.load("json")
}

/// Every rule of RFC 8259 and every anomaly, from `fixtures/json`.
@Suite struct JSONCorpusTests {
  @Test(arguments: JSONCase.all.filter { $0.error == nil })
  func accepted(_ one: JSONCase) throws {
    let document = try JSONDocument(parsing: one.bytes)
    if let reads = one.reads { #expect(document.value.serialized() == reads) }
    if let deep = one.deep { #expect(depth(of: document.value) == deep) }
    let found = document.anomalies.map(words)
    let expected = one.anomalies.map { "\($0.is) \($0.offset) \($0.text ?? "")" }
    #expect(found == expected)
  }

  @Test(arguments: JSONCase.all.filter { $0.error != nil })
  func rejected(_ one: JSONCase) throws {
    let expected = try #require(one.error)
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: one.bytes)
    }
    #expect(words(error.reason) == expected.is + (expected.byte.map { " \($0)" } ?? ""))
    #expect(error.offset == expected.offset)
    #expect(error.line == expected.line)
    #expect(error.column == expected.column)
  }

  @Test(arguments: JSONCase.all)
  func bytesWithoutContiguousStorageReadTheSame(_ one: JSONCase) {
    let contiguous = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: one.bytes) }
    let scattered = Result { () throws(JSONSyntaxError) in
      try JSONDocument(parsing: one.bytes.lazy.map { $0 })
    }
    #expect(contiguous.map(\.value) == scattered.map(\.value))
    #expect(contiguous.map(\.anomalies) == scattered.map(\.anomalies))
  }

  /// The bytes of a slice must be read from where it begins, not from where its array does.
  @Test(arguments: JSONCase.all)
  func offsetsCountFromTheFirstByteGiven(_ one: JSONCase) {
    let padded = [UInt8](repeating: UInt8(ascii: "x"), count: 5) + one.bytes + [UInt8(ascii: "y")]
    let whole = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: one.bytes) }
    let slice = Result { () throws(JSONSyntaxError) in
      try JSONDocument(parsing: padded[5..<(5 + one.bytes.count)])
    }
    #expect(whole.map(\.value) == slice.map(\.value))
    #expect(whole.map(\.anomalies) == slice.map(\.anomalies))
  }

  @Test func corpusIsWhole() {
    #expect(JSONCase.all.count >= 240)
    #expect(Set(JSONCase.all.map(\.name)).count == JSONCase.all.count)
  }

  private func depth(of value: JSONValue) -> Int {
    var depth = 0
    var level = [value]
    while true {
      let containers = level.filter { $0.array != nil || $0.object != nil }
      if containers.isEmpty { return depth }
      depth += 1
      level = containers.flatMap { $0.array ?? $0.object?.members.map(\.value) ?? [] }
    }
  }

  private func words(_ reason: JSONSyntaxError.Reason) -> String {
    switch reason {
    case .unexpectedByte(let byte): "unexpectedByte \(byte)"
    case .unescapedControl(let byte): "unescapedControl \(byte)"
    default: "\(reason)"
    }
  }

  private func words(_ anomaly: JSONAnomaly) -> String {
    switch anomaly.kind {
    case .duplicateMember(let name): "duplicateMember \(anomaly.offset) \(name)"
    case .integerBeyondDouble(let lexeme): "integerBeyondDouble \(anomaly.offset) \(lexeme)"
    case .loneSurrogate: "loneSurrogate \(anomaly.offset) "
    case .byteOrderMark: "byteOrderMark \(anomaly.offset) "
    }
  }
}
