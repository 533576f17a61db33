import Conformance

/// The documents that rules are cited from where no claim of a spec gives a closer place.
extension Citation {
  private static let day = "2026-11-20"

  /// The event stream format (WHATWG HTML, section 9.2).
  static func eventStreams(_ section: String) -> Citation {
    Citation(
      title: "HTML Standard: Server-sent events",
      url: "https://html.spec.whatwg.org/multipage/server-sent-events.html", section: section,
      read: day, provenance: .standard)
  }

  /// HTTP's semantics.
  static func http(_ section: String) -> Citation {
    Citation(
      title: "RFC 9110: HTTP Semantics", url: "https://www.rfc-editor.org/rfc/rfc9110",
      section: section, read: day, provenance: .standard)
  }

  /// HTTP/1.1's framing.
  static func http1(_ section: String) -> Citation {
    Citation(
      title: "RFC 9112: HTTP/1.1", url: "https://www.rfc-editor.org/rfc/rfc9112",
      section: section, read: day, provenance: .standard)
  }

  /// JSON.
  static func json(_ section: String) -> Citation {
    Citation(
      title: "RFC 8259: The JavaScript Object Notation (JSON) Data Interchange Format",
      url: "https://www.rfc-editor.org/rfc/rfc8259", section: section, read: day,
      provenance: .standard)
  }

  /// Problem details, for what an error body must not give away.
  static func problemDetails(_ section: String) -> Citation {
    Citation(
      title: "RFC 9457: Problem Details for HTTP APIs",
      url: "https://www.rfc-editor.org/rfc/rfc9457", section: section, read: day,
      provenance: .standard)
  }

  /// OpenAI's reference of the request that creates a completion.
  static func openAICreate(_ section: String) -> Citation {
    openAI("Create chat completion", "chat/create", section)
  }

  /// OpenAI's reference of the completion object.
  static func openAIObject(_ section: String) -> Citation {
    openAI("The chat completion object", "chat/object", section)
  }

  /// OpenAI's reference of the chunk object.
  static func openAIStreaming(_ section: String) -> Citation {
    openAI("The chat completion chunk object", "chat/streaming", section)
  }

  /// OpenAI's reference of embeddings.
  static func openAIEmbeddings(_ section: String) -> Citation {
    openAI("Embeddings", "embeddings", section)
  }

  /// OpenAI's reference of models.
  static func openAIModels(_ section: String) -> Citation {
    openAI("Models", "models", section)
  }

  /// OpenAI's guide to errors.
  static func openAIErrors(_ section: String) -> Citation {
    Citation(
      title: "OpenAI guide: Error codes",
      url: "https://platform.openai.com/docs/guides/error-codes", section: section, read: day,
      provenance: .provider)
  }

  /// What clients are known to rely on, though no document prints it.
  static func practice(_ section: String) -> Citation {
    Citation(
      title: "Behaviour that clients rely on", section: section, read: day, provenance: .inferred)
  }

  private static func openAI(_ title: String, _ path: String, _ section: String) -> Citation {
    Citation(
      title: "OpenAI API reference: \(title)",
      url: "https://platform.openai.com/docs/api-reference/\(path)", section: section, read: day,
      provenance: .provider)
  }
}
