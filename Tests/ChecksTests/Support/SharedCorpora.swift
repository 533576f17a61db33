import Conformance
import Foundation
import WireFormats

/// Public corpora that stand beside the repository and are not part of it: in the directory that the
/// environment variable `ASSAY_SHARED` names, else in `../shared`. Tests that need them are disabled
/// where they are absent.
enum SharedCorpora {
  static let absence = "the public corpora are not here: set ASSAY_SHARED to their directory"

  static let directory: URL = {
    if let path = ProcessInfo.processInfo.environment["ASSAY_SHARED"] {
      return URL(filePath: path, directoryHint: .isDirectory)
    }
    return ExchangeCorpus.root.deletingLastPathComponent().appending(path: "shared")
  }()

  /// One exchange that a real server had, byte by byte.
  struct Capture: Sendable, CustomStringConvertible {
    let server: String
    let name: String

    var description: String { "\(server)/\(name)" }
  }

  /// All captures, sorted.
  static let captures: [Capture] = {
    let folder = directory.appending(path: "captures")
    let servers = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return servers.sorted().flatMap { server in
      let path = folder.appending(path: server).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".http") }.sorted().map {
        Capture(server: server, name: String($0.dropLast(5)))
      }
    }
  }()

  /// The `id` of each row of a JSON Lines file.
  static func ids(in file: String) -> [String] {
    let text = (try? String(contentsOf: directory.appending(path: file), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      (try? JSONDocument(parsing: Array($0.utf8)))?.value["id"]?.string
    }
  }
}

extension SharedCorpora.Capture {
  /// The evidence of the capture; the transfer coding is removed here as the live transport does.
  func evidence() throws -> Evidence {
    let folder = SharedCorpora.directory.appending(path: "captures/\(server)")
    let sent = Message([UInt8](try Data(contentsOf: folder.appending(path: "\(name).req"))))
    let received = Message([UInt8](try Data(contentsOf: folder.appending(path: "\(name).http"))))
    let words = sent.startLine.split(separator: " ").map(String.init)
    let target = words.count > 1 ? words[1] : "/"
    let isChunked = received.fields["Transfer-Encoding"]?.lowercased() == "chunked"
    let status = Int(received.startLine.split(separator: " ").dropFirst().first ?? "") ?? 0
    let (body, isWhole) = isChunked ? Message.dechunked(received.body) : (received.body, true)
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: words.first ?? "", origin: try origin(), target: target, fields: sent.fields,
        body: sent.body),
      response: HTTPResponseHead(status: status, fields: received.fields), body: body,
      reads: body.isEmpty ? [] : [.init(milliseconds: 1, byteCount: body.count)],
      ending: isWhole ? .complete : .closedEarly, startedAt: 1_795_220_550_000)
    return Evidence(of: exchange, endpoint: endpoint(words.first ?? "", target))
  }

  private func origin() throws -> HTTPOrigin {
    struct Unreadable: Error {}
    guard let origin = HTTPOrigin(parsing: "http://127.0.0.1/v1") else { throw Unreadable() }
    return origin
  }

  private func endpoint(_ method: String, _ target: String) -> String? {
    switch (method, target) {
    case ("POST", "/v1/chat/completions"): "chat"
    case ("POST", "/v1/embeddings"): "embeddings"
    case ("GET", "/v1/models"): "models"
    case ("GET", _) where target.hasPrefix("/v1/models/"): "model"
    default: nil
    }
  }

  /// An HTTP message in its parts.
  private struct Message {
    let startLine: String
    let fields: HeaderFields
    let body: [UInt8]

    init(_ bytes: [UInt8]) {
      let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) } ?? bytes.count
      let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
      startLine = lines.first.map(String.init) ?? ""
      fields = HeaderFields(
        lines.dropFirst().compactMap { line in
          let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
          guard parts.count == 2 else { return nil }
          return HeaderField(
            name: String(parts[0]), value: parts[1].trimmingCharacters(in: .whitespaces))
        })
      body = Array(bytes.dropFirst(end + 4))
    }

    /// The body without its chunked coding, and whether its last chunk was there.
    static func dechunked(_ bytes: [UInt8]) -> ([UInt8], Bool) {
      var out: [UInt8] = []
      var rest = bytes[...]
      while let end = rest.indices.first(where: { rest[$0...].starts(with: [13, 10]) }) {
        let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) ?? 0
        rest = rest[(end + 2)...]
        if size == 0 { return (out, true) }
        out += rest.prefix(size)
        rest = rest.dropFirst(size + 2)
      }
      return (out, false)
    }
  }
}
