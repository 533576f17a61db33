import Conformance

/// What tells where a body ends (RFC 9112 section 6.3).
enum BodyFraming: Sendable, Hashable {
  case none
  case length(Int)
  case chunked
  case untilClose
  /// The fields contradict each other, and every choice would be a guess.
  case contradictory

  /// Decides for a response.
  ///
  /// - Parameter method: that of the request; a response to `HEAD` has no body.
  init(
    response head: HTTPResponseHead, section: FieldSection, method: String, at offset: Int,
    log: inout IrregularityLog
  ) {
    if head.status < 200 || head.status == 204 {
      if !section.lengths.isEmpty || !section.codings.isEmpty {
        log.note(.lengthWithoutBody, at: offset, "on status \(head.status)")
      }
      self = .none
      return
    }
    if method == "HEAD" || head.status == 304 {
      self = .none
      return
    }
    if let framing = Self.byTransferCoding(
      section, version: head.version, fallback: .untilClose, at: offset, log: &log)
    {
      self = framing
    } else {
      self = Self.byLength(section.lengths, at: offset, log: &log) ?? .untilClose
    }
  }

  /// Decides for a request, where no body is meant unless the fields say so.
  init(
    request section: FieldSection, version: String, at offset: Int, log: inout IrregularityLog
  ) {
    self =
      Self.byTransferCoding(
        section, version: version, fallback: .contradictory, at: offset, log: &log)
      ?? Self.byLength(section.lengths, at: offset, log: &log) ?? .none
  }

  private static func byTransferCoding(
    _ section: FieldSection, version: String, fallback: BodyFraming, at offset: Int,
    log: inout IrregularityLog
  ) -> BodyFraming? {
    guard !section.codings.isEmpty else { return nil }
    let written = section.codings.joined(separator: ", ")
    let codings = written.split(separator: ",").map {
      $0.trimmingPrefix { $0 == " " || $0 == "\t" }
    }.map { String($0.prefix { $0 != " " && $0 != "\t" }).lowercased() }
    if version == "HTTP/1.0" {
      log.note(.transferCodingInHTTP10, at: offset, written)
    }
    if codings != ["chunked"] {
      log.note(.unknownTransferCoding, at: offset, IrregularityLog.excerpt(Array(written.utf8)))
    }
    // `identity` was removed from HTTP/1.1 and means nothing: the length decides.
    if codings == ["identity"] { return nil }
    if !section.lengths.isEmpty {
      log.note(
        .lengthAndChunked, at: offset,
        "Transfer-Encoding and Content-Length: \(section.lengths.joined(separator: ", "))")
    }
    return codings.last == "chunked" ? .chunked : fallback
  }

  private static func byLength(
    _ values: [String], at offset: Int, log: inout IrregularityLog
  ) -> BodyFraming? {
    guard !values.isEmpty else { return nil }
    let parts = values.joined(separator: ",").split(
      separator: ",", omittingEmptySubsequences: false
    ).map { FieldSection.trimmed(Array($0.utf8)[...]) }
    var lengths: [Int] = []
    for part in parts {
      guard let length = Self.decimal(part) else {
        log.note(.malformedContentLength, at: offset, IrregularityLog.excerpt(part))
        return .contradictory
      }
      lengths.append(length)
    }
    if lengths.contains(where: { $0 != lengths[0] }) {
      log.note(
        .conflictingContentLength, at: offset,
        lengths.prefix(4).map(String.init).joined(separator: " and "))
      return .contradictory
    }
    if lengths.count > 1 {
      log.note(.duplicateContentLength, at: offset, "\(lengths[0]), \(lengths.count) times")
    }
    return .length(lengths[0])
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(digit - 0x30))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
