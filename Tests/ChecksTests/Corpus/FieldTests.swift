import Foundation
import Testing
import WireFormats

/// The defects and the legal surprises that servers showed in the field are all accounted for.
@Suite struct FieldTests {
  /// `fixtures/checks/field.json`: for each defect the cases of the corpus that show it, or why
  /// another kind of check finds it.
  private let rows: JSONValue

  init() throws {
    let file = ExchangeCorpus.folder.appending(path: "field.json")
    rows = try JSONDocument(parsing: [UInt8](Data(contentsOf: file))).value
  }

  @Test func everyDefectNamesCasesThatExist() throws {
    let names = Set(ExchangeCorpus.broken.map(\.testDescription))
    for row in try #require(rows.object).members {
      let cases = row.value["cases"]?.array?.compactMap(\.string) ?? []
      #expect(!cases.isEmpty || row.value["left"]?.string != nil, "\(row.name)")
      for name in cases { #expect(names.contains(name), "\(row.name): no case \(name)") }
    }
  }

  @Test(
    .enabled(
      if: !SharedCorpora.ids(in: "defects.jsonl").isEmpty, Comment(rawValue: SharedCorpora.absence))
  )
  func everyKnownDefectHasARow() throws {
    let known = try Set(#require(rows.object).names)
    for id in SharedCorpora.ids(in: "defects.jsonl") { #expect(known.contains(id), "\(id)") }
  }

  @Test(
    .enabled(
      if: !SharedCorpora.ids(in: "legal.jsonl").isEmpty, Comment(rawValue: SharedCorpora.absence)))
  func everyLegalSurpriseHasAnExchange() {
    let known = Set(ExchangeCorpus.legal.map(\.name))
    for id in SharedCorpora.ids(in: "legal.jsonl") { #expect(known.contains(id), "\(id)") }
  }
}
