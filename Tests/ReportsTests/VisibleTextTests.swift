import Testing
import WireFormats

@testable import Reports

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain — naïve 你好", "plain — naïve 你好"), ("\u{1B}[31m", "\\u001B[31m"),
    ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("\u{202E}x", "\\u202Ex"), ("\u{E0041}", "\\u{E0041}"),
    ("\u{9B}2J", "\\u009B2J"), ("\0", "\\u0000"), ("\u{FFFE}", "\\uFFFE"),
    ("👩‍👧", "👩‍👧"), ("a\u{200D}b", "a\\u200Db"),
  ])
  func writesOutWhatCannotBeSeen(_ text: String, _ visible: String) {
    #expect(VisibleText.visible(text) == visible)
  }

  @Test func keepsLineBreaksWhereAsked() {
    #expect(VisibleText.visible("a\n\tb\r\n", keepsLineBreaks: true) == "a\n\tb\\r\n")
  }

  @Test(arguments: HostileStrings.all)
  func leavesNothingSuspect(_ hostile: HostileString) {
    let line = TerminalText.line(hostile.text)
    #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(line.unicodeScalars.count < 6000)
  }

  @Test func saysWhatWasCut() {
    #expect("abcdef".clipped(to: 3) == "abc… (6 bytes in all)")
    #expect("abc".clipped(to: 3) == "abc")
    #expect("äöü".clipped(to: 3) == "äöü")
  }

  @Test(arguments: [
    (0.0, "0.000"), (1.0004, "1.000"), (1.25, "1.250"), (-0.5, "-0.500"), (.infinity, "0.000"),
    (.nan, "0.000"), (1e300, "0.000"), (12.0005001, "12.001"),
  ])
  func writesDecimals(_ value: Double, _ text: String) {
    #expect(DecimalText.fixed(value, places: 3) == text)
  }

  @Test(arguments: [
    ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"),
    ([0xFF, 0xFE, 0xFD, 0xFC], "//79/A=="),
  ])
  func writesAndReadsBase64(_ bytes: [UInt8], _ text: String) {
    #expect(Base64Text.encoded(bytes) == text)
    #expect(Base64Text.decoded(text) == bytes)
  }

  @Test(arguments: ["Zg=", "Zg", "Z===", "Zg==Zg==", "Z g="])
  func refusesWhatIsNotBase64(_ text: String) { #expect(Base64Text.decoded(text) == nil) }
}
