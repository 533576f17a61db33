public import Conformance

/// Takes secrets away before anything is kept: header fields that are not on a list lose their
/// value, and every known secret value is replaced by ``mark`` wherever it stands, also
/// percent-encoded, JSON-escaped, as HTML or hexadecimal, inside base64, or handed out in pieces by
/// the events of a stream.
///
/// It goes by values, never by names: `token` stands in `max_tokens`.
public struct Redactor: Sendable {
  /// The version of these rules, kept with every recording.
  public static let policy = "1"
  /// What stands where a secret stood.
  public static let mark = "[redacted]"
  /// Secret values shorter than this, in bytes, are not searched for: they are as good as public,
  /// and would turn up in every other word. Header fields lose them all the same.
  public static let minimumLength = 8

  let patterns: [SecretPattern]
  private let kept: Set<String>

  /// Makes a redactor.
  ///
  /// - Parameters:
  ///   - secrets: the secret values, for instance the API key.
  ///   - keepingFields: names of header fields to keep beyond the built-in ones. Fields that carry
  ///     authentication are never kept.
  public init(secrets: [String], keepingFields: [String] = []) {
    patterns = secrets.filter { $0.utf8.count >= Self.minimumLength }.map(SecretPattern.init)
    kept = KeptFields.names.union(keepingFields.map { $0.lowercased() })
      .subtracting(KeptFields.secret)
  }

  /// The text with every known secret replaced.
  public func redact(_ text: String) -> String {
    let (bytes, cuts) = replacingSecrets(in: Array(text.utf8))
    return cuts.isEmpty ? text : String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes with every known secret replaced.
  public func redact(_ bytes: [UInt8]) -> [UInt8] { replacingSecrets(in: bytes).bytes }

  /// The exchange with every known secret replaced, in its fields, target, bodies and details, and
  /// with the values of fields that are not to be kept replaced whole. The counts of the reads
  /// still add up to the body; a secret that came in two reads counts as come with the second.
  /// `Content-Length` moves with its body, so that it is as right or as wrong as it was.
  public func redact(_ exchange: HTTPExchange) -> HTTPExchange {
    var out = exchange
    out.request.target = redact(exchange.request.target)
    out.request.fields = redact(exchange.request.fields)
    out.request.body = redact(exchange.request.body)
    out.interim = exchange.interim.map(redact)
    out.response = exchange.response.map(redact)
    out.trailers = redact(exchange.trailers)
    out.irregularities = exchange.irregularities.map {
      HTTPExchange.Irregularity(kind: $0.kind, offset: $0.offset, detail: redact($0.detail))
    }
    let cuts = bodyCuts(exchange.body)
    let body = replacing(cuts, in: exchange.body)
    out.body = body
    if !cuts.isEmpty {
      out.reads = Self.moved(exchange.reads, by: cuts)
      out.response?.fields.moveContentLength(by: body.count - exchange.body.count)
    }
    out.request.fields.moveContentLength(
      by: out.request.body.count - exchange.request.body.count)
    return out
  }

  /// The head with the values of fields replaced that are not to be kept, or that hold a secret.
  private func redact(_ head: HTTPResponseHead) -> HTTPResponseHead {
    HTTPResponseHead(
      version: head.version, status: head.status, reason: redact(head.reason),
      fields: redact(head.fields))
  }

  private func redact(_ fields: HeaderFields) -> HeaderFields {
    HeaderFields(
      fields.lines.map { line in
        // White space before the colon belongs to the name as spelt.
        let name = line.name.lowercased().filter { $0 != " " && $0 != "\t" }
        let isKept = kept.contains(name) || KeptFields.prefixes.contains { name.hasPrefix($0) }
        let value = isKept || line.value.isEmpty ? redact(line.value) : Self.mark
        return HeaderField(name: redact(line.name), value: value)
      })
  }

  // MARK: Bytes

  /// A replaced range of the original bytes.
  typealias Cut = Range<Int>

  private func replacingSecrets(in bytes: [UInt8]) -> (bytes: [UInt8], cuts: [Cut]) {
    let cuts = cuts(in: bytes)
    return (replacing(cuts, in: bytes), cuts)
  }

  private func replacing(_ cuts: [Cut], in bytes: [UInt8]) -> [UInt8] {
    guard !cuts.isEmpty else { return bytes }
    var out: [UInt8] = []
    var position = 0
    for cut in cuts {
      out += bytes[position..<cut.lowerBound]
      out += Self.mark.utf8
      position = cut.upperBound
    }
    return out + bytes[position...]
  }

  /// Where secrets stand whole, in order, none overlapping another.
  func cuts(in bytes: [UInt8]) -> [Cut] {
    patterns.isEmpty ? [] : bytes.withUnsafeBufferPointer(cuts)
  }

  /// Where secrets stand in a body: whole, or in pieces that a client puts together.
  func bodyCuts(_ body: [UInt8]) -> [Cut] {
    guard !patterns.isEmpty else { return [] }
    return Self.united(
      cuts(in: body) + SplitText(body).cuts(of: cuts(in:)) + tailCuts(in: body))
  }

  /// The beginning of a secret at the end of what came before a connection broke.
  private func tailCuts(in bytes: [UInt8]) -> [Cut] {
    patterns.compactMap { pattern in
      let length = pattern.lengthOfBeginning(atEndOf: bytes)
      return length >= Self.minimumLength ? bytes.count - length..<bytes.count : nil
    }
  }

  /// Ranges in order, those that touch or overlap made one.
  static func united(_ cuts: [Cut]) -> [Cut] {
    var out: [Cut] = []
    for cut in cuts.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) })
    {
      if let last = out.last, cut.lowerBound < last.upperBound {
        out[out.count - 1] = last.lowerBound..<max(last.upperBound, cut.upperBound)
      } else {
        out.append(cut)
      }
    }
    return out
  }

  private func cuts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Cut] {
    var cuts: [Cut] = []
    var index = 0
    while index < bytes.count {
      let end = patterns.compactMap { $0.end(ofMatchAt: index, in: bytes) }.max()
      if let end {
        cuts.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return cuts
  }

  /// Reads over the original bytes as reads over the redacted ones.
  private static func moved(
    _ reads: [HTTPExchange.BodyRead], by cuts: [Cut]
  ) -> [HTTPExchange.BodyRead] {
    var out: [HTTPExchange.BodyRead] = []
    var end = 0
    var movedStart = 0
    var nextCut = 0
    // How far bytes behind the cuts passed so far have moved.
    var shift = 0
    for read in reads {
      end += read.byteCount
      while nextCut < cuts.count, cuts[nextCut].upperBound <= end {
        shift += mark.utf8.count - cuts[nextCut].count
        nextCut += 1
      }
      // An end inside a secret becomes the place where its mark begins.
      let original = nextCut < cuts.count ? min(end, cuts[nextCut].lowerBound) : end
      let movedEnd = original + shift
      if movedEnd > movedStart {
        out.append(
          HTTPExchange.BodyRead(milliseconds: read.milliseconds, byteCount: movedEnd - movedStart))
        movedStart = movedEnd
      }
    }
    return out
  }
}

extension HeaderFields {
  /// Adds a number of bytes to every `Content-Length` that is a row of digits.
  fileprivate mutating func moveContentLength(by difference: Int) {
    guard difference != 0 else { return }
    for index in lines.indices where lines[index].name.lowercased() == "content-length" {
      guard let length = Int(lines[index].value), lines[index].value == String(length) else {
        continue
      }
      lines[index].value = String(max(0, length &+ difference))
    }
  }
}
