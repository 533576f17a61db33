/// The stable words for what can be irregular in the framing of a response: the vocabulary of
/// ``HTTPExchange/Irregularity/kind``.
///
/// None of them is repaired. Where the response can still be read as a client would read it, reading
/// goes on; where it cannot, the exchange ends as ``HTTPExchange/Ending/malformed``.
public enum IrregularityKind: String, Sendable, Hashable, CaseIterable {
  // The status line (RFC 9112 section 4).

  /// The status line does not follow `HTTP-version SP 3DIGIT SP [reason]`.
  case malformedStatusLine = "malformed-status-line"
  /// Empty lines stand before the status line.
  case blankLineBeforeResponse = "blank-line-before-response"
  /// A 101 that nobody asked for; what follows is not HTTP.
  case unrequestedUpgrade = "unrequested-upgrade"
  /// More 1xx heads than any client would wait through. Ends the reading.
  case interimFlood = "interim-flood"

  // Field lines (RFC 9112 section 5, RFC 9110 section 5).

  /// A line ends in LF without CR.
  case bareLineFeed = "bare-line-feed"
  /// A CR stands inside a line.
  case bareCarriageReturn = "bare-carriage-return"
  /// A field line without a colon, without a name, or with a name that is not a token.
  case malformedFieldLine = "malformed-field-line"
  /// White space stands between a field's name and its colon.
  case whiteSpaceBeforeColon = "white-space-before-colon"
  /// A field is continued on the next line.
  case obsoleteFolding = "obsolete-folding"
  /// A NUL stands in a field or in the status line.
  case nulInField = "nul-in-field"
  /// Another control character stands in a field or in the status line.
  case controlInField = "control-in-field"
  /// More field lines than are kept. Ends the reading.
  case tooManyFields = "too-many-fields"
  /// A head or a trailer section longer than is kept. Ends the reading.
  case headTooLarge = "head-too-large"

  // Length of the body (RFC 9112 section 6).

  /// The same length stands there more than once.
  case duplicateContentLength = "duplicate-content-length"
  /// Different lengths stand there. Ends the reading.
  case conflictingContentLength = "conflicting-content-length"
  /// The length is not a row of digits, or is beyond what can be counted. Ends the reading.
  case malformedContentLength = "malformed-content-length"
  /// Both `Transfer-Encoding` and `Content-Length`; the former decides.
  case lengthAndChunked = "length-and-chunked"
  /// A transfer coding other than one final `chunked`, though none was asked for.
  case unknownTransferCoding = "unknown-transfer-coding"
  /// `Transfer-Encoding` in an HTTP/1.0 response.
  case transferCodingInHTTP10 = "transfer-coding-in-http-1.0"
  /// A 1xx or 204 with a `Content-Length` or `Transfer-Encoding` (RFC 9110 section 8.6, RFC 9112
  /// section 6.1).
  case lengthWithoutBody = "length-without-body"
  /// The connection ended before as many bytes came as `Content-Length` promises.
  case bodyShorterThanLength = "body-shorter-than-length"
  /// Bytes came after the end of the response, though nothing was asked any more.
  case bytesAfterResponse = "bytes-after-response"

  // Chunks (RFC 9112 section 7.1).

  /// A chunk's size is not a row of hexadecimal digits. Ends the reading.
  case malformedChunkSize = "malformed-chunk-size"
  /// White space stands around a chunk's size without an extension after it.
  case whiteSpaceInChunkSize = "white-space-in-chunk-size"
  /// A chunk's size line is longer than is kept. Ends the reading.
  case chunkLineTooLarge = "chunk-line-too-large"
  /// A chunk's data is not followed by a line end. Ends the reading.
  case malformedChunkEnd = "malformed-chunk-end"
  /// The connection ended before the chunk of size zero.
  case missingLastChunk = "missing-last-chunk"
  /// The connection ended after the chunk of size zero, but before the empty line that must follow.
  case missingFinalLine = "missing-final-line"
}

extension HTTPExchange.Irregularity {
  /// Makes an irregularity of one of the kinds that the readers of this project note.
  public init(_ kind: IrregularityKind, offset: Int, detail: String) {
    self.init(kind: kind.rawValue, offset: offset, detail: detail)
  }
}
