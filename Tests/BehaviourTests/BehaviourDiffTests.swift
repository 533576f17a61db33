import Behaviour
import Conformance
import Testing
import WireFormats

@Suite struct BehaviourDiffTests {
  /// A run of one probe that was answered with a status and a body.
  static func side(_ name: String, status: Int, type: String, body: String) -> BehaviourDiff.Side {
    let step = ProbeStep(body: .json(["model": "m", "stream": true]), expectation: .accepted)
    let probe = Probe(
      id: "chat.stream.plain", title: "A stream", claims: [], level: .must, steps: [step],
      location: SourceLocation(file: "specs/x.json", line: 1, column: 1, pointer: JSONPointer()))
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: "POST", origin: HTTPOrigin(scheme: "http", host: "localhost"), target: "/v1",
        body: Array(#"{"model":"m","stream":true}"#.utf8)),
      response: HTTPResponseHead(status: status, fields: ["Content-Type": type]),
      body: Array(body.utf8))
    let result = ProbeResult(
      probe: probe, judgement: Judgement(verdict: .pass),
      attempts: [ProbeResult.Attempt(step: step.name, exchange: exchange)])
    let header = RunReport.Header(
      spec: name, title: name, specFile: "specs/x.json", specDigest: "", model: "m",
      mode: .simulated, profile: .standard, version: "1", command: "assay")
    return BehaviourDiff.Side(name: name, report: RunReport(header: header, results: [result]))
  }

  static let chunk =
    #"{"id":"a","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"#
  static let done = side(
    "done", status: 200, type: "text/event-stream", body: "data: \(chunk)\n\ndata: [DONE]\n\n")
  static let endless = side(
    "endless", status: 200, type: "text/event-stream", body: "data:\(chunk)\r\n\r\n")
  static let refused = side(
    "refused", status: 400, type: "application/json",
    body: #"{"error":{"message":"no","type":"invalid_request_error","param":null,"code":null}}"#)

  @Test func aRunAgainstItselfIsEmpty() {
    for side in [Self.done, Self.endless, Self.refused] {
      #expect(BehaviourDiff(side, side).differences.isEmpty)
    }
  }

  @Test func namesWhatDiffersWorstFirst() {
    let diff = BehaviourDiff(Self.done, Self.endless)
    #expect(
      diff.differences.map(\.key) == [
        "stream.terminator", "stream.line-ending", "stream.space-after-colon",
      ])
    #expect(diff.differences.map(\.impact) == [.breaks, .cosmetic, .cosmetic])
    #expect(diff.differences[0].left == "once")
    #expect(diff.differences[0].right == "none")
  }

  @Test func tellsWhatARequestMet() {
    let diff = BehaviourDiff(Self.done, Self.refused)
    #expect(diff.differences.map(\.key) == ["reaction.chat.stream.plain"])
    #expect(diff.differences[0].right == "rejected 400")
    #expect(
      diff.onlyRight
        == ["code", "envelope", "media-type", "members", "type"].map {
          "errors.invalid-request.\($0)"
        })
  }

  @Test func theMatrixMarksWhatTheMajorityDoesNotDo() {
    let matrix = BehaviourMatrix([Self.done, Self.done, Self.endless])
    let row = matrix.rows.first { $0.key == "stream.terminator" }
    #expect(row?.majority == "once")
    #expect(row?.differs == true)
    #expect(matrix.markdown.contains("**none**"))
  }

  @Test func nothingFromTheWireIsMarkup() {
    let hostile = Self.side(
      "<script>alert(1)</script>", status: 400, type: "application/json",
      body: ##"{"error":{"type":"<img src=x onerror=y>|`\u001b[31m","message":"x"}}"##)
    let matrix = BehaviourMatrix([hostile, Self.done])
    #expect(!matrix.html.contains("<img"))
    #expect(!matrix.html.contains("<script>alert"))
    let table = DifferenceTable(BehaviourDiff(hostile, Self.done))
    for text in [matrix.html, matrix.markdown, table.markdown, table.text] {
      #expect(!text.contains("\u{1B}"))
    }
  }
}
