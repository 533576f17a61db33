import Conformance
import Testing

@testable import Transports

@Suite struct ProxySettingsTests {
  @Test(
    arguments: [
      ("https://a.example", ["https_proxy": "p"], "p"),
      ("https://a.example", ["HTTPS_PROXY": "p"], "p"),
      ("https://a.example", ["all_proxy": "p", "http_proxy": "q"], "p"),
      ("http://a.example", ["http_proxy": "p"], "p"),
      // A CGI program gets this variable from the request's `Proxy` field.
      ("http://a.example", ["HTTP_PROXY": "p"], nil),
      ("http://a.example", ["https_proxy": "p"], nil),
      ("http://a.example", ["http_proxy": " "], nil), ("http://a.example", [:], nil),
      ("http://localhost", ["http_proxy": "p"], nil),
      ("http://x.localhost", ["http_proxy": "p"], nil),
      ("http://127.8.0.1", ["http_proxy": "p"], nil), ("http://[::1]:80", ["http_proxy": "p"], nil),
      ("http://128.0.0.1", ["http_proxy": "p"], "p"),
    ] as [(String, [String: String], String?)])
  func chooses(_ url: String, _ environment: [String: String], _ proxy: String?) throws {
    let origin = try #require(HTTPOrigin(parsing: url))
    #expect(ProxySettings(environment: environment).proxy(for: origin) == proxy)
  }

  @Test(arguments: [
    ("a.example", "*", true), ("a.example", "a.example", true), ("a.example", "A.Example", true),
    ("a.example", ".example", true), ("a.example", "example", true), ("a.example", "le", false),
    ("a.example", "b.example, a.example", true), ("a.example", "b.example c.example", false),
    ("a.example", "a.example:80", true), ("a.example", "a.example:81", false),
    ("10.1.2.3", "10.0.0.0/8", true), ("10.1.2.3", "10.1.2.4/31", false),
    ("10.1.2.3", "10.1.2.2/31", true), ("10.1.2.3", "0.0.0.0/0", true),
    ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.1.2.3/33", false),
    ("[fd00::1]", "fd00::1", true), ("[fd00::1]", "[fd00::1]", true), ("a.example", "", false),
    ("a.example", "xa.example", false),
  ])
  func exempts(_ host: String, _ entries: String, _ isExempt: Bool) throws {
    let origin = try #require(HTTPOrigin(parsing: "http://\(host)"))
    for name in ["no_proxy", "NO_PROXY"] {
      let settings = ProxySettings(environment: ["http_proxy": "p", name: entries])
      #expect((settings.proxy(for: origin) == nil) == isExempt)
    }
  }
}
