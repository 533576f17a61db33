/// Gathers bytes up to a line feed, over any number of reads.
struct LineBuffer: Sendable {
  /// One line without its end.
  struct Line {
    var bytes: ArraySlice<UInt8>
    /// The offset of its first byte in the raw bytes.
    var offset: Int
    /// Whether CR stood before the LF.
    var hasCarriageReturn: Bool
    /// How many raw bytes it took, its end included.
    var rawCount: Int
  }

  private var pending: [UInt8] = []
  private var start = 0

  /// How many bytes of an unfinished line are held.
  var count: Int { pending.count }
  /// The unfinished line.
  var unfinished: [UInt8] { pending }

  /// Takes bytes from the front of `input` up to the next line feed; `nil` where none has come yet.
  ///
  /// - Parameter offset: the offset of the first byte of `input` in the raw bytes.
  mutating func next(from input: inout ArraySlice<UInt8>, at offset: Int) -> Line? {
    if pending.isEmpty { start = offset }
    guard let end = input.firstIndex(of: 0x0A) else {
      pending += input
      input = input[input.endIndex...]
      return nil
    }
    var bytes = input[..<end]
    input = input[(end + 1)...]
    if !pending.isEmpty {
      bytes = (pending + bytes)[...]
      pending = []
    }
    let rawCount = bytes.count + 1
    let hasCarriageReturn = bytes.last == 0x0D
    if hasCarriageReturn { bytes = bytes.dropLast() }
    return Line(
      bytes: bytes, offset: start, hasCarriageReturn: hasCarriageReturn, rawCount: rawCount)
  }
}
