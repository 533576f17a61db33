import Foundation
import Testing

/// A key is in the environment and in the request, and nowhere else, whatever a server does with it.
@Suite(.serialized) struct CanaryTests {
  @Test(arguments: [
    "sk-Canary7hQ2xZ9vLm4TtB8wKc3NfR6yPd1GjS5", #"sk-C"na/ry+7h=Q2%xZ\9v&Lm4<TtB8>wKc3N'fR6y"#,
  ]) func noOutputHoldsAKeyThatTheServerSentBack(key: String) throws {
    let folder = try AssayProcess.temporaryFolder()
    let server = try EchoingServer()
    defer { server.stop() }
    let outcome = try AssayProcess.run(
      InterruptionTests.arguments(
        server.url,
        ["--verbose", "--retries", "0", "--record", "har", "--journal", "journal"]
          + ["--silence-timeout", "5"] + InterruptionTests.allReports(in: "reports")),
      in: folder, environment: ["FLEXAI_API_KEY": key])
    // Recordings in which something key-shaped is left are refused, and told of.
    #expect([1, 73].contains(outcome.status), "\(outcome.errors)")
    #expect(server.requests >= 4 * Echo.places)

    var outputs = ["standard output": outcome.output, "standard error": outcome.errors]
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    for name in names {
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      outputs[name] = String(decoding: bytes, as: UTF8.self)
    }
    #expect(outputs.count > 60)
    #expect(outputs.values.contains { $0.contains("[redacted]") })
    let forms = CanaryForms.all(of: key)
    for (name, text) in outputs {
      // The first is enough to tell by.
      guard let form = forms.first(where: text.contains), let place = text.range(of: form) else {
        continue
      }
      Issue.record("\(form) in \(name) after: \(text[..<place.lowerBound].suffix(150))")
    }
  }

  @Test func aProxysPasswordIsNotToldEither() throws {
    let folder = try AssayProcess.temporaryFolder()
    let password = "Canary-password-4711"
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--profile", "smoke", "--base-url", "https://api.invalid/v1"]
        + InterruptionTests.allReports(in: "reports"), in: folder,
      environment: [
        "FLEXAI_API_KEY": "sk-none", "https_proxy": "http://user:\(password)@127.0.0.1:1",
        "no_proxy": "", "NO_PROXY": "",
      ])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("proxy"), "\(outcome.output)")
    let reports = try FileManager.default.contentsOfDirectory(atPath: folder + "/reports")
    #expect(reports.count == InterruptionTests.formats.count)
    for name in reports {
      let text = try String(contentsOfFile: "\(folder)/reports/\(name)", encoding: .utf8)
      #expect(!text.contains(password), "\(name)")
    }
    #expect(!outcome.output.contains(password) && !outcome.errors.contains(password))
  }
}
