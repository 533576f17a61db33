import Conformance

/// The documents that the rules of outcome checks stand in, where no claim gives a closer place.
enum OutcomeSource {
  /// OpenAI's reference of the request that creates a completion.
  static func create(_ section: String) -> Citation {
    citation("Create chat completion", "chat/create", section)
  }

  /// OpenAI's reference of the completion object.
  static func object(_ section: String) -> Citation {
    citation("The chat completion object", "chat/object", section)
  }

  /// OpenAI's reference of embeddings.
  static func embeddings(_ section: String) -> Citation {
    citation("Create embeddings", "embeddings/create", section)
  }

  /// OpenAI's reference of models.
  static func models(_ section: String) -> Citation { citation("Models", "models", section) }

  private static func citation(_ title: String, _ path: String, _ section: String) -> Citation {
    Citation(
      title: "OpenAI API reference: \(title)",
      url: "https://platform.openai.com/docs/api-reference/\(path)", section: section,
      read: "2026-11-20", provenance: .provider)
  }
}
