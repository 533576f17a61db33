import Behaviour
import Conformance
import Testing
import WireFormats

/// How differences and matrices are told.
@Suite struct TellingTests {
  static func table(_ left: [Answered], _ right: [Answered]) -> DifferenceTable {
    DifferenceTable(BehaviourDiff(Answered.run("left", left), Answered.run("right", right)))
  }

  static let wrongCode = Answered.refusal().replacing(#""code":null"#, with: #""code":400"#)

  /// A rule is no row of its own beside the behaviour that breaks it; programs get both.
  @Test func aRuleIsToldWithItsBehaviour() {
    let table = Self.table(
      [Answered(probe: "p", members: #""n":0"#, status: 400, body: Answered.refusal())],
      [
        Answered(
          probe: "p", members: #""n":0"#, status: 400, body: Self.wrongCode,
          broken: ["errors.code"])
      ])
    #expect(table.rows.filter { $0.kind != "consequence" }.count == 1)
    for text in [table.text, table.markdown, table.html] {
      #expect(text.contains("rule errors.code: kept → broken in 1 probe. Clients stumble."))
    }
    #expect(table.json.contains(#""key": "rule.errors.code""#))
  }

  /// A rule that breaks more than its behaviour raises the row, and the worst with it.
  @Test func aGraverRuleRaisesItsRow() {
    let usage = { (total: Int) in
      Answered.completion.replacing(
        "}]}",
        with:
          #"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":\#(total)}}"#)
    }
    let table = Self.table(
      [Answered(probe: "p", body: usage(2))],
      [Answered(probe: "p", body: usage(3), broken: ["usage.total"])])
    #expect(table.worst == .breaks)
    #expect(table.text.contains("1 difference: 1 breaking"))
  }

  @Test(arguments: [
    ("`model` is refused: null", "`model`: null"), ("`model` is taken: null", "`model`: null"),
    ("`model`, not documented: null", "`model`: null"),
    ("An empty body is refused", "An empty body is refused"),
  ]) func aRowDoesNotStateOneSidesExpectation(title: String, shown: String) {
    let table = Self.table(
      [Answered(probe: "chat.p", title: title, model: "null")],
      [Answered(probe: "chat.p", title: title, model: "null", status: 400, body: "")])
    let lines = table.text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains { $0 == shown }, "\(table.text)")
  }

  @Test func requestsAreCalledByTitleAndProbesNamedOnce() {
    let probes = ["chat.model.array", "chat.model.null"]
    let planned = { (status: Int) in
      probes.map {
        Answered(
          probe: $0, title: "Title of \($0)", model: "null", status: status,
          body: status == 200 ? Answered.completion : Answered.refusal())
      }
    }
    let text = Self.table(planned(200), planned(400)).text
    #expect(text.contains("2 requests: Title of chat.model.array; Title of chat.model.null"))
    #expect(text.contains("seen in chat.model.array, chat.model.null"))
    let judged = { (status: Int) in
      ["x/bad_a", "x/bad_b"].map {
        Answered(
          probe: $0, title: "POST /v1/chat", model: "null", status: status,
          body: status == 200 ? Answered.completion : Answered.refusal())
      }
    }
    let other = Self.table(judged(200), judged(400)).text
    #expect(other.contains("2 requests: bad_a; bad_b"))
    #expect(!other.contains("seen in bad_a"))
  }

  /// Every row of the page names its probe, and every cell its side where columns are stacked.
  @Test func aPageNamesTheProbeOfASingleRow() {
    let html = Self.table(
      [Answered(probe: "embeddings.tokens", verdict: .pass)],
      [Answered(probe: "embeddings.tokens", verdict: .skip)]
    ).html
    #expect(html.contains("the verdict on a probe"))
    #expect(html.contains("seen in embeddings.tokens"))
    for side in ["left", "right"] { #expect(html.contains("<td data-side=\"\(side)\">")) }
    #expect(!html.contains("min-width: 46rem"))
  }

  @Test func evidenceOfFieldsShowsThem() {
    let html = Self.table(
      [Answered(probe: "a", fields: ["X-RateLimit-Reset-Requests": "60s"])],
      [Answered(probe: "a", fields: ["X-RateLimit-Reset-Requests": "<1767225660>"])]
    ).html
    #expect(html.contains("<pre>X-RateLimit-Reset-Requests: 60s</pre>"))
    #expect(html.contains("<pre>X-RateLimit-Reset-Requests: &lt;1767225660&gt;</pre>"))
  }

  static func reset(_ value: String) -> BehaviourDiff.Side {
    Answered.run(value, [Answered(probe: "a", fields: ["X-RateLimit-Reset-Requests": value])])
  }

  /// Where no value has a majority, none is marked.
  @Test func withoutAMajorityNothingIsMarked() {
    let matrix = BehaviourMatrix([Self.reset("60s"), Self.reset("60")])
    let row = matrix.rows.first { $0.key == "headers.rate-limit.reset" }
    #expect(row?.differs == true)
    #expect(!matrix.markdown.contains("**duration**"))
    #expect(!matrix.html.contains("<td class=\"odd\""))
    let three = BehaviourMatrix([Self.reset("60s"), Self.reset("61s"), Self.reset("60")])
    #expect(three.markdown.contains("**seconds**"))
    #expect(three.html.contains("<td class=\"odd\""))
  }

  @Test func whatWasNotAskedIsNotADot() {
    let asked = Answered(probe: "a", members: #""n":2"#)
    let silent = Answered.run("silent", [Answered(probe: "a")])
    let limited = Answered.run(
      "limited", [asked, Answered(probe: "a", fields: ["X-RateLimit-Reset-Requests": "1"])])
    let rows = BehaviourMatrix([limited, silent]).rows
    #expect(rows.first { $0.key == "parameter.chat.n=2" }?.asked == [true, false])
    #expect(rows.first { $0.key == "headers.rate-limit.reset" }?.asked == [true, true])
    let html = BehaviourMatrix([limited, silent]).html
    #expect(html.contains("<td class=\"none\">not asked</td>"))
    #expect(html.contains("<td class=\"none\">·</td>"))
  }

  /// What stands at a glance too is one row, and is counted once.
  @Test func rowsAtAGlanceAreCountedOnce() {
    let matrix = BehaviourMatrix([Answered.run("x", [Answered(probe: "a", members: #""n":2"#)])])
    #expect(!matrix.highlights.isEmpty)
    let html = matrix.html
    #expect(html.contains(">\(matrix.rows.count) rows</output>"))
    let rows = html.components(of: "<tr data-differs").count - 1
    let glances = html.components(of: "<tr data-glance=\"true\"").count - 1
    #expect(rows == matrix.rows.count)
    #expect(glances == matrix.highlights.count)
    #expect(html.contains("!row.dataset.glance"))
  }

  @Test func whatStandsBetweenBackticksIsCode() {
    let title = "`model` is refused: null <b>"
    let matrix = BehaviourMatrix([
      Answered.run("x", [Answered(probe: "a", title: title, model: "null")])
    ])
    #expect(matrix.html.contains("<code>model</code>: null &lt;b&gt;"))
    let two = BehaviourMatrix([
      Answered.run("x", [Answered(probe: "a", title: title, model: "null")]),
      Answered.run("y", [Answered(probe: "a", title: title, model: "null")]),
    ])
    #expect(two.markdown.contains("| `model`: null \\<b\\> |"))
  }

  /// Each member of a family says which it is.
  @Test func membersOfAFamilyAreToldApart() {
    let call =
      #"{"id":"c-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"#
    let vector = #"{"object":"list","data":[{"index":0,"embedding":[0.5]}]}"#
    let tools = [
      "", #""tool_choice":"required""#, #""tool_choice":{"type":"function"}"#,
    ].enumerated().map { Answered(probe: "t\($0)", members: $1, body: call) }
    let vectors = ["", #""encoding_format":"float""#].enumerated().map {
      Answered(probe: "e\($0)", endpoint: "embeddings", members: $1, body: vector)
    }
    let seen = BehaviourProfile(of: Answered.run("x", tools + vectors).report).observations
      .filter {
        $0.key.name.hasPrefix("tools.finish") || $0.key.name.hasPrefix("embeddings.form")
      }
    #expect(seen.count == 5)
    #expect(Set(seen.map(\.key.meaning)).count == 5)
  }

  /// Evidence of two short choices ends behind the second.
  @Test func evidenceHoldsTwoShortChoices() {
    let choice =
      #"{"index":0,"message":{"role":"assistant","content":"Some forty words that a model may well say to be polite, and then a few more, so that two such answers do not fit into a short excerpt, though they do fit into one that was made for them","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}"#
    let body = #"{"id":"c-1","object":"chat.completion","choices":[\#(choice),\#(choice)],"z":1}"#
    let html = Self.table(
      [Answered(probe: "a", members: #""n":2"#, body: body)],
      [Answered(probe: "a", members: #""n":2"#, status: 400, body: Answered.refusal())]
    ).html
    #expect(!html.contains(" bytes … "))
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
