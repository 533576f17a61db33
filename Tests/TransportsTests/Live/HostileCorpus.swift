import Conformance
import Testing
import Transports

/// A server that behaves badly in one way, and what an exchange with it must come to.
struct HostileCase: Sendable, CustomTestStringConvertible {
  /// What an exchange may come to; where the kernel decides, more than one.
  enum Outcome: Sendable, Hashable {
    case ends(HTTPExchange.Ending)
    case fails(TransportError.Kind)
  }

  var name: String
  var acts: [Act]
  var outcomes: [Outcome]
  var status: Int?
  var body: String?
  var kinds: [IrregularityKind] = []
  var limits = amplyLimited
  var request = RequestKind.small

  enum RequestKind: Sendable { case small, head, large }

  var testDescription: String { name }
}

/// One limit that runs out soon; the others never do.
private func limited(
  firstByte: Double = 60, silence: Double = 60, whole: Double = 120, bodyBytes: Int = 64 << 20
) -> TimeLimits {
  TimeLimits(
    connect: 60, firstByte: firstByte, silence: silence, whole: whole, bodyBytes: bodyBytes)
}

private let head = "HTTP/1.1 200 OK\r\n"
private let chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
private let kilobyte = Array(repeating: UInt8(ascii: "x"), count: 1024)
private let megabyte = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)

/// 100 MB of something, of which only a little may be taken.
private func flood(_ text: String) -> Act {
  let bytes = Array(text.utf8)
  let block = Array(repeatElement(bytes, count: max(1, (64 << 10) / bytes.count)).joined())
  return .flood(block, times: (100 << 20) / block.count)
}

let hostileCorpus: [HostileCase] = silences + breaks + floods + framings + strangers + uploads

