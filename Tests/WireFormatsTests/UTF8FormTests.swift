import Testing

@testable import WireFormats

/// The UTF-8 check against the standard library's, over all lead bytes and the borders of the rest.
@Suite struct UTF8FormTests {
  private static let borders: [UInt8] = [
    0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE2, 0xF1,
  ]
  private static let continuations: [UInt8] = [0x7F, 0x80, 0xBF, 0xC0, 0xE2]

  @Test(arguments: [0x41] + Array(UInt8(0x80)...UInt8.max))
  func agreesWithTheStandardLibrary(lead: UInt8) {
    var disagreements: [[UInt8]] = []
    func check(_ bytes: [UInt8]) {
      let run = bytes.withUnsafeBufferPointer { UTF8Form.firstMalformedRun(in: $0) }
      if (run == nil) != (String(validating: bytes, as: UTF8.self) != nil) {
        disagreements.append(bytes)
      }
      // What stands before the first malformed byte must be well-formed by itself.
      if let run, String(validating: bytes[..<run.lowerBound], as: UTF8.self) == nil {
        disagreements.append(bytes)
      }
      // A tail is what some further bytes would make well-formed, and nothing shorter.
      let tail = bytes.withUnsafeBufferPointer { UTF8Form.incompleteTail(of: $0) }
      let completions: [[UInt8]] = [
        [0x80], [0xA0, 0x80], [0x80, 0x80], [0x80, 0x80, 0x80], [0x90, 0x80, 0x80],
      ]
      let whole = Array(bytes.suffix(tail))
      if tail > 0
        && !completions.contains(where: { String(validating: whole + $0, as: UTF8.self) != nil })
      {
        disagreements.append(bytes)
      }
      if tail == 0, let run, run.upperBound == bytes.count,
        completions.contains(where: {
          String(validating: bytes[run.lowerBound...] + $0, as: UTF8.self) != nil
        })
      {
        disagreements.append(bytes)
      }
    }
    check([lead])
    for second in UInt8.min...UInt8.max { check([lead, second]) }
    for second in Self.borders {
      for third in Self.continuations {
        check([lead, second, third])
        for fourth in Self.continuations { check([lead, second, third, fourth]) }
      }
    }
    #expect(disagreements.isEmpty)
  }

  @Test func findsAByteAtEveryPlace() {
    for length in 0..<40 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        bytes[place] = 0x80
        let run = bytes.withUnsafeBufferPointer { UTF8Form.firstMalformedRun(in: $0) }
        #expect(run == place..<(place + 1))
      }
    }
  }
}
