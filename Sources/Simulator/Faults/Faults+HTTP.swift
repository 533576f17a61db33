import Conformance
import WireFormats

extension FaultRegistry {
  /// Faults of HTTP's fields and framing.
  static let http: [Fault] = fields + framingOnTheWire

  private static let fields: [Fault] = [
    Fault(
      "hd-sse-content-type-on-json", .http,
      "A plain answer is called an event stream and ends with a terminator.",
      evidence: ["decolua/9router#3492"],
      caughtBy: ["http.media-type", "json.syntax", "framing.stream-unasked"],
      .plainResponse { response, _ in
        response.head.fields.set("Content-Type", to: "text/event-stream")
        response.setBody(String(decoding: response.body, as: UTF8.self) + "\n\ndata: [DONE]\n\n")
      }),
    Fault(
      "hd-json-content-type-on-sse", .http, "A stream is called application/json.",
      evidence: ["rule: a stream is text/event-stream"], caughtBy: ["http.media-type"],
      .streamResponse { response, _ in
        response.head.fields.set("Content-Type", to: "application/json")
      }),
    Fault(
      "hd-content-type-text", .http, "A plain answer is called text/plain.",
      evidence: ["rule: JSON is application/json"], caughtBy: ["http.media-type"],
      .plainResponse { response, _ in response.head.fields.set("Content-Type", to: "text/plain") }),
    Fault(
      "hd-content-type-missing", .http, "Answers have no Content-Type.",
      evidence: ["rule: JSON is application/json"], caughtBy: ["http.media-type"],
      .chatResponse { response, _ in response.head.fields.set("Content-Type", to: nil) }),
    Fault(
      "hd-charset-latin1", .http, "JSON is said to be ISO 8859-1.",
      evidence: ["rule: RFC 8259 section 8.1"], caughtBy: ["http.charset"],
      .chatResponse { response, _ in
        response.head.fields.set(
          "Content-Type", to: (response.head.fields["Content-Type"] ?? "") + "; charset=iso-8859-1")
      }),
    Fault(
      "hd-content-type-twice", .http, "Content-Type is sent twice, with different values.",
      evidence: ["rule: RFC 9110 section 5.3"], caughtBy: ["http.repeated-fields"],
      .chatResponse { response, _ in
        response.head.fields.lines.append(HeaderField(name: "Content-Type", value: "text/plain"))
      }),
    Fault(
      "hd-gzip-unasked", .http, "A Content-Encoding is named that nobody asked for.",
      evidence: ["rule: RFC 9110 section 12.5.3"], caughtBy: ["http.content-coding"],
      .plainResponse { response, _ in response.head.fields.set("Content-Encoding", to: "gzip") }),
    Fault(
      "hd-retry-after-missing-429", .http, "A 429 does not tell how long to wait.",
      evidence: ["BerriAI/litellm#4695", "etalab-ia/OpenGateLLM#364", "openai/openai-dotnet#838"],
      caughtBy: ["errors.retry-after", "http.rate-limit"], where: .claim("errors.retry-after"),
      .limitingNowAndThen.and(
        .errorResponse { response, call in
          guard call.rejection?.situation == .rateLimit else { return }
          let names = ["retry-after", "x-ratelimit"]
          response.head.fields.lines.removeAll { line in
            names.contains { line.name.lowercased().hasPrefix($0) }
          }
        })),
    Fault(
      "hd-retry-after-malformed", .http, "Retry-After is written \"1 second\".",
      evidence: ["rule: RFC 9110 section 10.2.3"], caughtBy: ["errors.retry-after-form"],
      .limitingNowAndThen.and(
        .errorResponse { response, call in
          if call.rejection?.situation == .rateLimit {
            response.head.fields.set("Retry-After", to: "1 second")
          }
        })),
    Fault(
      "hd-request-id-missing", .http, "Answers have no request id.",
      evidence: ["rule: the documented field"], caughtBy: ["http.request-id"],
      where: .claim("headers.request-id"),
      Mutation(response: { response, call in
        guard let name = call.spec.claim("headers.request-id")?.value["field"]?.string else {
          return
        }
        response.head.fields.set(name, to: nil)
      })),
    Fault(
      "hd-request-id-not-echoed", .http, "A request id that the client sends is replaced.",
      evidence: ["rule: it comes back unchanged"], caughtBy: ["http.request-id-echo"],
      where: .claim("headers.request-id.echo"),
      Mutation(response: { response, call in
        guard let name = call.spec.claim("headers.request-id.echo")?.value["field"]?.string,
          call.request.fields[name] != nil
        else { return }
        response.head.fields.set(name, to: "req_other")
      })),
    Fault(
      "hd-rate-limit-fields-missing", .http, "The documented rate limit fields are missing.",
      evidence: ["rule: the documented fields"], caughtBy: ["http.rate-limit"],
      where: .rateLimitFieldsEverywhere,
      Mutation(response: { response, call in
        for name in call.spec.claim("headers.rate-limit")?.value["fields"]?.array ?? [] {
          response.head.fields.set(name.string ?? "", to: nil)
        }
      })),
    Fault(
      "hd-rate-limit-words", .http, "The remaining requests are given as a word.",
      evidence: ["rule: limits are whole numbers"], caughtBy: ["http.rate-limit"],
      where: .rateLimitFieldsEverywhere,
      Mutation(response: { response, call in
        for name in call.spec.claim("headers.rate-limit")?.value["fields"]?.array ?? []
        where name.string?.contains("remaining") == true {
          response.head.fields.set(name.string ?? "", to: "plenty")
        }
      })),
  ]

