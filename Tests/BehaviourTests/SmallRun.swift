import Behaviour
import Conformance
import WireFormats

/// One answered probe, as little of it as a test needs.
struct Answered {
  static let place = SourceLocation(
    file: "specs/x.json", line: 1, column: 1, pointer: JSONPointer())

  var probe: String
  var title = "A request"
  var endpoint = "chat"
  /// The members of the request beside the model and the messages, as JSON.
  var members = ""
  var model = #""m""#
  var status = 200
  var fields: HeaderFields = [:]
  var body = Answered.completion
  /// The checks that found something.
  var broken: [CheckID] = []
  var verdict: Verdict?

  static let completion =
    #"{"id":"c-1","object":"chat.completion","created":1767225600,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null},"finish_reason":"stop"}]}"#

  static func refusal(_ type: String = "invalid_request_error") -> String {
    #"{"error":{"message":"no","type":"\#(type)","param":null,"code":null}}"#
  }

  /// A stream whose first delta has the role, or the role and text.
  static func stream(role: String, content: String = "") -> String {
    let chunk =
      #"{"id":"a","object":"chat.completion.chunk","choices":[{"index":0,"delta":{\#(role)"content":"\#(content)"},"finish_reason":null}]}"#
    return "data: \(chunk)\n\ndata: [DONE]\n\n"
  }

  var result: ProbeResult {
    let rest = members.isEmpty ? "" : ",\(members)"
    let about =
      endpoint == "chat" ? #""messages":[{"role":"user","content":"Hi"}]"# : #""input":"a""#
    let request = #"{"model":\#(model),\#(about)\#(rest)}"#
    let step = ProbeStep(endpoint: endpoint, body: .none, expectation: .any)
    let isStream = body.hasPrefix("data:")
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: "POST", origin: HTTPOrigin(scheme: "http", host: "localhost"),
        target: "/v1/\(endpoint)", body: Array(request.utf8)),
      response: HTTPResponseHead(
        status: status,
        fields: HeaderFields(
          fields.lines + [
            HeaderField(
              name: "Content-Type", value: isStream ? "text/event-stream" : "application/json")
          ])),
      body: Array(body.utf8))
    let findings = broken.map { check in
      Finding(
        check: check, level: .must, kind: .wrongValue, place: .init(step: step.name),
        expected: "a", actual: "b", consequence: "Clients stumble.",
        source: Citation(title: "A page", provenance: .page))
    }
    return ProbeResult(
      probe: Probe(
        id: probe, title: title, claims: [], level: .must, steps: [step], location: Self.place),
      judgement: Judgement(
        verdict: verdict ?? (broken.isEmpty ? .pass : .fail), findings: findings),
      attempts: [.init(step: step.name, exchange: exchange)])
  }

  /// A run of several.
  static func run(_ name: String, _ answered: [Answered]) -> BehaviourDiff.Side {
    let header = RunReport.Header(
      spec: name, title: name, specFile: "specs/x.json", specDigest: "", model: "m",
      mode: .simulated, profile: .standard, version: "1", command: "assay")
    return .init(
      name: name, report: RunReport(header: header, results: answered.map(\.result)))
  }

  /// What differs between two runs, consequences apart.
  static func diff(_ left: [Answered], _ right: [Answered]) -> [BehaviourDiff.Difference] {
    BehaviourDiff(run("left", left), run("right", right)).differences.filter {
      $0.kind != .consequence
    }
  }
}
