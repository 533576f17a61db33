/// Something in a JSON text that is not a syntax error but that clients stumble over.
public struct JSONAnomaly: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// An object has this member name more than once. Names are compared with their escapes
    /// resolved; each one after the first is reported, at its opening quote.
    case duplicateMember(String)
    /// A `\uD800`–`\uDFFF` escape without its partner; reads as U+FFFD. The offset is that of the
    /// backslash.
    case loneSurrogate
    /// An integer beyond ±(2^53 − 1), which many clients round; the payload is its spelling. Only
    /// numbers written without fraction and exponent count.
    case integerBeyondDouble(String)
    /// The text begins with a byte order mark.
    case byteOrderMark
  }

  /// What it is.
  public let kind: Kind
  /// The zero-based byte offset at which it stands.
  public let offset: Int

  /// Makes an anomaly.
  public init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
