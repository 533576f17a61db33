import Conformance
import Testing
import Transports

/// Files as other programs write them, cut down to what matters here.
@Suite struct ForeignHARTests {
  @Test func readsWhatChromiumWrites() throws {
    let har = #"""
      {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],
      "entries":[{"_connectionId":"7","_initiator":{"type":"script"},"_priority":"High",
      "_resourceType":"fetch","cache":{},"connection":"443","pageref":"page_1",
      "request":{"method":"POST","url":"https://api.example/v1/chat/completions#frag",
      "httpVersion":"h2","headers":[{"name":":authority","value":"api.example"},
      {"name":":method","value":"POST"},{"name":"content-type","value":"application/json"}],
      "queryString":[],"cookies":[],"headersSize":-1,"bodySize":12,
      "postData":{"mimeType":"application/json","text":"{\"model\":1}"}},
      "response":{"status":200,"statusText":"","httpVersion":"h2",
      "headers":[{"name":"content-type","value":"text/event-stream"}],"cookies":[],
      "content":{"size":3,"mimeType":"text/event-stream","text":"YWJj","encoding":"base64"},
      "redirectURL":"","headersSize":-1,"bodySize":-1,"_transferSize":120,"_error":null},
      "serverIPAddress":"192.0.2.1","startedDateTime":"2026-11-20T10:00:00.500Z","time":110.5,
      "timings":{"blocked":1.5,"dns":-1,"ssl":-1,"connect":-1,"send":0.25,"wait":100.5,
      "receive":8.25,"_blocked_queueing":0.9}}]}}
      """#
    let document = try HARDocument(parsing: har.utf8)
    #expect(document.creatorName == "WebInspector")
    let exchange = try #require(document.entries.first?.exchange)
    #expect(exchange.request.target == "/v1/chat/completions")
    #expect(exchange.request.fields == ["content-type": "application/json"])
    #expect(exchange.request.body == Array(#"{"model":1}"#.utf8))
    #expect(exchange.response?.version == "h2")
    #expect(exchange.body == Array("abc".utf8))
    #expect(exchange.firstByteMilliseconds == 100.5)
    #expect(exchange.totalMilliseconds == 108.75)
    #expect(exchange.reads.isEmpty && exchange.ending == .complete)
    #expect(document.entries.first?.probe == nil && document.entries.first?.provenance == nil)
  }

  @Test func readsARequestThatFailedInABrowser() throws {
    let har = #"""
      {"log":{"entries":[{"request":{"method":"GET","url":"http://h:8080","httpVersion":"",
      "headers":[],"queryString":[],"cookies":[]},"response":{"status":0,"statusText":"",
      "httpVersion":"","headers":[],"cookies":[],"content":{"size":0,"mimeType":"x-unknown"},
      "redirectURL":"","headersSize":-1,"bodySize":-1,"_error":"net::ERR_CONNECTION_REFUSED"},
      "cache":{},"timings":{"blocked":-1,"dns":-1,"connect":-1,"send":0,"wait":-1,"receive":-1},
      "startedDateTime":"2026-11-20T10:00:00Z","time":-1}]}}
      """#
    let exchange = try HARDocument(parsing: har.utf8).entries[0].exchange
    #expect(exchange.response == nil)
    #expect(exchange.request.target == "/" && exchange.request.origin.port == 8080)
    #expect(exchange.firstByteMilliseconds == nil && exchange.totalMilliseconds == 0)
  }

  @Test func readsWhatFirefoxWrites() throws {
    let har = #"""
      {"log":{"version":"1.2","creator":{"name":"Firefox","version":"140"},
      "browser":{"name":"Firefox","version":"140"},"pages":[],"entries":[
      {"startedDateTime":"2026-11-20T11:00:00.123+01:00",
      "request":{"bodySize":0,"method":"GET","url":"https://api.example/v1/models?limit=2",
      "httpVersion":"HTTP/2","headers":[{"name":"Host","value":"api.example"}],"cookies":[],
      "queryString":[{"name":"limit","value":"2"}],"headersSize":300},
      "response":{"status":304,"statusText":"Not Modified","httpVersion":"HTTP/2","headers":[],
      "cookies":[],"content":{"mimeType":"text/plain","size":0},"redirectURL":"",
      "headersSize":100,"bodySize":100},
      "cache":{},"timings":{"blocked":0,"dns":1,"connect":2,"ssl":3,"send":0,"wait":40,"receive":0},
      "time":46,"_securityState":"secure","serverIPAddress":"192.0.2.1","connection":"443"}]}}
      """#
    let exchange = try HARDocument(parsing: har.utf8).entries[0].exchange
    #expect(exchange.status == 304 && exchange.body.isEmpty)
    #expect(exchange.request.target == "/v1/models?limit=2")
    #expect(exchange.startedAt == 1_795_168_800_123)
    #expect(exchange.totalMilliseconds == 40)
  }

  @Test func readsWhatMitmproxyWrites() throws {
    let har = #"""
      {"log":{"version":"1.2","creator":{"name":"mitmproxy","version":"11.0","comment":""},
      "pages":[],"entries":[{"startedDateTime":"2026-11-20T10:00:00.123456+00:00","time":12.5,
      "request":{"method":"POST","url":"http://127.0.0.1:8080/v1/completions",
      "httpVersion":"HTTP/1.1","cookies":[],"headers":[{"name":"content-length","value":"2"}],
      "queryString":[],"headersSize":20,"bodySize":2,
      "postData":{"mimeType":"","text":"{}","params":[]}},
      "response":{"status":500,"statusText":"Internal Server Error","httpVersion":"HTTP/1.1",
      "cookies":[],"headers":[],"content":{"size":2,"compression":0,"mimeType":"","text":"no"},
      "redirectURL":"","headersSize":0,"bodySize":2},
      "cache":{},"timings":{"connect":1.0,"ssl":-1.0,"send":0.5,"receive":2.0,"wait":9.0},
      "serverIPAddress":"127.0.0.1"}]}}
      """#
    let exchange = try HARDocument(parsing: har.utf8).entries[0].exchange
    #expect(exchange.status == 500 && exchange.body == Array("no".utf8))
    #expect(exchange.startedAt == 1_795_168_800_123.456)
    #expect(exchange.totalMilliseconds == 11)
  }

  @Test func readsWhatInsomniaWrites() throws {
    let har = #"""
      {"log":{"version":"1.2","creator":{"name":"Insomnia","version":"2023.5"},"entries":[
      {"startedDateTime":"2026-11-20T10:00:00.000Z","time":3,
      "request":{"method":"GET","url":"https://api.example/v1/models","httpVersion":"HTTP/1.1",
      "cookies":[],"headers":[{"name":"Accept","value":null}],"queryString":[],
      "postData":{"mimeType":"","text":null},"headersSize":-1,"bodySize":-1,
      "settingEncodeUrl":true},
      "response":{"status":401,"statusText":null,"httpVersion":null,"cookies":[],
      "headers":[{"name":"date","value":"x"}],"content":{"size":2,"mimeType":"","text":"{}",
      "encoding":""},"redirectURL":"","headersSize":-1,"bodySize":-1},
      "cache":{},"timings":{"blocked":-1,"dns":-1,"connect":-1,"send":0,"wait":0,"receive":3,
      "ssl":-1},"comment":"List"}]}}
      """#
    let exchange = try HARDocument(parsing: har.utf8).entries[0].exchange
    #expect(exchange.status == 401 && exchange.response?.reason == "")
    #expect(exchange.request.fields == ["Accept": ""] && exchange.request.body.isEmpty)
    #expect(exchange.totalMilliseconds == 3)
  }
}
