import Testing

@testable import Reports

@Suite struct ByteExcerptTests {
  private func excerpt(_ text: String, _ place: Range<Int>, width: Int = 76) -> String {
    ByteExcerpt(of: Array(text.utf8), at: place, width: width).text
  }

  @Test func pointsAtTheByte() {
    #expect(
      excerpt("data: {\"id\":null}\n\n", 12..<16) == "data: {\"id\":null}↵↵\n            ^~~~")
  }

  @Test func pointsBehindTheEnd() { #expect(excerpt("abc", 3..<3) == "abc\n   ^") }

  @Test func survivesPlacesThatDoNotExist() {
    #expect(excerpt("abc", 90..<99) == "abc\n   ^")
    #expect(excerpt("", 0..<0) == "\n^")
  }

  @Test func cutsOnBothSides() {
    let text = String(repeating: "x", count: 500)
    let lines = excerpt(text, 250..<251, width: 40).split(separator: "\n")
    #expect(lines.first?.hasPrefix("…x") == true && lines.first?.hasSuffix("x…") == true)
    #expect((lines.first?.count ?? 0) <= 44)
    #expect(lines.last == "                 ^")
  }

  @Test func keepsColumnsRightBesideWideAndBrokenBytes() {
    let bytes = Array("é你😀".utf8) + [0xFF, 0x1B] + Array("!".utf8)
    let shown = ByteExcerpt(of: bytes, at: 11..<12)
    #expect(shown.line == "é‹U+4F60›‹U+1F600›‹FF›‹1B›!")
    #expect(shown.marker.count == shown.line.count)
  }

  /// Whatever the bytes and the place, the caret stands under a column of the line or right behind
  /// it.
  @Test func caretIsAlwaysUnderTheLine() {
    let bytes = (0..<600).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) }
    for start in 0...600 {
      let shown = ByteExcerpt(of: bytes, at: start..<start + 4)
      #expect(shown.marker.count <= shown.line.count + 1)
      #expect(shown.offset == start)
    }
  }
}
