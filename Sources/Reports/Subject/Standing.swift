public import Conformance

/// What a result counts as in a report: its verdict, or a known deviation. In order of gravity, the
/// gravest first.
public enum Standing: String, Sendable, Hashable, CaseIterable, Comparable {
  case fail
  case error
  case warn
  /// A deviation that the team has accepted.
  case known = "known-deviation"
  case inconclusive
  case unsupported
  case pass
  case skip

  /// What a result counts as.
  public init(of result: ProbeResult) {
    guard result.knownDeviation == nil else {
      self = .known
      return
    }
    self.init(result.judgement.verdict)
  }

  /// The standing of a verdict that no known deviation covers.
  public init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .pass
      case .fail: .fail
      case .warn: .warn
      case .unsupported: .unsupported
      case .inconclusive: .inconclusive
      case .error: .error
      case .skip: .skip
      }
  }

  /// The word for people: `known deviation`.
  public var word: String { self == .known ? "known deviation" : rawValue }

  /// A sign that tells it apart without colour.
  var sign: String {
    switch self {
    case .fail: "❌"
    case .error: "💥"
    case .warn: "⚠️"
    case .known: "📌"
    case .inconclusive: "❔"
    case .unsupported: "🚫"
    case .pass: "✅"
    case .skip: "⏭️"
    }
  }

  private var rank: Int { Standing.allCases.firstIndex(of: self) ?? 0 }

  /// The graver is the smaller.
  public static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }
}
