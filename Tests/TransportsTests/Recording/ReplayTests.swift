import Conformance
import Synchronization
import Testing
import Transports

private func request(_ body: String) -> HTTPRequest { chatRequest(anyOrigin, body: body) }

private func exchange(_ body: String, answer: String) -> HTTPExchange {
  HTTPExchange(
    request: request(body), response: HTTPResponseHead(status: 200), body: Array(answer.utf8),
    totalMilliseconds: 1)
}

private func failure(
  of transport: some Transport, _ request: HTTPRequest
) async -> TransportError? {
  do throws(TransportError) {
    _ = try await transport.send(request, limits: TimeLimits())
    return nil
  } catch {
    return error
  }
}

@Suite struct ReplayTests {
  @Test(arguments: [ReplayTransport.Pacing.immediate, .kept])
  func servesInAttemptOrder(_ pacing: ReplayTransport.Pacing) async throws {
    let recorded = [
      exchange(#"{"a":1}"#, answer: "1"), exchange(#"{"b":1}"#, answer: "2"),
      exchange(#"{"a":1}"#, answer: "3"),
    ]
    let transport = ReplayTransport(recorded.map { .init(exchange: $0) }, pacing: pacing)
    for (body, index) in [(#"{ "a": 1.0 }"#, 0), (#"{"a":1}"#, 2), (#"{"b":1}"#, 1)] {
      #expect(
        try await transport.send(request(body), limits: TimeLimits()) == recorded[index])
    }
  }

  @Test func saysHowToRecordAgain() async {
    let transport = ReplayTransport(
      [.init(exchange: exchange("{}", answer: ""))], name: "fixtures/x.har", advice: "run y")
    let unknown = await failure(of: transport, request(#"{"new":1}"#))
    #expect(unknown?.kind == .notRecorded)
    let hash = request(#"{"new":1}"#).replayHash.prefix(12)
    #expect(
      unknown?.message == "fixtures/x.har holds no answer to POST /v1/chat/completions (hash "
        + "\(hash)): the request has changed since, or was never recorded – run y")
    #expect(await failure(of: transport, request("{}")) == nil)
    let more = await failure(of: transport, request("{}"))
    #expect(more?.kind == .notRecorded)
    #expect(more?.message.contains("holds 1 answer to") == true)
  }

  @Test func goesByTheHashThatWasRecorded() async throws {
    let secret = "a-secret-value-1"
    let sent = request(#"{"user":"\#(secret)"}"#)
    let redacted = Redactor(secrets: [secret]).redact(
      HTTPExchange(request: sent, response: HTTPResponseHead(status: 200)))
    #expect(redacted.request.replayHash != sent.replayHash)
    let entry = HARDocument.Entry(
      exchange: redacted,
      probe: .init(id: "p", specDigest: "", requestHash: sent.replayHash))
    let answer = try await ReplayTransport([entry]).send(sent, limits: TimeLimits())
    #expect(answer == redacted)
  }

  @Test func hashesWhatMatters() {
    let hash = request(#"{"a":1,"b":[1,2]}"#).replayHash
    #expect(hash.count == 64)
    #expect(request(#"{"b":[1,2],"a":1.0}"#).replayHash == hash)
    #expect(request(#"{"a":1,"b":[2,1]}"#).replayHash != hash)
    #expect(request(#"{"a":2,"a":1,"b":[1,2]}"#).replayHash != hash)
    #expect(request("not json").replayHash != request("not  json").replayHash)
    var other = request(#"{"a":1,"b":[1,2]}"#)
    other.fields.set("Authorization", to: "Bearer x")
    other.fields.set("User-Agent", to: "y")
    #expect(other.replayHash == hash)
    other.fields.set("content-type", to: "text/plain")
    #expect(other.replayHash != hash)
    other = request(#"{"a":1,"b":[1,2]}"#)
    other.target += "?x"
    #expect(other.replayHash != hash)
    other = request(#"{"a":1,"b":[1,2]}"#)
    other.method = "PUT"
    #expect(other.replayHash != hash)
  }

  @Test func recordsWhatItReturns() async throws {
    let secret = "a-secret-value-1"
    let sink = Sink()
    let live = ReplayTransport([.init(exchange: exchange("{}", answer: "your key is \(secret)"))])
    let transport = RecordingTransport(wrapping: live, redactor: Redactor(secrets: [secret])) {
      exchange, hash in sink.entries.withLock { $0.append((exchange, hash)) }
    }
    let returned = try await transport.send(request("{}"), limits: TimeLimits())
    #expect(returned.body == Array("your key is [redacted]".utf8))
    #expect(sink.entries.withLock { $0.map(\.0) } == [returned])
    #expect(sink.entries.withLock { $0.map(\.1) } == [request("{}").replayHash])
    let failed = await failure(of: transport, request(#"{"x":1}"#))
    #expect(failed?.kind == .notRecorded)
    #expect(sink.entries.withLock { $0.count } == 1)
  }
}

private final class Sink: Sendable {
  let entries = Mutex<[(HTTPExchange, String)]>([])
}
