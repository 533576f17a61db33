/// The files that specs are made of, by their path below `specs/`: `openai.json`,
/// `shared/chat-completion.json`, `scenarios/stop.json`. Reading them from disk or from the binary is
/// somebody else's business.
public struct SpecLibrary: Sendable {
  /// The bytes of each file.
  public let files: [String: [UInt8]]

  /// Makes a library.
  public init(files: [String: [UInt8]]) { self.files = files }

  /// The paths of the provider specs, sorted: those at the top.
  public var providerPaths: [String] {
    files.keys.filter { !$0.contains("/") && $0.hasSuffix(".json") }.sorted()
  }

  /// The paths of the scenario files, sorted.
  public var scenarioPaths: [String] {
    files.keys.filter { $0.hasPrefix("scenarios/") && $0.hasSuffix(".json") }.sorted()
  }

  /// The paths of the shared schemas, sorted.
  public var sharedPaths: [String] {
    files.keys.filter { $0.hasPrefix("shared/") && $0.hasSuffix(".json") }.sorted()
  }
}
