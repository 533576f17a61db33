/// The version of assay.
public enum Version {
  /// Semantic version 2.0.
  public static let current = "0.1.0"
}
