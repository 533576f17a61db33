import Conformance
import WireFormats

extension HARDocument {
  /// Reads a HAR file, whoever wrote it: members that the format calls optional may be missing, the
  /// body may be plain or base64, and pseudo fields of HTTP/2 are passed over.
  ///
  /// - Parameter bytes: the whole file; a byte order mark is passed over.
  /// - Throws: ``HARError`` with the place, where something that is needed is missing or of the
  ///   wrong type.
  public init(parsing bytes: some Collection<UInt8>) throws(HARError) {
    let root: JSONValue
    do throws(JSONSyntaxError) {
      root = try JSONDocument(parsing: bytes).value
    } catch {
      throw HARError(error)
    }
    let log = try HARPlace(value: root, pointer: JSONPointer()).member("log")
    let creator = log.optional("creator")
    creatorName = creator?.value["name"]?.string ?? ""
    creatorVersion = creator?.value["version"]?.string ?? ""
    entries = []
    for place in try log.member("entries").items() { entries.append(try Self.entry(place)) }
  }

  private static func entry(_ place: HARPlace) throws(HARError) -> Entry {
    let request = try request(place.member("request"))
    var exchange = HTTPExchange(request: request, response: nil)
    try readTimes(place, into: &exchange)
    if let response = place.optional("response") { try read(response, into: &exchange) }
    let reference = try place.optional("_probe").map(probe)
    if let path = reference?.basePath { exchange.request.origin.basePath = path }
    return Entry(
      exchange: exchange, probe: reference,
      provenance: try place.optional("_provenance").map(provenance))
  }

  // MARK: Request

  private static func request(_ place: HARPlace) throws(HARError) -> HTTPRequest {
    let (origin, target) = try split(place.member("url"))
    var body: [UInt8] = []
    if let data = place.optional("postData"), let text = data.optional("text") {
      body = try bytes(text, encoding: data.optional("_encoding") ?? data.optional("encoding"))
    }
    return HTTPRequest(
      method: try place.member("method").string(), origin: origin, target: target,
      fields: try fields(place.optional("headers")), body: body)
  }

