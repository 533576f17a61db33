import Conformance
import Simulator
import Testing
import WireFormats

@Suite struct FaultTests {
  @Test func idsAreUniqueAndPlain() {
    let ids = FaultRegistry.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(
      ids.allSatisfy {
        $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
      })
    #expect(FaultRegistry.faults.count >= 133)
    #expect(
      FaultRegistry.faults.allSatisfy {
        !$0.isQuirk && !$0.caughtBy.isEmpty && !$0.evidence.isEmpty
      })
    #expect(
      FaultRegistry.quirks.allSatisfy { $0.isQuirk && $0.caughtBy.isEmpty && !$0.evidence.isEmpty })
  }

  @Test func everyFaultAppliesSomewhere() throws {
    for fault in FaultRegistry.all {
      let applies = try Specs.ids.contains { id in
        try fault.applicability(to: Specs.spec(id)) == .applies
      }
      #expect(applies, "\(fault.id)")
    }
  }

  /// The rows of the two lists of what is seen in the field, where they are at hand.
  @Test(.enabled(if: Shared.exists("defects.jsonl"), "the shared lists are not here"))
  func everyKnownDefectIsThere() throws {
    for file in ["defects.jsonl", "legal.jsonl"] {
      for line in try Shared.lines(of: file) {
        let row = try JSONDocument(parsing: Array(line.utf8)).value
        let id = try #require(row["id"]?.string)
        let fault = FaultRegistry.fault(id)
        #expect(fault != nil, "\(id)")
        #expect(fault?.isQuirk == (file == "legal.jsonl"), "\(id)")
      }
    }
  }

  /// A fault that changes no byte of any answer to a stranger's requests is none.
  @Test(arguments: FaultRegistry.all.map(\.id)) func showsOnTheWire(id: String) throws {
    // These show only to clients that ask for an extension, or wherever the provider does it anyhow.
    if ["legal-usage-continuous-when-asked", "legal-404-unknown-model"].contains(id) { return }
    let fault = try #require(FaultRegistry.fault(id))
    let spec = try #require(
      try Specs.ids.map { try Specs.spec($0) }.filter { fault.applicability(to: $0) == .applies }
        .max { $0.endpoints.flatMap(\.parameters).count < $1.endpoints.flatMap(\.parameters).count }
    )
    let sound = try #require(Baselines.all[spec.id])
    let faulty = sound.provider.variant(options: SimulatorOptions(key: "sk-test", faults: [fault]))
    // Twice, as some faults are about what changes from one time to the next.
    let shown = zip(sound.requests, sound.responses).contains { request, responses in
      responses.contains { faulty.respond(to: request) != $0 }
    }
    #expect(shown, "\(id) on \(spec.id)")
  }

  @Test func faultsCompose() throws {
    let spec = try Specs.spec("openai")
    let faults = ["sse-missing-done", "chunk-role-missing", "legal-sse-crlf"].compactMap(
      FaultRegistry.fault)
    let provider = try ReferenceProvider(
      spec: spec, options: SimulatorOptions(key: "sk-test", faults: faults))
    let body = String(
      decoding: provider.respond(to: try Conversation.stream(for: spec)).body, as: UTF8.self)
    #expect(!body.contains("[DONE]"))
    #expect(!body.contains("role"))
    #expect(body.contains("\r\n\r\n"))
  }
}

/// What sound providers answer, each request twice, had once for all tests.
struct Baselines {
  let provider: ReferenceProvider
  let requests: [HTTPRequest]
  let responses: [[ScriptedResponse]]

  static let all: [String: Baselines] = {
    var all: [String: Baselines] = [:]
    for id in Specs.ids {
      guard let spec = try? Specs.spec(id), let requests = try? Conversation.all(for: spec),
        let provider = try? ReferenceProvider(spec: spec, options: SimulatorOptions(key: "sk-test"))
      else { continue }
      all[id] = Baselines(
        provider: provider, requests: requests,
        responses: requests.map { request in (0..<2).map { _ in provider.respond(to: request) } })
    }
    return all
  }()
}
