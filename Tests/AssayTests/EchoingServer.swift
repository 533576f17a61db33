import Foundation
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A server that sends the key of each request back, every time in another place.
final class EchoingServer: Sendable {
  private final class Count: Sendable {
    let requests = Mutex(0)
  }

  private let listener: LoopbackListener
  private let count = Count()

  var requests: Int { count.requests.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(listener.port)/v1" }

  init() throws {
    listener = try LoopbackListener { [count] connection in
      var request: [UInt8] = []
      while !Self.isWhole(request) {
        let bytes = LoopbackListener.read(connection)
        guard !bytes.isEmpty else { return }
        request += bytes
      }
      let text = String(decoding: request, as: UTF8.self)
      guard let start = text.range(of: "Authorization: Bearer "),
        let end = text.range(of: "\r\n", range: start.upperBound..<text.endIndex)
      else { return }
      let number = count.requests.withLock { number in
        defer { number += 1 }
        return number
      }
      let key = String(text[start.upperBound..<end.lowerBound])
      for (index, part) in Echo(key: key, number: number).parts.enumerated() {
        // Far enough apart to be two reads.
        if index > 0 { usleep(3000) }
        guard LoopbackListener.write(Array(part.utf8), to: connection) else { return }
      }
    }
  }

  func stop() { listener.stop() }

  private static func isWhole(_ request: [UInt8]) -> Bool {
    let text = String(decoding: request, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    guard let mark = text.range(of: "Content-Length: ") else { return true }
    let length = Int(text[mark.upperBound...].prefix { $0.isNumber }) ?? 0
    return text[end.upperBound...].utf8.count >= length
  }
}

/// One answer that holds the key somewhere.
struct Echo {
  /// How many places there are.
  static let places = 28

  let key: String
  let number: Int

  private var half: (String, String) {
    let middle = key.index(key.startIndex, offsetBy: key.count / 2)
    return (String(key[..<middle]), String(key[middle...]))
  }

  /// What is sent, piece by piece.
  var parts: [String] {
    let (first, second) = half
    switch number % Self.places {
    case 0: return [answer(completion(content: "Your key is \(quoted(key)).\n"))]
    case 1: return [answer(completion(), fields: "X-Echo: \(key)\r\n")]
    case 2:
      let whole = answer(completion(content: quoted(key)))
      let cut = whole.range(of: quoted(first))?.upperBound ?? whole.endIndex
      return [String(whole[..<cut]), String(whole[cut...])]
    case 3: return [answer(completion(content: CanaryForms.base64("Bearer \(key)")))]
    case 4:
      return [
        answer(
          completion(content: CanaryForms.percent(key)), status: "307 Temporary Redirect",
          fields: "Location: /v1/other?key=\(CanaryForms.percent(key))\r\n")
      ]
    case 5: return [answer(completion(content: CanaryForms.escaped(key)))]
    case 6: return [error("Incorrect API key provided: \(quoted(key)).")]
    case 7: return [stream([first, second])]
    case 8: return [chunked(event(quoted(key)), at: first)]
    case 9: return [answer(completion(), status: "200 \(key)")]
    case 10:
      return [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "2;note=\(key)\r\n{}\r\n0\r\nX-Trailer: \(key)\r\n\r\n"
      ]
    case 11:
      return ["HTTP/1.1 103 \(key)\r\nLink: <\(key)>\r\n\r\n" + answer(completion())]
    case 12: return ["HTTP/1.1 \(key) OK\r\n\r\n"]
    case 13: return [answer(completion(), fields: "X-\(key): yes\r\n")]
    case 14:
      let body = "{\"error\": \"\(key.dropLast(6))"
      return ["HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n\(body)"]
    case 15: return [answer("{\"\(quoted(key))\": {\"\(quoted(key))\": 1}}")]
    case 16: return [answer(completion(finish: quoted(key), object: quoted(key)))]
    case 17: return [stream(key.map(String.init))]
    case 18: return [answer(completion(usage: "\"\(quoted(key))\""))]
    case 19: return [answer(completion(), type: "text/\(key)")]
    case 20: return [answer("<p>\(CanaryForms.references(key))</p>", type: "text/html")]
    case 21: return [answer(completion(content: CanaryForms.hexadecimal(key)))]
    case 22:
      let tokens = key.map { "{\"token\": \"\(quoted(String($0)))\", \"logprob\": -1}" }
      return [
        answer(
          completion(more: ", \"logprobs\": {\"content\": [\(tokens.joined(separator: ", "))]}"))
      ]
    case 23:
      return [answer(completion(), status: "429 Slow", fields: "Retry-After: \(key)\r\n")]
    case 24:
      // Wherever an excerpt ends, some answer has it end within the key.
      let filler = String(repeating: "x", count: number * 7 % 160)
      return [answer(completion(finish: filler + quoted(key)))]
    case 25: return [answer(completion(), fields: "Set-Cookie: session=\(key)\r\n")]
    case 26: return [answer(completion(), fields: "Transfer-Encoding: \(key)\r\n")]
    default: return [stream([quoted(key) + quoted(key)]), "garbage \(key)"]
    }
  }

  // MARK: Answers

  private func answer(
    _ body: String, status: String = "200 OK", type: String = "application/json",
    fields: String = ""
  ) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(fields)Connection: close\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private func error(_ message: String) -> String {
    answer(
      "{\"error\": {\"message\": \"\(message)\", \"type\": \"\(message)\", \"code\": \"\(message)\"}}",
      status: "400 Bad Request")
  }

  private func completion(
    content: String = "PONG", finish: String = "stop", object: String = "chat.completion",
    usage: String = "{\"prompt_tokens\": 1, \"completion_tokens\": 1, \"total_tokens\": 2}",
    more: String = ""
  ) -> String {
    "{\"id\": \"c1\", \"object\": \"\(object)\", \"created\": 1, \"model\": \"m\", \"choices\": "
      + "[{\"index\": 0, \"finish_reason\": \"\(finish)\"\(more), \"message\": {\"role\": "
      + "\"assistant\", \"content\": \"\(content)\"}}], \"usage\": \(usage)}"
  }

  private func event(_ content: String) -> String {
    "data: {\"id\": \"c1\", \"object\": \"chat.completion.chunk\", \"created\": 1, \"model\": "
      + "\"m\", \"choices\": [{\"index\": 0, \"delta\": {\"content\": \"\(content)\"}, "
      + "\"finish_reason\": null}]}\n\n"
  }

  private func stream(_ contents: [String]) -> String {
    answer(
      contents.map { event(quoted($0)) }.joined() + "data: [DONE]\n\n", type: "text/event-stream")
  }

  /// The body in two chunks, cut behind a text.
  private func chunked(_ body: String, at text: String) -> String {
    let cut = body.range(of: quoted(text))?.upperBound ?? body.endIndex
    let chunks = [String(body[..<cut]), String(body[cut...]) + "data: [DONE]\n\n"].map {
      "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n"
    }
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
      + "Connection: close\r\n\r\n\(chunks.joined())0\r\n\r\n"
  }

  /// As it stands within a JSON string.
  private func quoted(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
  }
}

/// The ways in which a key can be written.
enum CanaryForms {
  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  static func percent(_ text: String) -> String {
    text.utf8.map { String(format: "%%%02X", $0) }.joined()
  }

  static func escaped(_ text: String) -> String {
    text.utf8.map { String(format: "\\u%04x", $0) }.joined()
  }

  static func references(_ text: String) -> String { text.utf8.map { "&#\($0);" }.joined() }

  static func hexadecimal(_ text: String) -> String {
    text.utf8.map { String(format: "%02x", $0) }.joined()
  }

  /// Every text that gives a key away: each form of the whole, and each part of 16 letters.
  static func all(of key: String) -> [String] {
    let letters = Array(key)
    let parts = (0...(letters.count - 16)).map { String(letters[$0..<$0 + 16]) }
    let quoted = key.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    let aligned = (0..<3).map { before in
      // Without the first and last group, in which other bytes have a part.
      String(
        base64(String(repeating: "-", count: before) + key).dropFirst(before == 0 ? 0 : 4)
          .dropLast(4))
    }
    return parts + aligned
      + [
        quoted, quoted.replacingOccurrences(of: "/", with: "\\/"),
        quoted.replacingOccurrences(of: "\\", with: "\\\\"), percent(key),
        percent(key).lowercased(),
        key.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
          ?? key, escaped(key),
        escaped(key).uppercased().replacingOccurrences(of: "\\U", with: "\\u"),
        references(key), hexadecimal(key), hexadecimal(key).uppercased(),
        key.replacingOccurrences(of: "&", with: "&amp;")
          .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
          .replacingOccurrences(of: "\"", with: "&quot;"),
      ]
  }
}
