import Conformance
public import WireFormats

/// The embeddings endpoint.
public enum EmbeddingObserver: Observer {
  static let form = BehaviourKey(
    "embeddings.form.<encoding>", "The form of a vector for an `encoding_format`",
    values: "numbers, base64, other", impact: .breaks)
  static let members = BehaviourKey(
    "embeddings.members", "The members of an embeddings answer", values: "list of names",
    impact: .surprises)
  static let count = BehaviourKey(
    "embeddings.count", "Whether a list of inputs gives as many vectors", values: "same, other",
    impact: .breaks)

  /// All keys and families.
  public static let keys = [form, members, count]

  /// What an answer shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard subject.evidence.isSuccess, subject.evidence.endpoint == "embeddings",
      let body = subject.evidence.json, let vectors = body["data"]?.array
    else { return [] }
    var seen = [(members, body.memberNames)]
    let asked = subject.evidence.requestBody?["encoding_format"]
    if let vector = vectors.first?["embedding"], asked == nil || asked?.string != nil {
      let text: JSONValue =
        vector.array?.allSatisfy { $0.double != nil } == true
        ? "numbers" : vector.string != nil ? "base64" : "other"
      let given =
        asked?.string.map { "with `encoding_format` \($0)" }
        ?? "where no `encoding_format` is given"
      seen.append(
        (form.filled(asked?.string ?? "unset", meaning: "The form of a vector \(given)"), text))
    }
    if let inputs = subject.evidence.requestBody?["input"]?.array, inputs.first?.string != nil {
      seen.append((count, vectors.count == inputs.count ? "same" : "other"))
    }
    return seen
  }
}
