import Conformance

/// Reads requests from the bytes of a connection (RFC 9112), whatever way they are cut into reads.
/// Bounded: no head and no body grows beyond the limits.
struct RequestReader: Sendable {
  /// What the bytes so far came to.
  enum Event: Sendable {
    /// More bytes are needed.
    case needsMore
    /// The head is whole and the client waits for a `100 Continue` before it sends the body.
    case awaitsContinue
    /// A request is whole; what follows in the buffer belongs to the next.
    case request(HTTPRequest, keepsAlive: Bool)
    /// The bytes are no request that can be answered otherwise than with this status; the connection
    /// cannot be used any further.
    case refused(status: Int, reason: String)
  }

  let limits: SimulatorServer.Limits
  private var buffer: [UInt8] = []
  /// How much of the buffer was searched for the end of the head already.
  private var searched = 0
  private var head: RequestHead?
  private var body: [UInt8] = []
  private var chunks = ChunkedBody()
  private var toldToContinue = false

  init(limits: SimulatorServer.Limits) { self.limits = limits }

  /// How many bytes are held.
  var heldBytes: Int { buffer.count + body.count }

  /// Whether nothing of a next request has come yet.
  var isIdle: Bool { head == nil && buffer.isEmpty }

  /// Takes bytes.
  mutating func append(_ bytes: some Collection<UInt8>) { buffer += bytes }

  /// What the bytes so far come to. To be asked again after each request.
  mutating func next() -> Event {
    do throws(RequestRefusal) {
      if head == nil {
        // An empty line before a request is to be ignored (section 2.2).
        while let first = buffer.first, first == 0x0D || first == 0x0A, searched == 0 {
          buffer.removeFirst()
        }
        guard let end = try headEnd() else { return .needsMore }
        head = try RequestHead(parsing: buffer[..<end], limits: limits)
        buffer.removeFirst(end)
        searched = 0
        body = []
        chunks = ChunkedBody()
        toldToContinue = false
      }
      guard let head else { return .needsMore }
      guard try readBody(of: head) else {
        guard head.expectsContinue, !toldToContinue, buffer.isEmpty, body.isEmpty else {
          return .needsMore
        }
        toldToContinue = true
        return .awaitsContinue
      }
      self.head = nil
      let request = HTTPRequest(
        method: head.method, origin: head.origin, target: head.target, fields: head.fields,
        body: body)
      body = []
      return .request(request, keepsAlive: head.keepsAlive)
    } catch {
      return .refused(status: error.status, reason: error.reason)
    }
  }

  /// The offset after the empty line that ends the head.
  private mutating func headEnd() throws(RequestRefusal) -> Int? {
    var index = max(0, searched - 3)
    let end = min(buffer.count, limits.headBytes)
    while index < end {
      if buffer[index] == 0x0A {
        if index + 1 < end, buffer[index + 1] == 0x0A { return index + 2 }
        if index + 2 < end, buffer[index + 1] == 0x0D, buffer[index + 2] == 0x0A {
          return index + 3
        }
      }
      index += 1
    }
    searched = end
    guard buffer.count < limits.headBytes else {
      let hasLine = buffer.prefix(limits.headBytes).contains(0x0A)
      throw RequestRefusal(
        status: hasLine ? 431 : 414, reason: "The head is longer than \(limits.headBytes) bytes.")
    }
    return nil
  }

  /// Reads the body; `true` once it is whole.
  private mutating func readBody(of head: RequestHead) throws(RequestRefusal) -> Bool {
    switch head.framing {
    case .none: return true
    case .length(let length):
      guard length <= limits.bodyBytes else { throw tooLarge }
      let wanted = min(length - body.count, buffer.count)
      body += buffer.prefix(wanted)
      buffer.removeFirst(wanted)
      return body.count == length
    case .chunked:
      let used = try chunks.read(buffer, into: &body, limit: limits.bodyBytes)
      buffer.removeFirst(used)
      if body.count > limits.bodyBytes { throw tooLarge }
      return chunks.isComplete
    }
  }

  private var tooLarge: RequestRefusal {
    RequestRefusal(status: 413, reason: "The body is larger than \(limits.bodyBytes) bytes.")
  }
}

/// Why bytes are no request.
struct RequestRefusal: Error, Sendable, Hashable {
  var status: Int
  var reason: String
}
