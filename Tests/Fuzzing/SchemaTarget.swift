import JSONSchema
import WireFormats

/// One input of the fuzzer: a JSON array of a schema and an instance. Whatever they are, compiling
/// and validating must end, and both ways of asking must agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let pair = try? JSONDocument(parsing: bytes).value, let text = pair[0],
    let instance = pair[1]
  else { return 0 }
  for assertsFormat in [false, true] {
    let options = SchemaOptions(assertsFormat: assertsFormat)
    guard let schema = try? Schema(compiling: text, options: options) else { return 0 }
    let violations = schema.violations(in: instance)
    if violations.isEmpty != schema.isValid(instance) {
      fatalError("violations and validity agree")
    }
  }
  return 0
}
