import Conformance
import Running
import Testing

@Suite struct ShardTests {
  static let ids = (0..<500).map { "chat.parameter-\($0).above-maximum" }

  @Test(arguments: [1, 2, 3, 7]) func everyProbeIsInExactlyOnePart(count: Int) throws {
    let shards = try (1...count).map { try #require(Shard(parsing: "\($0)/\(count)")) }
    for id in Self.ids { #expect(shards.count { $0.holds(id) } == 1) }
    for shard in shards { #expect(Self.ids.contains { shard.holds($0) }) }
  }

  /// The hash is part of the format: a shard of today holds what it held last year.
  @Test func theHashDoesNotMove() throws {
    let shard = try #require(Shard(parsing: "1/3"))
    let held = ["chat.plain", "chat.stream.plain", "chat.temperature.above-maximum", "models.list"]
      .filter { shard.holds($0) }
    #expect(held == ["chat.stream.plain", "chat.temperature.above-maximum", "models.list"])
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2"]) func refuses(
    text: String
  ) {
    #expect(Shard(parsing: text) == nil)
  }
}
