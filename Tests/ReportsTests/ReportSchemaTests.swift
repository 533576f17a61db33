import Conformance
import JSONSchema
import Testing
import WireFormats

@testable import Reports

/// The published schema of the JSON Lines, held against what the writer writes.
@Suite struct ReportSchemaTests {
  private let document: JSONValue
  private let schema: Schema

  init() throws {
    let parsed = try JSONDocument(parsing: Array(ReportSchema.text.utf8))
    #expect(parsed.anomalies.isEmpty)
    document = parsed.value
    schema = try Schema(compiling: document)
  }

  private func lines(_ report: RunReport) throws -> [JSONValue] {
    try RunReportCodec.encode(ReportSubject(report: report, spec: SampleSpec.spec))
      .split(separator: "\n").map { try JSONDocument(parsing: Array($0.utf8)).value }
  }

  private func violations(_ line: JSONValue) -> [String] {
    schema.violations(in: line).map { "\($0)" }
  }

  @Test func everyLineIsValid() throws {
    var full = SampleReport.report(timestamp: "2026-11-20T12:00:00Z")
    full.results.append(FullReport.result)
    let reports = [
      SampleReport.report(), SampleReport.report(strict: true), full,
      RunReport(header: SampleReport.header(), results: [], isInterrupted: true),
    ]
    for line in try reports.flatMap(lines) { #expect(violations(line) == []) }
  }

  @Test(arguments: HostileStrings.all)
  func everyLineIsValidWhateverAServerSends(_ hostile: HostileString) throws {
    for line in try lines(HostileStrings.report(hostile.text)) {
      #expect(violations(line) == [])
    }
  }

  /// Every member that the schema names stands in a report in which no member has its default, so
  /// that none is named that is never written.
  @Test func namesNothingThatIsNeverWritten() throws {
    var report = SampleReport.report(timestamp: "2026-11-20T12:00:00Z")
    report.results.append(FullReport.result)
    var written: Set<String> = []
    for line in try lines(report) { Self.collectNames(of: line, into: &written) }
    var named: Set<String> = []
    Self.collectProperties(of: document, into: &named)
    #expect(named.subtracting(written) == [])
  }

  @Test func refusesWhatIsNotAReport() throws {
    let lines = try lines(SampleReport.report())
    let broken: [JSONValue] = [
      [:], ["type": "header"], lines[0].replacing("version", with: 2),
      lines[0].replacing("mode", with: "guessed"), lines[0].replacing("novel", with: 1),
      lines[1].replacing("verdict", with: "passed"), lines[1].replacing("standing", with: nil),
      lines[2].replacing("findings", with: [[:]]),
      lines[lines.count - 1].replacing("results", with: -1),
      lines[lines.count - 1].replacing("counts", with: ["pass": 1]),
    ]
    for line in broken { #expect(!schema.isValid(line), "\(line.serialized().prefix(200))") }
  }

  @Test func saysWhichVersionItIs() {
    #expect(document["$id"]?.string == "urn:assay:report:\(RunReportCodec.version)")
    let header: JSONPointer = "/$defs/header/properties"
    #expect(document[header]?["version"]?["const"]?.int == RunReportCodec.version)
    #expect(document[header]?["format"]?["const"]?.string == RunReportCodec.format)
  }

  /// The words of the vocabularies stand in the schema.
  @Test func knowsEveryWord() {
    func words(_ pointer: JSONPointer) -> [String]? {
      document[pointer]?.array?.compactMap(\.string)
    }
    #expect(words("/$defs/standing/enum") == Standing.allCases.map(\.rawValue))
    #expect(
      words("/$defs/result/properties/verdict/enum") == Verdict.allCases.map(\.rawValue))
    #expect(words("/$defs/kind/enum") == Finding.Kind.allCases.map(\.rawValue))
    #expect(words("/$defs/level/enum") == Level.allCases.map(\.rawValue))
    #expect(
      words("/$defs/step/properties/credentials/enum")
        == ProbeStep.Credentials.allCases.map(\.rawValue))
    #expect(
      words("/$defs/citation/properties/provenance/enum") == Provenance.allCases.map(\.rawValue))
  }

  private static func collectNames(of value: JSONValue, into names: inout Set<String>) {
    for member in value.object?.members ?? [] {
      names.insert(member.name)
      collectNames(of: member.value, into: &names)
    }
    for item in value.array ?? [] { collectNames(of: item, into: &names) }
  }

  private static func collectProperties(of schema: JSONValue, into names: inout Set<String>) {
    for member in schema.object?.members ?? [] {
      if member.name == "properties" {
        names.formUnion(member.value.object?.members.map(\.name) ?? [])
      }
      collectProperties(of: member.value, into: &names)
    }
    for item in schema.array ?? [] { collectProperties(of: item, into: &names) }
  }
}

extension JSONValue {
  /// An object with a member set, added or, where the value is `nil`, taken away.
  fileprivate func replacing(_ name: String, with value: JSONValue?) -> JSONValue {
    var members = (object?.members ?? []).filter { $0.name != name }
    if let value { members.append(.init(name: name, value: value)) }
    return .object(JSONObject(members))
  }
}