  private static let framingOnTheWire: [Fault] = [
    Fault(
      "http-length-too-long", .http,
      "Content-Length promises more than comes, then the connection ends.",
      evidence: ["rule: RFC 9112 section 8"], caughtBy: ["http.ending"],
      .plainResponse { response, _ in
        response.head.fields.set("Content-Length", to: String(response.body.count + 10))
        response.ending = .cut
      }),
    Fault(
      "http-length-too-short", .http, "Content-Length promises less than comes.",
      evidence: ["rule: RFC 9112 section 6.3"],
      caughtBy: ["http.framing", "http.content-length", "json.syntax"],
      .plainResponse { response, _ in
        response.head.fields.set("Content-Length", to: String(max(0, response.body.count - 10)))
      }),
    Fault(
      "http-cut-midstream", .http, "The connection ends amid a stream.",
      evidence: ["rule: RFC 9112 section 8"], caughtBy: ["http.ending"],
      .streamResponse { response, _ in
        response.parts = Array(response.parts.prefix(max(1, response.parts.count / 2)))
        response.ending = .cut
      }),
    Fault(
      "http-reset-midstream", .http, "The connection is reset amid a stream.",
      evidence: ["rule: RFC 9112 section 8"], caughtBy: ["http.ending"],
      .streamResponse { response, _ in
        response.parts = Array(response.parts.prefix(max(1, response.parts.count / 2)))
        response.ending = .reset
      }),
    Fault(
      "http-last-chunk-missing", .http,
      "The chunk of size zero is missing, and the connection ends.",
      evidence: ["rule: RFC 9112 section 7.1"], caughtBy: ["http.ending"],
      .streamResponse { response, _ in response.ending = .cut }),
    Fault(
      "http-two-lengths", .http, "Two different Content-Lengths are sent.",
      evidence: ["rule: RFC 9110 section 8.6"],
      caughtBy: ["http.framing", "http.content-length", "http.repeated-fields"],
      .plainResponse { response, _ in
        let length = response.body.count
        response.head.fields.set("Content-Length", to: String(length))
        response.head.fields.lines.append(
          HeaderField(name: "Content-Length", value: String(length + 1)))
      }),
    Fault(
      "http-length-and-chunked", .http, "Both a length and the chunked coding are named.",
      evidence: ["rule: RFC 9112 section 6.2"], caughtBy: ["http.framing", "http.content-length"],
      .plainResponse { response, _ in
        let length = response.body.count
        response.framing = .chunked
        response.head.fields.set("Content-Length", to: String(length))
      }),
    Fault(
      "http-chunk-size-malformed", .http, "A chunk size is written with 0x before it.",
      evidence: ["rule: RFC 9112 section 7.1"], caughtBy: ["http.framing", "http.ending"],
      .streamResponse { response, _ in
        response.editWire { parts in
          guard parts.count > 2 else { return }
          parts[1].bytes = Array("0x".utf8) + parts[1].bytes
        }
      }),
    Fault(
      "http-bare-line-feeds", .http, "The head's lines end with LF alone.",
      evidence: ["rule: RFC 9112 section 2.2"], caughtBy: ["http.framing"],
      .chatResponse { response, _ in response.editHead { $0.replacing("\r\n", with: "\n") } }),
    Fault(
      "http-space-before-colon", .http, "A space stands before the colon of a field.",
      evidence: ["rule: RFC 9112 section 5.1"], caughtBy: ["http.framing"],
      .chatResponse { response, _ in response.editHead { $0.replacing("Date:", with: "Date :") } }),
    Fault(
      "http-folded-field", .http, "A field's value goes on in the next line.",
      evidence: ["rule: RFC 9112 section 5.2"], caughtBy: ["http.framing"],
      .chatResponse { response, _ in
        response.editHead {
          $0.replacing("Date: ", with: "Server: simulated\r\n gateway\r\nDate: ")
        }
      }),
    Fault(
      "http-bytes-after-body", .http, "Bytes follow the body.",
      evidence: ["rule: RFC 9112 section 6.3"], caughtBy: ["http.framing"],
      .plainResponse { response, _ in
        response.editWire { $0.append(ScriptedResponse.Part(bytes: Array("\n\n".utf8))) }
      }),
    Fault(
      "http-status-without-digits", .http, "The status line lacks the space after the status.",
      evidence: ["rule: RFC 9112 section 4"], caughtBy: ["http.framing"],
      .chatResponse { response, _ in
        response.editHead { $0.replacing("HTTP/1.1 200 OK\r\n", with: "HTTP/1.1 200\r\n") }
      }),
  ]
}

extension Mutation {
  /// Refuses one in six requests for its rate when it comes first: a client that waits and tries
  /// again is answered.
  static let limitingNowAndThen = refusing { call in
    var hash = StableHash()
    hash.combine(call.request.body)
    guard call.isChat, call.occurrence == 0, hash.value % 6 == 0 else { return nil }
    return Rejection(.rateLimit, "Rate limit reached. Please wait and try again.")
  }
}