private let silences: [HostileCase] = [
  HostileCase(
    name: "never answers", acts: [.readRequest, .awaitClose],
    outcomes: [.ends(.timedOut(.firstByte))],
    limits: limited(firstByte: 0.2)),
  HostileCase(
    name: "falls silent in the status line",
    acts: [.readRequest, .send("HTTP/1.1 2"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], limits: limited(silence: 0.2)),
  HostileCase(
    name: "falls silent in the fields",
    acts: [.readRequest, .send(head + "A: b\r\nC"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], limits: limited(silence: 0.2)),
  HostileCase(
    name: "falls silent after the head",
    acts: [.readRequest, .send(head + "Content-Length: 5\r\n\r\n"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], status: 200, kinds: [.bodyShorterThanLength],
    limits: limited(silence: 0.2)),
  HostileCase(
    name: "falls silent in a body without length",
    acts: [.readRequest, .send(head + "\r\nabc"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], status: 200, body: "abc", limits: limited(silence: 0.2)),
  HostileCase(
    name: "falls silent in a chunk", acts: [.readRequest, .send(chunked + "5\r\nab"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], status: 200, body: "ab", kinds: [.missingLastChunk],
    limits: limited(silence: 0.2)),
  HostileCase(
    name: "never sends the last chunk",
    acts: [.readRequest, .send(chunked + "2\r\nab\r\n"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], status: 200, body: "ab", kinds: [.missingLastChunk],
    limits: limited(silence: 0.2)),
  HostileCase(
    name: "falls silent after 100 Continue",
    acts: [.readRequest, .send("HTTP/1.1 100 Continue\r\n\r\n"), .awaitClose],
    outcomes: [.ends(.timedOut(.silence))], limits: limited(silence: 0.2)),
  HostileCase(
    name: "drips the head", acts: [.readRequest, .drip(kilobyte, pause: 20)],
    outcomes: [.ends(.malformed)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "drips a field for ever",
    acts: [.readRequest, .send(head + "A: "), .drip(kilobyte, pause: 20)],
    outcomes: [.ends(.timedOut(.whole))], limits: limited(whole: 1)),
  HostileCase(
    name: "drips the body for ever",
    acts: [.readRequest, .send(head + "\r\n"), .drip(kilobyte, pause: 20)],
    outcomes: [.ends(.timedOut(.whole))], status: 200, limits: limited(whole: 1)),
  HostileCase(
    name: "drips chunks for ever",
    acts: [.readRequest, .send(chunked), .loop([.send("1\r\nx\r\n"), .pause(20)])],
    outcomes: [.ends(.timedOut(.whole))], status: 200, kinds: [.missingLastChunk],
    limits: limited(whole: 1)),
  HostileCase(
    name: "drips comments for ever",
    acts: [.readRequest, .send(chunked), .loop([.send("4\r\n: \n\n\r\n"), .pause(20)])],
    outcomes: [.ends(.timedOut(.whole))], status: 200, kinds: [.missingLastChunk],
    limits: limited(whole: 1)),
  HostileCase(
    name: "sends for ever without a pause",
    acts: [.readRequest, .send(head + "\r\n"), .loop([.send("x")])],
    outcomes: [.ends(.timedOut(.whole))], status: 200, limits: limited(whole: 1)),
]

private let breaks: [HostileCase] = [
  HostileCase(
    name: "closes at once", acts: [], outcomes: [.ends(.closedEarly), .ends(.reset)]),
  HostileCase(
    name: "resets at once", acts: [.reset],
    outcomes: [.ends(.closedEarly), .ends(.reset), .fails(.sendFailed), .fails(.connectionFailed)]),
  HostileCase(
    name: "closes after the request", acts: [.readRequest], outcomes: [.ends(.closedEarly)]),
  HostileCase(
    name: "resets after the request", acts: [.readRequest, .reset], outcomes: [.ends(.reset)]),
  HostileCase(
    name: "closes in the status line", acts: [.readRequest, .send("HTTP/1.1 20")],
    outcomes: [.ends(.closedEarly)]),
  HostileCase(
    name: "closes in the fields", acts: [.readRequest, .send(head + "Content-Le")],
    outcomes: [.ends(.closedEarly)]),
  HostileCase(
    name: "closes before the body",
    acts: [.readRequest, .send(head + "Content-Length: 5\r\n\r\n")],
    outcomes: [.ends(.closedEarly)], status: 200, kinds: [.bodyShorterThanLength]),
  HostileCase(
    name: "closes in the body", acts: [.readRequest, .send(head + "Content-Length: 5\r\n\r\nab")],
    outcomes: [.ends(.closedEarly)], status: 200, body: "ab", kinds: [.bodyShorterThanLength]),
  HostileCase(
    name: "closes in a chunk", acts: [.readRequest, .send(chunked + "5\r\nab")],
    outcomes: [.ends(.closedEarly)], status: 200, body: "ab", kinds: [.missingLastChunk]),
  HostileCase(
    name: "closes before the last chunk", acts: [.readRequest, .send(chunked + "2\r\nab\r\n")],
    outcomes: [.ends(.closedEarly)], status: 200, body: "ab", kinds: [.missingLastChunk]),
  HostileCase(
    name: "closes before the final line", acts: [.readRequest, .send(chunked + "0\r\n")],
    outcomes: [.ends(.closedEarly)], status: 200, kinds: [.missingFinalLine]),
  // Before a reset comes a pause, for a reset may overtake what was sent before it.
  HostileCase(
    name: "resets in the fields", acts: [.readRequest, .send(head + "A"), .pause(150), .reset],
    outcomes: [.ends(.reset)]),
  HostileCase(
    name: "resets in the body",
    acts: [.readRequest, .send(head + "Content-Length: 5\r\n\r\nab"), .pause(150), .reset],
    outcomes: [.ends(.reset)], status: 200, body: "ab", kinds: [.bodyShorterThanLength]),
  HostileCase(
    name: "resets in a body without length",
    acts: [.readRequest, .send(head + "\r\nab"), .pause(150), .reset],
    outcomes: [.ends(.reset)], status: 200, body: "ab"),
  HostileCase(
    name: "resets in a chunk",
    acts: [.readRequest, .send(chunked + "5\r\nab"), .pause(150), .reset],
    outcomes: [.ends(.reset)], status: 200, body: "ab", kinds: [.missingLastChunk]),
]

private let floods: [HostileCase] = [
  HostileCase(
    name: "a status line of 100 MB", acts: [.readRequest, .send("HTTP/1.1 200 "), flood("x")],
    outcomes: [.ends(.malformed)], kinds: [.headTooLarge]),
  HostileCase(
    name: "a field of 100 MB", acts: [.readRequest, .send(head + "A: "), flood("x")],
    outcomes: [.ends(.malformed)], kinds: [.headTooLarge]),
  HostileCase(
    name: "millions of fields", acts: [.readRequest, .send(head), flood("A: b\r\n")],
    outcomes: [.ends(.malformed)], kinds: [.tooManyFields]),
  HostileCase(
    name: "a field folded for ever",
    acts: [.readRequest, .send(head + "A: b\r\n"), flood(" c\r\n")],
    outcomes: [.ends(.malformed)],
    kinds: Array(repeating: .obsoleteFolding, count: 8) + [.tooManyFields]),
  HostileCase(
    name: "empty lines for ever", acts: [.readRequest, flood("\r\n")],
    outcomes: [.ends(.malformed)], kinds: [.headTooLarge]),
  HostileCase(
    name: "interim heads for ever", acts: [.readRequest, flood("HTTP/1.1 102 Processing\r\n\r\n")],
    outcomes: [.ends(.malformed)], kinds: [.interimFlood]),
  HostileCase(
    name: "a chunk extension of 100 MB", acts: [.readRequest, .send(chunked + "1;a="), flood("x")],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.chunkLineTooLarge]),
  HostileCase(
    name: "trailers for ever", acts: [.readRequest, .send(chunked + "0\r\n"), flood("A: b\r\n")],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.tooManyFields]),
  HostileCase(
    name: "a body beyond the limit, by length",
    acts: [.readRequest, .send(head + "Content-Length: 999999999999\r\n\r\n"), flood("x")],
    outcomes: [.ends(.tooLarge(limit: 1 << 20))], status: 200, limits: limited(bodyBytes: 1 << 20)),
  HostileCase(
    name: "a body beyond the limit, without length",
    acts: [.readRequest, .send(head + "\r\n"), flood("x")],
    outcomes: [.ends(.tooLarge(limit: 1 << 20))], status: 200, limits: limited(bodyBytes: 1 << 20)),
  HostileCase(
    name: "a body beyond the limit, in chunks",
    acts: [.readRequest, .send(chunked), flood("1\r\nx\r\n")],
    outcomes: [.ends(.tooLarge(limit: 1 << 16))], status: 200, limits: limited(bodyBytes: 1 << 16)),
  HostileCase(
    name: "a body beyond the limit, in one chunk",
    acts: [.readRequest, .send(chunked + "FFFFFFFFFF\r\n"), flood("x")],
    outcomes: [.ends(.tooLarge(limit: 1 << 20))], status: 200, limits: limited(bodyBytes: 1 << 20)),
  HostileCase(
    name: "bytes after the response for ever",
    acts: [.readRequest, .send(head + "Content-Length: 0\r\n\r\nmore"), flood("x")],
    outcomes: [.ends(.complete)], status: 200, kinds: [.bytesAfterResponse]),
]

private let framings: [HostileCase] = [
  HostileCase(
    name: "two lengths",
    acts: [
      .readRequest, .send(head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc"), .awaitClose,
    ],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.conflictingContentLength]),
  HostileCase(
    name: "a negative length",
    acts: [.readRequest, .send(head + "Content-Length: -1\r\n\r\n"), .awaitClose],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.malformedContentLength]),
  HostileCase(
    name: "a chunk size that is none",
    acts: [.readRequest, .send(chunked + "zz\r\nab\r\n"), .awaitClose],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.malformedChunkSize]),
  HostileCase(
    name: "a chunk size beyond counting",
    acts: [.readRequest, .send(chunked + "FFFFFFFFFFFFFFFF\r\nab\r\n"), .awaitClose],
    outcomes: [.ends(.malformed)], status: 200, kinds: [.malformedChunkSize]),
  HostileCase(
    name: "a chunk longer than its size",
    acts: [.readRequest, .send(chunked + "2\r\nabc\r\n0\r\n\r\n"), .awaitClose],
    outcomes: [.ends(.malformed)], status: 200, body: "ab", kinds: [.malformedChunkEnd]),
  HostileCase(
    name: "a length and chunks",
    acts: [
      .readRequest,
      .send(
        head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"),
      .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 200, body: "ab", kinds: [.lengthAndChunked]),
  HostileCase(
    name: "trailers nobody asked for",
    acts: [.readRequest, .send(chunked + "2\r\nab\r\n0\r\nX-Sum: 1\r\n\r\n"), .awaitClose],
    outcomes: [.ends(.complete)], status: 200, body: "ab"),
  HostileCase(
    name: "a body longer than its length",
    acts: [.readRequest, .send(head + "Content-Length: 2\r\n\r\nabc"), .awaitClose],
    outcomes: [.ends(.complete)], status: 200, body: "ab", kinds: [.bytesAfterResponse]),
  HostileCase(
    name: "two responses to one request",
    acts: [
      .readRequest,
      .send(head + "Content-Length: 0\r\n\r\n" + head + "Content-Length: 0\r\n\r\n"), .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 200, kinds: [.bytesAfterResponse]),
  HostileCase(
    name: "a body on 204",
    acts: [.readRequest, .send("HTTP/1.1 204 No Content\r\n\r\nabc"), .awaitClose],
    outcomes: [.ends(.complete)], status: 204, body: "", kinds: [.bytesAfterResponse]),
  HostileCase(
    name: "a body in answer to HEAD",
    acts: [.readRequest, .send(head + "Content-Length: 3\r\n\r\nabc"), .awaitClose],
    outcomes: [.ends(.complete)], status: 200, body: "", kinds: [.bytesAfterResponse],
    request: .head),
  HostileCase(
    name: "gzip though identity was asked for",
    acts: [
      .readRequest,
      .send(
        Array((head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n").utf8)
          + [0x1F, 0x8B, 0x08]), .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 200),
  HostileCase(
    name: "control characters in fields",
    acts: [
      .readRequest, .send(head + "A: \u{0}\r\nB: \u{1B}[2J\r\nContent-Length: 0\r\n\r\n"),
      .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 200, kinds: [.nulInField, .controlInField]),
]

private let strangers: [HostileCase] = [
  HostileCase(
    name: "speaks SSH", acts: [.send("SSH-2.0-OpenSSH_9.2\r\n"), .awaitClose],
    outcomes: [.ends(.malformed)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "speaks HTTP/2",
    acts: [
      .readRequest,
      .send([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100, 0, 4, 0, 1, 0, 0, 0, 5, 0, 255, 0, 0]),
      .awaitClose,
    ],
    outcomes: [.ends(.malformed)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "speaks TLS", acts: [.readRequest, .send([0x15, 3, 1, 0, 2, 2, 70])],
    outcomes: [.ends(.closedEarly)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "answers with markup alone",
    acts: [.readRequest, .send("<html><h1>502 Bad Gateway</h1></html>"), .awaitClose],
    outcomes: [.ends(.malformed)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "answers with JSON alone",
    acts: [.readRequest, .send(#"{"error":{"message":"no"}}"#), .awaitClose],
    outcomes: [.ends(.malformed)], kinds: [.malformedStatusLine]),
  HostileCase(
    name: "redirects to itself",
    acts: [
      .readRequest,
      .send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
      .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 307),
  HostileCase(
    name: "asks for another kind of authentication",
    acts: [
      .readRequest,
      .send(
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
          + "Content-Length: 2\r\n\r\n{}"), .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 401, body: "{}"),
  HostileCase(
    name: "upgrades unasked",
    acts: [
      .readRequest, .send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), .awaitClose,
    ],
    outcomes: [.ends(.malformed)], status: 101, kinds: [.unrequestedUpgrade]),
  HostileCase(
    name: "answers before it is asked",
    acts: [.send(head + "Content-Length: 2\r\n\r\nok"), .awaitClose], outcomes: [.ends(.complete)],
    status: 200, body: "ok"),
]

private let uploads: [HostileCase] = [
  HostileCase(
    name: "refuses a large request early and closes",
    acts: [
      .readBytes(1000),
      .send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"),
      .pause(150),
    ],
    outcomes: [.ends(.complete)], status: 413, body: "{}", request: .large),
  HostileCase(
    name: "refuses a large request early and waits",
    acts: [
      .readBytes(1000), .send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\n{}"),
      .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 413, body: "{}", request: .large),
  HostileCase(
    name: "refuses a large request early and resets",
    acts: [
      .readBytes(1000), .send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\n{}"),
      .pause(150), .reset,
    ],
    outcomes: [.ends(.complete)], status: 413, body: "{}", request: .large),
  HostileCase(
    name: "continues, then takes a large request",
    acts: [
      .readBytes(1000), .send("HTTP/1.1 100 Continue\r\n\r\n"), .readBytes(8 << 20),
      .send(head + "Content-Length: 2\r\n\r\nok"), .awaitClose,
    ],
    outcomes: [.ends(.complete)], status: 200, body: "ok", request: .large),
  HostileCase(
    name: "takes no more of a large request", acts: [.readBytes(1000), .pause(3000)],
    outcomes: [.fails(.sendFailed)], limits: limited(silence: 0.3), request: .large),
  HostileCase(
    name: "closes while a large request is sent", acts: [.readBytes(1000)],
    outcomes: [.fails(.sendFailed)], request: .large),
  HostileCase(
    name: "resets while a large request is sent", acts: [.readBytes(1000), .reset],
    outcomes: [.fails(.sendFailed)], request: .large),
]
