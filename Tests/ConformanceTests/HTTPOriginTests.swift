import Conformance
import Testing

@Suite struct HTTPOriginTests {
  @Test(arguments: [
    ("https://api.example.com/v1", "https", "api.example.com", 443, "/v1"),
    ("http://127.0.0.1:8080/v1/", "http", "127.0.0.1", 8080, "/v1"),
    ("HTTP://localhost", "http", "localhost", 80, ""),
    ("http://[::1]:9/a/b", "http", "::1", 9, "/a/b"),
    ("https://[2001:db8::2]", "https", "2001:db8::2", 443, ""),
  ]) func readsURLs(text: String, scheme: String, host: String, port: Int, path: String) throws {
    let origin = try #require(HTTPOrigin(parsing: text))
    #expect(origin.scheme == scheme)
    #expect(origin.host == host)
    #expect(origin.port == port)
    #expect(origin.basePath == path)
  }

  @Test(arguments: [
    "", "api.example.com", "ftp://example.com", "http://", "http://user:key@example.com",
    "http://example.com:0", "http://example.com:65536", "http://example.com:+80",
    "http://example.com/?q=1", "http://example.com/#x", "http://[::1", "http://example.com:",
    "http://[::1]x",
  ]) func refuses(text: String) {
    #expect(HTTPOrigin(parsing: text) == nil)
  }

  @Test func writesTheAuthorityAsHostFieldsHaveIt() throws {
    #expect(try #require(HTTPOrigin(parsing: "https://a.b:443/v1")).authority == "a.b")
    #expect(try #require(HTTPOrigin(parsing: "http://[::1]:8080")).authority == "[::1]:8080")
    #expect(
      try #require(HTTPOrigin(parsing: "http://a.b:8080/v1/")).description == "http://a.b:8080/v1")
  }
}
