import Conformance
import Testing
import WireFormats

/// A small spec with one parameter of each kind, and what tests ask of it.
enum SampleSpec {
  static func spec(
    parameters: String, claims: String = "{}", isLimitConditional: Bool = false
  ) throws -> ProviderSpec {
    let text = """
      {
        "id": "sample", "title": "Sample",
        "documents": {"page": {"title": "A page", "provenance": "page"}},
        "service": {
          "baseURL": "https://api.example.com/v1", "keyVariable": "SAMPLE_KEY", "model": "m-1",
          "credentials": [{"name": "Authorization", "value": "Bearer {key}"}]
        },
        "endpoints": {
          "chat": {
            "method": "POST", "path": "/chat/completions", "cite": "page: all",
            "parameters": {
              "model": {"schema": {"type": "string"}, "required": true, "cite": "page: all"},
              "messages": {
                "schema": {"type": "array", "minItems": 1, "items": {"type": "object"}},
                "required": true, "cite": "page: all"
              },
              "max_tokens": {
                "schema": {"type": "integer", "minimum": 1}, "conditional": \(isLimitConditional),
                "cite": "page: all"
              },
              \(parameters)
            }
          }
        },
        "claims": \(claims)
      }
      """
    return try ProviderSpec(
      parsing: Array(text.utf8), name: "specs/sample.json", library: SpecLibrary(files: [:]))
  }

  static let temperature = """
    "temperature": {
      "schema": {"type": "number", "minimum": 0, "maximum": 2.0, "default": 1}, "cite": "page: all"
    }
    """
}
