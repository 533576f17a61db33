/// Every fault and every quirk there is, in the order in which they are told. A new one is one entry
/// in the file of its family.
public enum FaultRegistry {
  /// What is wrong, whatever the spec.
  public static let faults: [Fault] =
    framing + chunks + completion + finish + usage + tools + logprobs + parameters + validation
    + errors + http + models + embeddings + reasoning + structured + json + timing

  /// What is odd and legal.
  public static let quirks: [Fault] = streamQuirks + answerQuirks

  /// All of them.
  public static let all: [Fault] = faults + quirks

  private static let index: [String: Int] = Dictionary(
    all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The fault or quirk of that id, else `nil`.
  public static func fault(_ id: String) -> Fault? { index[id].map { all[$0] } }
}
