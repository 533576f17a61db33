import Conformance
import WireFormats

/// A report of the size of a real run: many probes, long streams with pauses, and every verdict.
enum LargeReport {
  static func report(probes: Int = 200) -> RunReport {
    let results = (0..<probes).map { index -> ProbeResult in
      var result = SampleReport.results[[0, 0, 1, 0, 2, 0, 3, 0, 4, 5, 6, 7][index % 12]]
      result.probe.id =
        "chat.parameter-\(index / 4).\(["minimum", "maximum", "above", "type"][index % 4])"
      result.probe.title = "Probe \(index) asks for something within a documented range"
      result.probe.location = SourceLocation(
        file: "specs/sample.json", line: 100 + index, column: 5, pointer: "/claims")
      if result.judgement.findings.isEmpty, result.attempts.last?.exchange != nil {
        result.attempts = [.init(step: "request", exchange: stream(events: 40 + index % 60))]
      }
      return result
    }
    return RunReport(
      header: SampleReport.header(timestamp: "2026-11-20T12:00:00Z"), results: results,
      staleDeviations: SampleReport.report().staleDeviations)
  }

  /// A stream that comes in bursts, with one long silence.
  static func stream(events: Int) -> HTTPExchange {
    let words = ["The ", "quick ", "brown ", "fox — ", "über ", "你好 ", "😀 ", "done. "]
    var pieces: [(Double, String)] = [
      (120, SampleReport.chunk(#"{"role":"assistant","content":""}"#))
    ]
    for index in 0..<events {
      let pause = index > events / 2 ? 900.0 : 0
      let text = SampleReport.chunk(#"{"content":"\#(words[index % words.count])"}"#)
      pieces.append((180 + Double(index / 2) * 32.5 + pause, text))
    }
    let end = (pieces.last?.0 ?? 0) + 20
    pieces.append((end, SampleReport.chunk("{}", finish: #""stop""#)))
    pieces.append(
      (
        end + 5,
        #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[],"#
          + #""usage":{"prompt_tokens":9,"completion_tokens":40,"total_tokens":49}}"# + "\n\n"
      ))
    pieces.append((end + 6, "data: [DONE]\n\n"))
    return SampleReport.stream(pieces)
  }
}
