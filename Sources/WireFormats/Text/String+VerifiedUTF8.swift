extension String {
  /// Makes a string of bytes that have already been found well-formed, without checking them again.
  ///
  /// - Parameter isASCII: whether all bytes are known to be below 0x80.
  @inline(__always)
  init(verifiedUTF8 bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
    if #available(macOS 26, *) {
      self = String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    } else {
      self = String(decoding: bytes, as: UTF8.self)
    }
  }
}
