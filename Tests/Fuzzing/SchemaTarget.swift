import WireFormats

/// One input of the fuzzer: a JSON array of a schema and an instance. Whatever they are, compiling
/// and validating must end, and both ways of asking must agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let pair = try? JSONDocument(parsing: bytes).value, let schema = pair[0],
    let instance = pair[1]
  else { return 0 }
  for assertsFormat in [false, true] {
    let broken = SchemaProperties.broken(schema, on: instance, assertsFormat: assertsFormat)
    if !broken.isEmpty { fatalError(broken.joined(separator: "; ")) }
  }
  return 0
}
