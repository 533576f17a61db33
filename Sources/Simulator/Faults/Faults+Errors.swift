import Conformance
import WireFormats

extension FaultRegistry {
  /// Faults of errors.
  static let errors: [Fault] = bodies + statuses + credentials

  private static let bodies: [Fault] = [
    Fault(
      "err-json-array", .errors, "The error object is wrapped in a list.",
      evidence: ["FuzzAnything/PromptFuzz#42", "bytedance/deer-flow#1515"],
      caughtBy: ["errors.envelope"],
      .errorBody { value, _ in value = [value] }),
    Fault(
      "err-code-int", .errors, "error.code is the HTTP status as a number.",
      evidence: [
        "openai/openai-python#3531", "sgl-project/sglang#32808", "openai/openai-dotnet#669",
      ],
      caughtBy: ["errors.code"],
      .errorStatus { error, status in error.set("code", .integer(status)) }),
    Fault(
      "err-param-list", .errors, "error.param is a list of names.",
      evidence: ["rule: param is a string or null"], caughtBy: ["errors.param", "errors.envelope"],
      .error { error, _ in
        error.set("param", error["param"]?.string.map { [.string($0)] } ?? [])
      }),
    Fault(
      "err-html-body", .errors, "Errors are a proxy's HTML page.",
      evidence: ["Lilly-Protocol/agentlily-runtime#295", "lingodotdev/lingo.dev#1923"],
      caughtBy: ["errors.body"],
      .errorResponse { response, _ in
        response.head.fields.set("Content-Type", to: "text/html")
        let title = "\(response.head.status) \(response.head.reason)"
        response.setBody(
          "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n")
      }),
    Fault(
      "err-plain-text", .errors, "Errors are plain text.",
      evidence: ["rule: an error has a JSON body"], caughtBy: ["errors.body"],
      .errorResponse { response, _ in
        response.head.fields.set("Content-Type", to: "text/plain")
        response.setBody(response.head.reason)
      }),
    Fault(
      "err-empty-body", .errors, "Errors have no body.",
      evidence: ["rule: an error has a JSON body"], caughtBy: ["errors.body"],
      .errorResponse { response, _ in
        response.head.fields.set("Content-Type", to: nil)
        response.parts = []
      }),
    Fault(
      "err-media-type", .errors, "JSON errors are called text/plain.",
      evidence: ["rule: JSON is application/json"], caughtBy: ["errors.media-type"],
      .errorResponse { response, _ in response.head.fields.set("Content-Type", to: "text/plain") }),
    Fault(
      "err-string", .errors, "error is a string.",
      evidence: ["rule: error is an object"], caughtBy: ["errors.envelope"],
      .errorBody { value, _ in value.edit("error") { $0 = $0["message"] ?? "error" } }),
    Fault(
      "err-detail", .errors, "Errors have the shape of the web framework: {\"detail\": …}.",
      evidence: ["rule: the documented envelope"], caughtBy: ["errors.envelope"],
      .errorBody { value, _ in value = ["detail": value["error"]?["message"] ?? "Not found"] }),
    Fault(
      "err-flat", .errors, "The members of the error stand at the top, without error around them.",
      evidence: ["rule: the documented envelope"], caughtBy: ["errors.envelope"],
      .errorBody { value, _ in value = value["error"] ?? value }),
    Fault(
      "err-message-empty", .errors, "The message is empty.",
      evidence: ["rule: an error says what went wrong"], caughtBy: ["errors.message"],
      .error { error, _ in error.set("message", "") }),
    Fault(
      "err-message-missing", .errors, "There is no message.",
      evidence: ["rule: message is required"], caughtBy: ["errors.envelope", "errors.message"],
      .error { error, _ in error.remove("message") }),
    Fault(
      "err-message-object", .errors, "The message is an object.",
      evidence: ["rule: message is a string"], caughtBy: ["errors.envelope", "errors.message"],
      .error { error, _ in error.edit("message") { $0 = ["text": $0] } }),
    Fault(
      "err-type-undocumented", .errors, "The type is a class name: BadRequestError.",
      evidence: ["rule: types are documented words"], caughtBy: ["errors.type"],
      where: .claim("errors.types"),
      .error { error, _ in
        error.set("type", "BadRequestError")
        error.set("code", .string("ERR_1001"))
      }),
    Fault(
      "err-key-leaked", .errors, "A refused key is repeated in the message.",
      evidence: ["rule: secrets stay out of bodies"], caughtBy: ["errors.no-secrets"],
      where: .claim("auth.wrong-key"),
      .error { error, call in
        guard call.rejection?.situation == .unauthorized,
          let name = call.spec.service.credentials.first?.name, let key = call.request.fields[name]
        else { return }
        let bare = key.hasPrefix("Bearer ") ? String(key.dropFirst(7)) : key
        error.set("message", .string("Incorrect API key provided: \(bare)."))
      }),
    Fault(
      "err-stack-trace", .errors, "The message is the server's stack trace.",
      evidence: ["rule: an error does not show the server's insides"],
      caughtBy: ["errors.no-trace"],
      .error { error, _ in
        error.set(
          "message",
          """
          Traceback (most recent call last):
            File "/app/server/chat.py", line 211, in create
              raise ValueError(message)
          ValueError: bad request
          """)
      }),
    Fault(
      "err-status-disagrees", .errors, "The body names another status than the response has.",
      evidence: ["rule: a status in a body is that of the response"],
      caughtBy: ["errors.status-agrees"],
      .error { error, _ in error.set("status", 500) }),
    Fault(
      "err-truncated", .errors, "The JSON of errors is cut off.",
      evidence: ["rule: RFC 8259"], caughtBy: ["json.syntax", "errors.body"],
      .errorResponse { response, _ in
        response.setBody(String(String(decoding: response.body, as: UTF8.self).dropLast(2)))
      }),
  ]

