import Foundation

/// The data of the measurements, the same bytes on every machine and in every run.
struct BenchmarkData {
  /// A document of about a megabyte: a completion with long texts and log probabilities, and a list
  /// of models.
  let document: [UInt8]
  /// Ten thousand chunks of a streamed completion, about 290 bytes each.
  let chunks: [[UInt8]]
  /// The same with one fault each, in turn a wrong type, a value out of range and a missing member.
  let faultyChunks: [[UInt8]]
  /// An event stream of fifty megabytes that holds those chunks over and over.
  let stream: [UInt8]

  init() {
    var random = SplitMix64(state: 20_260_101)
    document = BenchmarkData.makeDocument(&random)
    chunks = (0..<10_000).map { BenchmarkData.makeChunk($0, &random) }
    faultyChunks = chunks.enumerated().map { BenchmarkData.withFault($0, in: $1) }
    stream = BenchmarkData.makeStream(of: chunks, size: 50_000_000)
  }

  /// Writes `document.json`, `chunks.jsonl`, `faulty.jsonl`, `stream.txt` and `schema.json`.
  func write(to path: String) throws {
    let directory = URL(fileURLWithPath: path, isDirectory: true)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    func lines(_ texts: [[UInt8]]) -> [UInt8] { Array(texts.joined(separator: [0x0A])) }
    let files: [(String, [UInt8])] = [
      ("document.json", document), ("chunks.jsonl", lines(chunks)),
      ("faulty.jsonl", lines(faultyChunks)), ("stream.txt", stream),
      ("schema.json", Array(ChunkSchema.text.utf8)),
    ]
    for (name, bytes) in files {
      try Data(bytes).write(to: directory.appendingPathComponent(name))
    }
  }

  private static let words = [
    "the", "of", "and", "to", "in", "provider", "stream", "token", "a", "is", "that", "answer",
    "chunk", "byte", "model", "with", "as", "for", "on", "be", "gr\u{FC}n", "caf\u{E9}", "\u{65E5}",
    "\u{1F600}",
  ]

  /// A word; about one in sixteen is not ASCII.
  private static func word(_ random: inout SplitMix64) -> String {
    let isPlain = random.below(16) > 0
    return words[isPlain ? random.below(20) : 20 + random.below(4)]
  }

  private static func text(words count: Int, _ random: inout SplitMix64) -> String {
    var out = ""
    for index in 0..<count {
      if index > 0 { out += random.below(24) == 0 ? "\\n" : " " }
      out += random.below(40) == 0 ? "\\\"\(word(&random))\\\"" : word(&random)
    }
    return out
  }

  private static func makeChunk(_ index: Int, _ random: inout SplitMix64) -> [UInt8] {
    let content = index % 500 == 0 ? "" : " " + word(&random)
    let role = index % 500 == 0 ? "\"role\":\"assistant\"," : ""
    let reason = index % 500 == 499 ? "\"stop\"" : "null"
    let chunk = """
      {"id":"chatcmpl-7f9c1b2e4d5a4c3b8e6f","object":"chat.completion.chunk",\
      "created":\(1_760_000_000 + index / 40),"model":"llama-3.3-70b-instruct",\
      "system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,\
      "delta":{\(role)"content":"\(content)"},"logprobs":null,"finish_reason":\(reason)}],\
      "usage":null}
      """
    return Array(chunk.utf8)
  }

  private static func withFault(_ index: Int, in chunk: [UInt8]) -> [UInt8] {
    let faults = [
      ("\"model\":\"llama-3.3-70b-instruct\"", "\"model\":33"), ("\"index\":0", "\"index\":-1"),
      ("\"object\":\"chat.completion.chunk\",", ""),
    ]
    let (sound, faulty) = faults[index % faults.count]
    return Array(
      String(decoding: chunk, as: UTF8.self).replacingOccurrences(of: sound, with: faulty).utf8)
  }

  private static func makeStream(of chunks: [[UInt8]], size: Int) -> [UInt8] {
    var stream: [UInt8] = []
    stream.reserveCapacity(size + 1024)
    var index = 0
    while stream.count < size {
      stream += Array("data: ".utf8) + chunks[index % chunks.count] + Array("\n\n".utf8)
      if index % 1000 == 999 { stream += Array(": keep-alive\n\n".utf8) }
      index += 1
    }
    return stream
  }

  private static func makeDocument(_ random: inout SplitMix64) -> [UInt8] {
    let choices = (0..<13).map { makeChoice($0, &random) }.joined(separator: ",\n    ")
    let models = (0..<600).map { makeModel($0, &random) }.joined(separator: ",\n    ")
    let document = """
      {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [\(choices)],
        "models": [\(models)]
      }

      """
    return Array(document.utf8)
  }

  private static func makeChoice(_ index: Int, _ random: inout SplitMix64) -> String {
    let content = text(words: 1200, &random)
    let tokens = (0..<280).map { _ in makeToken(&random) }.joined(separator: ",")
    return """
      {"index":\(index),"message":{"role":"assistant","content":"\(content)","refusal":null},\
      "logprobs":{"content":[\(tokens)]},"finish_reason":"stop"}
      """
  }

  private static func makeModel(_ index: Int, _ random: inout SplitMix64) -> String {
    let created = 1_700_000_000 + random.below(60_000_000)
    let length = 4096 << random.below(6)
    let price = random.below(90)
    let description = text(words: 30, &random)
    let tools = random.below(2) == 0
    return """
      {"id":"vendor/model-\(index)-instruct","object":"model","created":\(created),\
      "owned_by":"vendor","context_length":\(length),\
      "pricing":{"prompt":"0.00000\(price)","completion":"0.0000\(price)"},\
      "description":"\(description)","supports_tools":\(tools)}
      """
  }

  private static func makeToken(_ random: inout SplitMix64) -> String {
    let token = word(&random)
    let bytes = token.utf8.map { String($0) }.joined(separator: ",")
    let others = (0..<2).map { _ in
      let other = word(&random)
      let whole = random.below(20)
      let fraction = random.below(1 << 40)
      return "{\"token\":\"\(other)\",\"logprob\":-\(whole).\(fraction),\"bytes\":null}"
    }
    return """
      {"token":"\(token)","logprob":-0.\(random.below(1 << 50)),"bytes":[\(bytes)],\
      "top_logprobs":[\(others.joined(separator: ","))]}
      """
  }
}

/// A generator of numbers that is the same everywhere.
struct SplitMix64 {
  var state: UInt64

  /// A number from 0 to `limit` − 1.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
