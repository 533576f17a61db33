public import Conformance
import WireFormats

/// Embeddings come one for each input, in order, in the encoding and of the length asked for.
///
/// Source: OpenAI, Create embeddings: `input`, `encoding_format`, `dimensions`.
///
/// Arguments: `subject`; any of `count`, `encoding` (`float`, `base64`), `dimensions`; `control` a step
/// whose vectors must be the same; `position`, which of the subject's vectors is held against the
/// control's first; `claim`.
public enum OutcomeEmbeddings: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.embeddings", family: "outcomes",
    rule: "There is one vector for each input, in order, in the encoding and length asked for.",
    level: .must, consequence: "A search index is built of the wrong vectors, or of none.",
    source: OutcomeSource.embeddings("input, encoding_format, dimensions"),
    claims: [
      "embeddings.order", "embeddings.base64", "embeddings.dimensions",
      "embeddings.response.schema",
    ])

  /// The cosine from which two vectors count as the same: batching changes the last digits.
  private static let sameCosine = 0.999

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let rows = try rows(of: subject)
    var findings: [Finding] = []
    func report(
      _ kind: Finding.Kind, _ expected: String, _ actual: String, _ pointer: JSONPointer = "/data"
    ) {
      findings.append(
        context.finding(
          description, kind: kind, at: Finding.Place(step: subject.step, pointer: pointer),
          expected: expected, actual: actual, claim: probe.claim))
    }
    if let count = probe.arguments["count"]?.int {
      let indices = rows.map { $0["index"]?.int ?? -1 }
      if rows.count != count || indices != Array(0..<count) {
        report(
          .wrongValue, "\(count) vectors with the indices 0 to \(count - 1) in order",
          "\(rows.count) with \(indices.map(String.init).joined(separator: ", "))")
      }
    }
    guard let first = rows.first?["embedding"] else { return .found(findings) }
    if let encoding = probe.arguments["encoding"]?.string {
      let isText = first.string != nil
      if isText != (encoding == "base64") {
        report(
          .silentlyIgnored, encoding == "base64" ? "base64 text" : "an array of numbers",
          isText ? "a text" : "a JSON \(first.typeName)", "/data/0/embedding")
        return .found(findings)
      }
      if isText, EmbeddingVector(first) == nil {
        report(
          .malformed, "base64 of little-endian 32-bit floats", "a text that is none",
          "/data/0/embedding")
      }
    }
    if let wanted = probe.arguments["dimensions"]?.int, let vector = EmbeddingVector(first),
      vector.values.count != wanted
    {
      report(
        .silentlyIgnored, "\(wanted) numbers", "\(vector.values.count)", "/data/0/embedding")
    }
    if findings.isEmpty, let problem = try difference(probe, rows: rows) {
      report(.wrongValue, "the vector of the control", problem)
    }
    return findings.isEmpty ? .passed : .found(findings)
  }

  private static func rows(of answer: Answer) throws(Untestable) -> [JSONValue] {
    guard let rows = answer.evidence.json?["data"]?.array, !rows.isEmpty else {
      throw Untestable(reason: "the answer to the step \(answer.step) holds no vectors")
    }
    return rows
  }

  /// In what a vector differs from the control's; `nil` where it does not, or where there is none.
  private static func difference(_ probe: ProbeAnswers, rows: [JSONValue]) throws(Untestable)
    -> String?
  {
    guard !probe.names("control").isEmpty else { return nil }
    let control = try self.rows(of: probe.answer("control"))
    let position = probe.arguments["position"]?.int ?? 0
    guard rows.indices.contains(position), let row = rows[position]["embedding"],
      let vector = EmbeddingVector(row), let other = control[0]["embedding"],
      let expected = EmbeddingVector(other)
    else { throw Untestable(reason: "there are no two vectors to compare") }
    guard vector.values.count == expected.values.count else {
      return "\(vector.values.count) numbers in place of \(expected.values.count)"
    }
    let cosine = vector.cosine(expected)
    return cosine >= sameCosine ? nil : "a vector at cosine \((cosine * 1000).rounded() / 1000)"
  }
}