  private static let statuses: [Fault] = [
    Fault(
      "err-swallowed-as-stop", .errors,
      "A prompt beyond the context gives an empty answer that ends with stop.",
      evidence: ["BerriAI/litellm#40578", "diegosouzapw/OmniRoute#8210"],
      caughtBy: ["response.expectation", "completion.content"],
      where: .claim("chat.context-length"),
      Mutation(
        admission: { rejection, _ in
          if rejection?.situation == .contextLength { rejection = nil }
        },
        answer: { answer, call in
          guard call.forgiven?.situation == .contextLength else { return }
          for index in answer.choices.indices {
            answer.choices[index].content = []
            answer.choices[index].finishReason = "stop"
          }
        })),
    Fault(
      "st-200-json-error", .errors, "Errors come with status 200.",
      evidence: ["runpod-workers/worker-vllm#57"],
      caughtBy: ["errors.in-success", "response.expectation"],
      .errorResponse { response, call in
        guard !call.isStream else { return }
        response.head.status = 200
        response.head.reason = "OK"
      }),
    Fault(
      "st-200-prestream-error", .errors,
      "A request for a stream that fails gets 200 and an error event.",
      evidence: [
        "InsForge/InsForge#1783", "ggml-org/llama.cpp#16486", "huggingface/huggingface_hub#2558",
      ],
      caughtBy: ["errors.before-stream", "response.expectation"],
      .errorResponse { response, call in
        guard call.isStream, call.isChat else { return }
        let error = String(decoding: response.body, as: UTF8.self)
        response.head.status = 200
        response.head.reason = "OK"
        response.head.fields.set("Content-Type", to: "text/event-stream")
        response.framing = .chunked
        response.setBody("data: \(error)\n\ndata: [DONE]\n\n")
      }),
    Fault(
      "st-unknown-path-200", .errors, "A path that does not exist is answered with a welcome.",
      evidence: ["rule: an unknown path is 404"], caughtBy: ["response.expectation"],
      where: .situation("unknown-path"),
      Mutation(response: { response, call in
        guard call.rejection?.situation == .unknownPath else { return }
        response.head.status = 200
        response.head.reason = "OK"
        response.setBody(#"{"message":"Welcome."}"#)
      })),
    Fault(
      "st-wrong-method-500", .errors, "A wrong method ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      where: .situation("wrong-method"),
      .refusal { rejection, _ in if rejection.situation == .wrongMethod { rejection = .crash } }),
    Fault(
      "st-invalid-422-text", .errors, "Invalid requests get 418.",
      evidence: ["rule: the documented status"], caughtBy: ["response.expectation"],
      .refusal { rejection, _ in
        if rejection.situation == .invalidRequest { rejection.status = 418 }
      }),
    Fault(
      "st-hang-up-on-invalid", .errors, "An invalid request makes the server hang up.",
      evidence: ["rule: a refusal is a response"],
      caughtBy: ["http.ending", "response.expectation"],
      .errorResponse { response, call in
        guard call.rejection?.situation == .invalidRequest else { return }
        response.wire = []
        response.parts = []
        response.ending = .cut
      }),
    Fault(
      "err-midstream-not-an-error", .errors,
      "A failure amid a stream is told as text, without an error member.",
      evidence: ["rule: an error in a stream is an error object"],
      caughtBy: ["errors.in-stream", "chunks.schema"],
      .stream { events, _ in
        guard let cut = events.indices.dropFirst(2).first else { return }
        events[cut...] = [
          StreamEvent(content: .data(#"{"code":500,"message":"The backend failed."}"#)),
          .terminator(of: events),
        ]
      }),
  ]

  private static let credentials: [Fault] = [
    Fault(
      "au-missing-key-accepted", .authentication, "A request without a key is answered.",
      evidence: ["rule: requests without credentials are refused"],
      caughtBy: ["response.expectation"],
      where: .claim("auth.key"),
      Mutation(admission: { rejection, call in
        guard rejection?.situation == .unauthorized else { return }
        let names = call.spec.service.credentials.map(\.name)
        if names.allSatisfy({ call.request.fields[$0] == nil }) { rejection = nil }
      })),
    Fault(
      "au-wrong-key-accepted", .authentication, "A key that does not exist is accepted.",
      evidence: ["rule: requests with a wrong key are refused"], caughtBy: ["response.expectation"],
      where: .claim("auth.wrong-key"),
      Mutation(admission: { rejection, call in
        guard rejection?.situation == .unauthorized else { return }
        let names = call.spec.service.credentials.map(\.name)
        if names.contains(where: { call.request.fields[$0] != nil }) { rejection = nil }
      })),
    Fault(
      "au-wrong-key-500", .authentication, "A key that does not exist ends in a 500.",
      evidence: ["rule: a refusal is a 4xx"], caughtBy: ["response.expectation"],
      where: .claim("auth.wrong-key"),
      .refusal { rejection, call in
        let names = call.spec.service.credentials.map(\.name)
        if rejection.situation == .unauthorized,
          names.contains(where: { call.request.fields[$0] != nil })
        {
          rejection = .crash
        }
      }),
    Fault(
      "au-missing-key-400", .authentication, "A missing key is refused with 400.",
      evidence: ["rule: the documented status"], caughtBy: ["response.expectation"],
      where: .claim("auth.key") && .situation("unauthorized"),
      .refusal { rejection, _ in if rejection.situation == .unauthorized { rejection.status = 400 }
      }),
    Fault(
      "au-public-endpoint-needs-key", .authentication, "What is documented as public needs a key.",
      evidence: ["rule: a public endpoint needs no key"], caughtBy: ["response.expectation"],
      where: .publicEndpoint,
      .refusing { call in
        let isPublic = call.endpoint.flatMap { call.spec.endpoint($0) }?.isPublic ?? false
        let names = call.spec.service.credentials.map(\.name)
        guard isPublic, names.allSatisfy({ call.request.fields[$0] == nil }) else { return nil }
        return Rejection(.unauthorized, "You did not provide an API key.")
      }),
  ]
}

extension Mutation {
  /// Changes the error object of refusals, told the status.
  static func errorStatus(_ change: @escaping @Sendable (inout JSONValue, Int) -> Void) -> Mutation
  {
    Mutation(response: { response, call in
      guard !call.isAnswered else { return }
      let status = response.head.status
      do throws(JSONSyntaxError) {
        var value = try JSONDocument(parsing: response.body).value
        value.edit("error") { change(&$0, status) }
        response.setBody(value.serialized())
      } catch {
        // Another fault has made the body something else than JSON: there is nothing to change.
        return
      }
    })
  }
}
