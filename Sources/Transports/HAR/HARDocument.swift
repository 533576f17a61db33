public import Conformance

/// A recording on disk: HAR 1.2, one file a probe, entries in attempt order.
///
/// Standard members stay standard, so that any HAR viewer opens it. Members that begin with `_` are
/// additions: `_probe` and `_provenance` in an entry; `_reads`, `_ending`, `_limit`, `_interim`,
/// `_trailers`, `_irregularities` and `_firstByte` in its response; `_encoding` in `postData`.
///
/// An exchange that is written and read again is the same, but for two things: moments are kept in
/// microseconds, and ``HTTPOrigin/basePath`` is `""` where no probe reference tells it, for a URL does
/// not say where it ends.
public struct HARDocument: Sendable, Hashable {
  /// One request and its response.
  public struct Entry: Sendable, Hashable {
    /// What went over the wire.
    public var exchange: HTTPExchange
    /// What it was recorded for; `nil` where another program wrote the file.
    public var probe: ProbeReference?
    /// Where it comes from; `nil` where another program wrote the file.
    public var provenance: Provenance?

    /// Makes an entry.
    public init(
      exchange: HTTPExchange, probe: ProbeReference? = nil, provenance: Provenance? = nil
    ) {
      self.exchange = exchange
      self.probe = probe
      self.provenance = provenance
    }
  }

  /// What an entry was recorded for.
  public struct ProbeReference: Sendable, Hashable {
    /// The probe's id.
    public var id: String
    /// The step of the probe; `nil` where it has but one.
    public var step: String?
    /// One-based: a request that was sent again has number 2.
    public var attempt: Int?
    /// The SHA-256 of the provider spec, in hexadecimal.
    public var specDigest: String
    /// The ``Conformance/HTTPRequest/replayHash`` of the request before anything was redacted.
    public var requestHash: String
    /// The ``Redactor/policy`` that was in force.
    public var redactionPolicy: String
    /// The ``Conformance/HTTPOrigin/basePath`` that was asked; `nil` where it is not known.
    public var basePath: String?

    /// Makes a reference.
    public init(
      id: String, step: String? = nil, attempt: Int? = nil, specDigest: String,
      requestHash: String, redactionPolicy: String = Redactor.policy, basePath: String? = nil
    ) {
      self.id = id
      self.step = step
      self.attempt = attempt
      self.specDigest = specDigest
      self.requestHash = requestHash
      self.redactionPolicy = redactionPolicy
      self.basePath = basePath
    }
  }

  /// Where an entry comes from. One kind is never presented as another.
  public struct Provenance: Sendable, Hashable {
    /// The kinds of origin.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// Bytes that a server sent.
      case recorded
      /// Written from an example that the provider publishes.
      case documented
      /// What the simulated provider sent.
      case simulated
    }

    /// The kind.
    public var kind: Kind
    /// The server, document or fault that it comes from.
    public var from: String
    /// The day, for instance `2026-11-20`.
    public var date: String

    /// Makes a provenance.
    public init(kind: Kind, from: String, date: String) {
      self.kind = kind
      self.from = from
      self.date = date
    }
  }

  /// The entries in the order of the file.
  public var entries: [Entry]
  /// The program that wrote it.
  public var creatorName: String
  /// That program's version.
  public var creatorVersion: String

  /// Makes a document.
  public init(entries: [Entry], creatorName: String = "assay", creatorVersion: String = "1") {
    self.entries = entries
    self.creatorName = creatorName
    self.creatorVersion = creatorVersion
  }
}
