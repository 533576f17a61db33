import Foundation

/// What a client does that decodes with Foundation, for comparison.
enum FoundationRoute {
  /// Decodes a text of any shape; returns the number of members of the outermost object.
  static func decodedCount(_ data: Data) -> Int {
    guard case .object(let members)? = try? JSONDecoder().decode(AnyJSON.self, from: data) else {
      return 0
    }
    return members.count
  }

  /// Decodes a chunk into typed values; returns its number of choices.
  static func chunkCount(_ data: Data) -> Int {
    (try? JSONDecoder().decode(Chunk.self, from: data))?.choices.count ?? 0
  }

  private indirect enum AnyJSON: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([AnyJSON])
    case object([String: AnyJSON])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .bool(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else if let value = try? container.decode(String.self) {
        self = .string(value)
      } else if let value = try? container.decode([AnyJSON].self) {
        self = .array(value)
      } else {
        self = .object(try container.decode([String: AnyJSON].self))
      }
    }
  }

  private struct Chunk: Decodable {
    struct Choice: Decodable {
      struct Delta: Decodable {
        let role: String?
        let content: String?
      }

      let index: Int
      let delta: Delta
      let finish_reason: String?
    }

    let id: String
    let object: String
    let created: Int
    let model: String
    let system_fingerprint: String?
    let choices: [Choice]
  }
}
