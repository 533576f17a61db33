/// The header fields whose values are kept in a recording: those that say something about the
/// protocol and nothing about who asked. All others keep their name and place, not their value.
enum KeptFields {
  static let names: Set<String> = [
    "accept", "accept-encoding", "accept-language", "accept-ranges", "age", "allow", "alt-svc",
    "cache-control", "connection", "content-disposition", "content-encoding", "content-language",
    "content-length", "content-location", "content-type", "date", "deprecation", "etag", "expect",
    "expires", "host", "keep-alive", "last-modified", "link", "location", "openai-model",
    "openai-processing-ms", "openai-version", "origin", "pragma", "proxy-authenticate",
    "proxy-connection", "referrer-policy", "request-id", "retry-after", "retry-after-ms", "server",
    "server-timing", "strict-transport-security", "sunset", "te", "trailer", "transfer-encoding",
    "upgrade", "user-agent", "vary", "via", "warning", "www-authenticate", "x-accel-buffering",
    "x-content-type-options", "x-frame-options", "x-powered-by", "x-request-id", "x-should-retry",
  ]

  /// Families of fields that are kept.
  static let prefixes = ["access-control-", "ratelimit-", "x-ratelimit-", "x-stainless-"]

  /// The fields that carry authentication: never kept, whoever asks for it.
  static let secret: Set<String> = [
    "api-key", "authorization", "cookie", "cookie2", "ocp-apim-subscription-key",
    "proxy-authorization", "set-cookie", "set-cookie2", "x-api-key", "x-amz-security-token",
    "x-auth-token", "x-goog-api-key",
  ]
}
