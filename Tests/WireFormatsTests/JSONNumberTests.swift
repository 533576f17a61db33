import Testing
import WireFormats

@Suite struct JSONNumberTests {
  /// Groups of spellings of one value, in ascending order of value.
  static let groups: [[String]] = [
    ["-1e400"], ["-123456789012345678901234567890.5"], ["-10", "-1e1", "-10.00", "-0.1E2"],
    ["-1.5", "-15e-1"], ["-1e-400"], ["0", "-0", "0.0", "0e99999999999999999999", "-0.000e-5"],
    ["1e-99999999999999999999", "1E-99999999999999999998"],
    ["10e-1152921504606846976", "1e-1152921504606846975"], ["1e-400", "0.1e-399"],
    ["0.3", "3e-1", "0.30"], ["0.30000000000000004"],
    ["1", "1.0", "10e-1", "0.01e2", "1E0", "1e+0", "1e-0"],
    ["1.0000000000000000000000000000001"], ["100", "1e2", "1.00e2", "100.0"],
    ["9007199254740992"], ["9007199254740993", "9007199254740993.0"],
    ["9223372036854775807"], ["9223372036854775808"], ["18446744073709551615"],
    ["18446744073709551616"], ["99999999999999999999", "99999999999999999999.0"],
    ["100000000000000000000", "1e20", "0.1e21"], ["123456789012345678901234567890"],
    ["1e400"], ["0.01e1152921504606846977", "1e1152921504606846975"],
    ["1e99999999999999999999", "100e1152921504606846976"],
    ["999900000000000000e99999999000000000000000426077", "9999e9999999999999999999"],
  ]

  @Test(arguments: groups.indices)
  func spellingsOfOneValueAreEqual(index: Int) throws {
    let group = try Self.groups[index].map { try #require(JSONNumber(lexeme: $0)) }
    for (first, second) in zip(group, group.dropFirst()) {
      #expect(first == second)
      #expect(first.hashValue == second.hashValue)
      #expect(!(first < second) && !(second < first))
      #expect(JSONValue.number(first).canonical() == JSONValue.number(second).canonical())
    }
    for (earlier, other) in Self.groups[..<index].joined().compactMap(JSONNumber.init).map({
      ($0, group[0])
    }) {
      #expect(earlier < other)
      #expect(!(other < earlier))
      #expect(earlier != other)
    }
  }

  @Test(arguments: [
    "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e5", "0x1", "NaN", "1 ", " 1", "1a",
    "--1",
    "1_0", "\u{FF11}",
  ])
  func otherSpellingsAreNone(lexeme: String) {
    #expect(JSONNumber(lexeme: lexeme) == nil)
  }

  @Test(arguments: [
    ("3", 3), ("3.0", 3), ("30e-1", 3), ("-0", 0), ("0.0", 0), ("1e3", 1000), ("-5", -5),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ("-9223372036854775808.0", Int.min), ("9.223372036854775807e18", Int.max),
    ("1e18", 1_000_000_000_000_000_000),
  ])
  func integers(lexeme: String, expected: Int) throws {
    let number = try #require(JSONNumber(lexeme: lexeme))
    #expect(number.int == expected)
    #expect(number.isInteger)
  }

  @Test(arguments: [
    ("0.5", false), ("1e-1", false), ("9223372036854775808", true),
    ("-9223372036854775809.0", true),
    ("1e19", true), ("1e400", true), ("1e99999999999999999999", true),
    ("1.0000000000000000001", false),
    ("123456789012345678901234567890", true),
  ])
  func notAnInt(lexeme: String, isInteger: Bool) throws {
    let number = try #require(JSONNumber(lexeme: lexeme))
    #expect(number.int == nil)
    #expect(number.isInteger == isInteger)
  }

  @Test func doubles() throws {
    #expect(JSONNumber(lexeme: "0.1")?.double == 0.1)
    #expect(JSONNumber(lexeme: "1e400")?.double == .infinity)
    #expect(JSONNumber(lexeme: "-1e400")?.double == -.infinity)
    #expect(JSONNumber(lexeme: "1e-400")?.double == 0)
    #expect(JSONNumber(lexeme: "-0")?.double.sign == .minus)
  }
}
