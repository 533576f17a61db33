/// The spec files that ship inside the binary: every JSON file under the repository's `specs/`,
/// embedded at build time, so that a binary that was copied elsewhere on its own still has them.
public enum BundledSpecs {
  /// The paths of all bundled files, relative to `specs/`, sorted: `flexai.json`,
  /// `scenarios/stop.json`, `shared/chat.json` …
  public static var paths: [String] { embeddedSpecs.map(\.path) }

  /// The bytes of one bundled file as they stand in the repository, or `nil` where there is none.
  ///
  /// - Parameter path: relative to `specs/`, for instance `flexai.json`.
  public static func bytes(at path: String) -> [UInt8]? {
    guard let text = embeddedSpecs.first(where: { $0.path == path })?.text else { return nil }
    return text.withUTF8Buffer { Array($0) }
  }
}
