import Conformance
import Foundation
import Testing
import WireFormats

@testable import Reports

@Suite struct CurlCommandTests {
  /// What a POSIX shell makes of a command: the words after `curl`, and its standard input.
  private func words(of command: String) throws -> (words: [String], input: [UInt8]) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let script = "curl() { for w in \"$@\"; do printf '%s\\0' \"$w\"; done; printf '\\0'; "
    let reading = command.contains("@-") ? "cat; }\n" : "}\n"
    process.arguments = ["-c", script + reading + command]
    process.environment = ["SAMPLE_API_KEY": "the key", "PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    var words: [String] = []
    var rest = output[...]
    while let end = rest.firstIndex(of: 0), end > rest.startIndex {
      words.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    return (words, Array(rest.dropFirst()))
  }

  private func command(_ request: HTTPRequest, _ choice: ProbeStep.Credentials = .valid)
    -> CurlCommand
  {
    CurlCommand(for: request, spec: SampleSpec.spec, credentials: choice)
  }

  @Test func survivesAShell() throws {
    let body = #"{"a":"It's $HOME `id` \"x\" !","stream": true}"#
    let (words, _) = try words(of: command(SampleReport.request(body)).text)
    #expect(
      words == [
        "-sS", "-i", "-N", "https://api.example.test/v1/chat/completions",
        "-H", "Authorization: Bearer the key", "-H", "Content-Type: application/json",
        "-H", "Accept: */*", "--data-raw", body,
      ])
  }

  @Test func neverHoldsTheKey() {
    let text = command(SampleReport.request(#"{"x":"\#(SampleReport.key)"}"#)).text
    #expect(!text.contains("0123456789"))
    #expect(text.contains(#""Authorization: Bearer $SAMPLE_API_KEY""#))
  }

  @Test func writesAWrongKeyAsWrong() {
    let text = command(SampleReport.request("{}", key: "sk-wrong-99999999"), .wrong).text
    #expect(text.contains("'Authorization: Bearer sk-not-a-real-key'"))
  }

  @Test(arguments: HostileStrings.all)
  func carriesEveryBody(_ hostile: HostileString) throws {
    try carries(Array(hostile.text.utf8))
  }

  @Test func carriesBytesThatAreNoText() throws { try carries([0xFF, 0x00, 0x27, 0x0A]) }

  private func carries(_ bytes: [UInt8]) throws {
    var request = SampleReport.request("")
    request.body = bytes
    let text = command(request).text
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || !VisibleText.isSuspect($0) || $0 == "\u{200D}"
      })
    guard bytes.count <= CurlCommand.longestBody else {
      #expect(text.contains("--data-binary @request-body"))
      return
    }
    let (words, input) = try words(of: text)
    if words.last == "@-" {
      #expect(input == bytes)
    } else if !bytes.isEmpty {
      #expect(words.last.map { Array($0.utf8) } == bytes)
    }
  }

  @Test func namesOtherMethodsAndKeepsOddTargets() throws {
    var request = SampleReport.request("")
    request.method = "PUT"
    request.target = "/v1/models/a[b]/../x'y"
    let (words, _) = try words(of: command(request).text)
    #expect(words.contains("PUT") && words.contains("-g") && words.contains("--path-as-is"))
    #expect(words.contains("https://api.example.test/v1/models/a[b]/../x'y"))
  }

  @Test func tellsCurlOfEmptyFields() throws {
    var request = SampleReport.request("x")
    request.fields = ["Accept": ""]
    let (words, _) = try words(of: command(request).text)
    #expect(words.contains("Accept;") && words.contains("Content-Type:"))
  }
}
