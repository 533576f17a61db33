import Foundation
import Testing
import WireFormats

/// The public parsing corpus: `y_` must be accepted, `n_` rejected, `i_` survived.
@Suite struct JSONVectorTests {
  private static let files = SharedVectors.files(in: "vectors/json/test_parsing")

  @Test(.enabled(if: !files.isEmpty, "\(SharedVectors.absence)"), arguments: files)
  func vector(file: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: file))
    let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: bytes) }
    switch file.lastPathComponent.prefix(2) {
    case "y_": #expect(throws: Never.self) { try parsed.get() }
    case "n_": #expect(throws: JSONSyntaxError.self) { try parsed.get() }
    default: break
    }
    guard case .success(let document) = parsed else { return }
    let again = try JSONDocument(parsing: document.value.serialized().utf8)
    #expect(again.value == document.value)
  }

  @Test(.enabled(if: !files.isEmpty, "\(SharedVectors.absence)"))
  func corpusIsWhole() {
    let kinds = Dictionary(grouping: Self.files) { $0.lastPathComponent.prefix(2) }
    #expect(kinds["y_"]?.count == 95)
    #expect(kinds["n_"]?.count == 188)
    #expect(kinds["i_"]?.count == 35)
  }
}
