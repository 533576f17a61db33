public import WireFormats

/// The stable name of a claim: `chat.temperature.maximum`, `chat.stream.terminator`.
///
/// Claims of parameters are derived from their schema (endpoint, parameter path, keyword); all
/// others are named in the spec. One name means the same promise in every spec, so that a check, a
/// scenario and a fault can refer to it.
public typealias ClaimID = String

/// How binding a rule is (RFC 2119's words).
public enum Level: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Whoever breaks it fails.
  case must
  /// Whoever misses it is warned; `--strict` makes it fail.
  case should
  /// Reported only.
  case may

  private var rank: Int {
    switch self {
    case .must: 2
    case .should: 1
    case .may: 0
    }
  }

  /// `may < should < must`.
  public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
}

/// Who says so.
public enum Provenance: String, Sendable, Hashable, CaseIterable {
  /// The page of the provider that documents the endpoint.
  case page
  /// Another page of the provider's own documentation.
  case provider
  /// Somebody else's description of it.
  case thirdParty = "third-party"
  /// Nobody: inferred by the spec's author. Never a *must*.
  case inferred
  /// A standard that binds everybody: HTTP, JSON, event streams.
  case standard
}

/// Where a statement stands.
public struct Citation: Sendable, Hashable {
  /// The document's title.
  public let title: String
  /// The document's address, `nil` where none is known.
  public let url: String?
  /// The section of the document.
  public let section: String?
  /// The day on which it was read, `2026-11-20`.
  public let read: String?
  /// Who says so.
  public let provenance: Provenance

  /// Makes a citation.
  public init(
    title: String, url: String? = nil, section: String? = nil, read: String? = nil,
    provenance: Provenance
  ) {
    self.title = title
    self.url = url
    self.section = section
    self.read = read
    self.provenance = provenance
  }
}

/// A place in a spec file.
public struct SourceLocation: Sendable, Hashable {
  /// The file, as it was named when it was read (`specs/flexai.json`).
  public let file: String
  /// The one-based line.
  public let line: Int
  /// The one-based column, in bytes.
  public let column: Int
  /// The pointer within the file.
  public let pointer: JSONPointer

  /// Makes a location.
  public init(file: String, line: Int, column: Int, pointer: JSONPointer) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}

/// One documented statement.
public struct Claim: Sendable, Hashable {
  /// Where a claim in a resolved spec comes from.
  public enum Origin: Sendable, Hashable {
    /// The spec itself.
    case own
    /// The reference dialect that the spec adopts; the payload is that spec's id.
    case dialect(String)
  }

  /// The stable name.
  public let id: ClaimID
  /// What the document says, in one sentence.
  public let statement: String
  /// How binding it is.
  public let level: Level
  /// What the engine needs to know of it (a terminator, a list of finish reasons, a schema); `null`
  /// where the name says all.
  public let value: JSONValue
  /// Where it is said.
  public let citations: [Citation]
  /// Why no probe can exercise it; `nil` where one must.
  public let waiver: String?
  /// Whether it is about responses, streams and errors: what every client of the dialect relies on,
  /// so that a spec which adopts only the protocol adopts it.
  public let isProtocol: Bool
  /// In a dialect: the claims that a spec must have for this one to be adopted. What is said of tool
  /// calls means nothing to a provider that documents no tools.
  public let preconditions: [ClaimID]
  /// Where it comes from.
  public let origin: Origin
  /// Where it stands in the spec file.
  public let location: SourceLocation

  /// Makes a claim.
  public init(
    id: ClaimID, statement: String, level: Level, value: JSONValue = .null,
    citations: [Citation], waiver: String? = nil, isProtocol: Bool = false,
    preconditions: [ClaimID] = [], origin: Origin = .own, location: SourceLocation
  ) {
    self.id = id
    self.statement = statement
    self.level = level
    self.value = value
    self.citations = citations
    self.waiver = waiver
    self.isProtocol = isProtocol
    self.preconditions = preconditions
    self.origin = origin
    self.location = location
  }
}
