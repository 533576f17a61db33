import Checks
import Conformance
import Foundation
import Running
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
    let judge = TrafficJudge(context: try TestSpec.context("openai"))
    var told: [String] = []
    var stale = Set(entries)
    for capture in SharedCorpora.captures {
      let exchange = try capture.evidence().exchange
      let result = judge.result(of: exchange, name: capture.name, file: capture.server)
      for finding in result.judgement.findings where finding.level == .must {
        let names = known[capture.server]?[finding.check]?.array?.compactMap(\.string) ?? []
        if let name = names.first(where: { matches(capture.name, $0) }) {
          stale.remove("\(capture.server)/\(finding.check)/\(name)")
        } else {
          told.append("\(capture): \(finding.told)")
        }
      }
    }
    #expect(told.isEmpty, "\(told.joined(separator: "\n"))")
    #expect(stale.isEmpty, "no longer found: \(stale.sorted().joined(separator: " "))")
  }

  /// The lines of the list, as `server/check/capture`.
  private var entries: [String] {
    (known.object?.members ?? []).flatMap { server in
      (server.value.object?.members ?? []).flatMap { check in
        (check.value.array ?? []).compactMap {
          $0.string.map { "\(server.name)/\(check.name)/\($0)" }
        }
      }
    }
  }

  private func matches(_ name: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
  }
}
