import WireFormats

/// One input of the fuzzer: a JSON text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let broken = ReaderProperties.brokenJSON(bytes)
  if !broken.isEmpty { fatalError(broken.joined(separator: "; ")) }
  return 0
}
