import Checks
import Conformance
import Foundation
import Testing
import WireFormats

/// What real servers sent, judged by OpenAI's documentation: whatever fails is a deviation that
/// somebody has looked at, and is listed in `fixtures/checks/captures.json`.
@Suite(.enabled(if: !SharedCorpora.captures.isEmpty, Comment(rawValue: SharedCorpora.absence)))
struct CaptureTests {
  /// For each server and check, the captures on which it fails; `*` stands for any rest of a name.
  private let known: JSONValue

  init() throws {
    let file = ExchangeCorpus.folder.appending(path: "captures.json")
    known = try JSONDocument(parsing: [UInt8](Data(contentsOf: file))).value
  }

  @Test func failuresAreTrueDeviations() throws {
    let judge = Judge(context: try TestSpec.context("openai"))
    var told: [String] = []
    for capture in SharedCorpora.captures {
      let steps = ProbeEvidence(probe: "capture", steps: [try capture.evidence()])
      for case .found(let findings) in judge.examine(steps, invocations: []) {
        for finding in findings where finding.level == .must {
          let names = known[capture.server]?[finding.check]?.array?.compactMap(\.string) ?? []
          if names.contains(where: { matches(capture.name, $0) }) { continue }
          told.append("\(capture): \(finding.told)")
        }
      }
    }
    #expect(told.isEmpty, "\(told.joined(separator: "\n"))")
  }

  private func matches(_ name: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
  }
}