  private static func split(_ place: HARPlace) throws(HARError) -> (HTTPOrigin, String) {
    let url = try place.string()
    let problem = HARError(
      pointer: place.pointer, problem: "expected an absolute http or https URL, found \(url)")
    guard let mark = url.firstRange(of: "://") else { throw problem }
    let end =
      url[mark.upperBound...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? url.endIndex
    guard let origin = HTTPOrigin(parsing: String(url[..<end])) else { throw problem }
    let target = url[end...].prefix { $0 != "#" }
    return (origin, target.hasPrefix("/") ? String(target) : "/" + target)
  }

  // MARK: Response

  private static func read(
    _ place: HARPlace, into exchange: inout HTTPExchange
  ) throws(HARError) {
    exchange.response = try head(place)
    if let content = place.optional("content") {
      if let text = content.optional("text") {
        exchange.body = try bytes(text, encoding: content.optional("encoding"))
      } else if try (content.optional("size")?.integer() ?? 0) > 0 {
        throw HARError(
          pointer: content.pointer,
          problem: "the body was not saved (`text` is missing) – export the recording with content")
      }
    }
    for read in try place.optional("_reads")?.items() ?? [] {
      let pair = try read.items()
      guard pair.count == 2 else { throw read.wrongType("[milliseconds, byte count]") }
      exchange.reads.append(
        HTTPExchange.BodyRead(
          milliseconds: try pair[0].double(), byteCount: try pair[1].integer()))
    }
    if let reads = place.optional("_reads"), !exchange.reads.isEmpty {
      let total = exchange.reads.reduce(0) { $0 &+ $1.byteCount }
      guard total == exchange.body.count, exchange.reads.allSatisfy({ $0.byteCount >= 0 }) else {
        throw HARError(
          pointer: reads.pointer,
          problem: "the counts add up to \(total), but the body has \(exchange.body.count) bytes")
      }
    }
    exchange.ending = try ending(place)
    exchange.trailers = try fields(place.optional("_trailers"))
    for interim in try place.optional("_interim")?.items() ?? [] {
      if let head = try head(interim) { exchange.interim.append(head) }
    }
    for item in try place.optional("_irregularities")?.items() ?? [] {
      exchange.irregularities.append(
        HTTPExchange.Irregularity(
          kind: try item.member("kind").string(), offset: try item.member("offset").integer(),
          detail: try item.optional("detail")?.string() ?? ""))
    }
    if place.value["_firstByte"]?.bool == false { exchange.firstByteMilliseconds = nil }
  }

  /// `nil` for status 0, by which programs say that no response came.
  private static func head(_ place: HARPlace) throws(HARError) -> HTTPResponseHead? {
    let status = try place.member("status").integer()
    guard status != 0 else { return nil }
    return HTTPResponseHead(
      version: try place.optional("httpVersion")?.string() ?? "", status: status,
      reason: try place.optional("statusText")?.string() ?? "",
      fields: try fields(place.optional("headers")))
  }

  private static func ending(_ place: HARPlace) throws(HARError) -> HTTPExchange.Ending {
    guard let word = place.optional("_ending") else { return .complete }
    switch try word.string() {
    case "complete": return .complete
    case "closedEarly": return .closedEarly
    case "reset": return .reset
    case "malformed": return .malformed
    case "tooLarge": return .tooLarge(limit: try place.member("_limit").integer())
    case "timedOut":
      let limit = try place.member("_limit")
      guard let value = HTTPExchange.TimeLimit(rawValue: try limit.string()) else {
        throw limit.wrongType("firstByte, silence or whole")
      }
      return .timedOut(value)
    default:
      throw word.wrongType("complete, closedEarly, reset, timedOut, tooLarge or malformed")
    }
  }

  private static func readTimes(
    _ place: HARPlace, into exchange: inout HTTPExchange
  ) throws(HARError) {
    if let started = place.optional("startedDateTime") {
      guard let moment = Timestamp.milliseconds(try started.string()) else {
        throw started.wrongType("a moment such as 2026-11-20T09:30:00.000Z")
      }
      exchange.startedAt = moment
    }
    exchange.totalMilliseconds = max(0, try place.optional("time")?.double() ?? 0)
    guard let timings = place.optional("timings") else { return }
    let wait = try timings.optional("wait")?.double() ?? -1
    let receive = try timings.optional("receive")?.double() ?? -1
    // Negative means that a time does not apply or is not known. The times before `wait` – name
    // look-up, connecting, sending – lie before the moment from which an exchange counts.
    guard wait >= 0 else { return }
    exchange.firstByteMilliseconds = wait
    if receive >= 0 { exchange.totalMilliseconds = sum(wait, receive) }
  }

  /// A sum of times in microseconds, without the noise of binary fractions.
  private static func sum(_ first: Double, _ second: Double) -> Double {
    ((first + second) * 1000).rounded() / 1000
  }

  // MARK: Additions

  private static func probe(_ place: HARPlace) throws(HARError) -> ProbeReference {
    ProbeReference(
      id: try place.member("id").string(), step: try place.optional("step")?.string(),
      attempt: try place.optional("attempt")?.integer(),
      specDigest: try place.member("specDigest").string(),
      requestHash: try place.member("requestHash").string(),
      redactionPolicy: try place.member("redactionPolicy").string(),
      basePath: try place.optional("basePath")?.string())
  }

  private static func provenance(_ place: HARPlace) throws(HARError) -> Provenance {
    let word = try place.member("kind")
    guard let kind = Provenance.Kind(rawValue: try word.string()) else {
      throw word.wrongType("recorded, documented or simulated")
    }
    return Provenance(
      kind: kind, from: try place.member("from").string(), date: try place.member("date").string())
  }

  // MARK: Values

  private static func fields(_ place: HARPlace?) throws(HARError) -> HeaderFields {
    var fields = HeaderFields()
    for item in try place?.items() ?? [] {
      let name = try item.member("name").string()
      // `:status` and the like are HTTP/2's spelling of the start line.
      if name.hasPrefix(":") { continue }
      fields.lines.append(
        HeaderField(name: name, value: try item.optional("value")?.string() ?? ""))
    }
    return fields
  }

  private static func bytes(
    _ text: HARPlace, encoding: HARPlace?
  ) throws(HARError) -> [UInt8] {
    let string = try text.string()
    guard let encoding, !(encoding.value.string ?? "").isEmpty else { return Array(string.utf8) }
    guard try encoding.string().lowercased() == "base64" else {
      throw encoding.wrongType("base64")
    }
    guard let bytes = Base64.decode(string) else {
      throw HARError(pointer: text.pointer, problem: "the text is not base64, as its encoding says")
    }
    return bytes
  }
}
