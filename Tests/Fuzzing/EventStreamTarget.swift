import WireFormats

/// One input of the fuzzer: a byte that sets the limit, a byte that sets the sizes of the reads, and
/// the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count >= 2 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let limit = bytes[0] == 255 ? EventStreamDecoder.maximumLength : Int(bytes[0]) + 1
  let sizes = [Int(bytes[1] & 7), Int(bytes[1] >> 3) & 3, Int(bytes[1] >> 5)]
  let broken = ReaderProperties.brokenEventStream(Array(bytes[2...]), sizes: sizes, limit: limit)
  if !broken.isEmpty { fatalError(broken.joined(separator: "; ")) }
  return 0
}
