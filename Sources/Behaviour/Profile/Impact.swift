/// What a difference means for a client that worked with the left side and moves to the right one.
public enum Impact: String, Sendable, Hashable, Comparable, CaseIterable {
  /// It stops working.
  case breaks
  /// It goes on, with another outcome than its author expects.
  case surprises
  /// Nobody should notice.
  case cosmetic

  private var rank: Int {
    switch self {
    case .breaks: 0
    case .surprises: 1
    case .cosmetic: 2
    }
  }

  /// The worst first.
  public static func < (left: Impact, right: Impact) -> Bool { left.rank < right.rank }
}
