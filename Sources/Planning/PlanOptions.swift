public import Conformance
public import JSONSchema

/// What to plan for.
public struct PlanOptions: Sendable, Hashable {
  /// The model under test, `nil` for the spec's own.
  public var model: String?
  /// The model for embeddings, `nil` for the spec's own.
  public var embeddingModel: String?
  /// How much is planned.
  public var profile: Profile
  /// Globs over probe ids and claim ids: only probes that one of them names; empty for all.
  public var only: [String]
  /// Globs over probe ids and claim ids: these probes are skipped.
  public var skip: [String]
  /// How often probes whose outcome depends on sampling are taken, at least 1.
  public var samples: Int

  /// Makes options.
  public init(
    model: String? = nil, embeddingModel: String? = nil, profile: Profile = .standard,
    only: [String] = [], skip: [String] = [], samples: Int = 1
  ) {
    self.model = model
    self.embeddingModel = embeddingModel
    self.profile = profile
    self.only = only
    self.skip = skip
    self.samples = samples
  }
}

/// Why nothing can be planned.
public enum PlanError: Error, Sendable, Hashable {
  /// No probe of the profile has an id or a claim that matches; the globs given, and the nearest id
  /// that there is.
  case nothingMatched(globs: [String], nearest: String?)
  /// The schema of a parameter cannot be compiled.
  case unusableSchema(parameter: String, location: SourceLocation, cause: SchemaError)
}

extension PlanError: CustomStringConvertible {
  /// The error in one sentence.
  public var description: String {
    switch self {
    case .nothingMatched(let globs, let nearest):
      "no probe or claim matches \(globs.joined(separator: ", "))"
        + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .unusableSchema(let parameter, let location, let cause):
      "\(location.file):\(location.line):\(location.column): the schema of \(parameter) "
        + "cannot be used: \(cause.reason) at \(cause.location)"
    }
  }
}
