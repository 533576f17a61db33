import Conformance

/// What a spec must promise for a fault to break it.
struct Condition: Sendable {
  /// Says what the spec lacks, `nil` where it has all.
  let missing: @Sendable (ProviderSpec) -> String?

  /// Says what the spec lacks, `nil` where it has all.
  func missing(in spec: ProviderSpec) -> String? { missing(spec) }

  /// Every spec.
  static let always = Condition { _ in nil }

  /// Specs with this endpoint.
  static func endpoint(_ name: String) -> Condition {
    Condition { spec in
      spec.endpoint(name) == nil ? "the spec documents no endpoint \"\(name)\"" : nil
    }
  }

  /// Specs with these parameters of the chat endpoint.
  static func parameters(_ names: String...) -> Condition {
    Condition { spec in
      names.first { spec.endpoint("chat")?.parameter($0) == nil }
        .map { "the spec documents no parameter \"\($0)\"" }
    }
  }

  /// Specs with any of these claims.
  static func claim(_ ids: String...) -> Condition {
    Condition { spec in
      ids.contains { spec.claim($0) != nil }
        ? nil : "the spec makes no claim \(ids.map { "\"\($0)\"" }.joined(separator: " or "))"
    }
  }

  /// Both.
  static func && (left: Condition, right: Condition) -> Condition {
    Condition { left.missing($0) ?? right.missing($0) }
  }
}
