import Conformance
import Simulator
import Testing
import WireFormats

@Suite struct ChatTests {
  @Test(arguments: Specs.ids) func answersPlainly(id: String) async throws {
    let client = try Client(id)
    let evidence = try await client.chat("Count from 1 to 9.", ["max_tokens": 64])
    #expect(evidence.exchange.status == 200)
    #expect(evidence.completion?.first?.content == "1, 2, 3, 4, 5, 6, 7, 8, 9")
    #expect(evidence.completion?.first?.finishReason == "stop")
    let usage = evidence.completion?.usage
    let prompt = try #require(usage?["prompt_tokens"]?.int)
    let completion = try #require(usage?["completion_tokens"]?.int)
    #expect(usage?["total_tokens"]?.int == prompt + completion)
    #expect(prompt > 0 && completion > 0)
  }

  @Test(arguments: Specs.ids) func streamsTheSameText(id: String) async throws {
    let client = try Client(id)
    let prompt = "Repeat exactly: naïve café — 你好 👋🏽 done"
    let plain = try await client.chat(prompt, ["max_tokens": 200])
    let streamed = try await client.chat(prompt, ["max_tokens": 200, "stream": true])
    #expect(plain.completion?.first?.content == "naïve café — 你好 👋🏽 done")
    #expect(streamed.completion?.first?.content == plain.completion?.first?.content)
    #expect(streamed.completion?.first?.role == "assistant")
    #expect(streamed.stream?.events.last?.isTerminator == true)
    #expect((streamed.stream?.events.count ?? 0) > 8)
    for event in streamed.stream?.events.dropLast() ?? [] {
      #expect(event.value?["object"] == "chat.completion.chunk")
      #expect(event.event.data.contains("\u{FFFD}") == false)
    }
  }

  @Test func endsAtTheLimit() async throws {
    let client = try Client("flexai")
    let evidence = try await client.chat("Write a long story.", ["max_tokens": 7])
    #expect(evidence.completion?.first?.finishReason == "length")
    #expect(evidence.completion?.usage?["completion_tokens"]?.int == 7)
  }

  @Test(arguments: ["4", ", 4", "3, 4"], [false, true])
  func stopsBeforeAStopString(stop: String, isStream: Bool) async throws {
    let client = try Client("flexai")
    let evidence = try await client.chat(
      "Count from 1 to 9.",
      ["stop": .string(stop), "max_tokens": 64, "temperature": 0, "stream": .bool(isStream)])
    let whole = "1, 2, 3, 4, 5, 6, 7, 8, 9"
    let end = try #require(whole.firstRange(of: stop)).lowerBound
    #expect(evidence.completion?.first?.content == String(whole[..<end]))
    #expect(evidence.completion?.first?.finishReason == "stop")
  }

  @Test func variesUnlessSeededOrCold() async throws {
    let client = try Client("openai")
    let story = "Tell me a story."
    func texts(_ members: JSONValue) async throws -> Set<String> {
      var texts: Set<String> = []
      for _ in 0..<4 {
        texts.insert(try await client.chat(story, members).completion?.first?.content ?? "")
      }
      return texts
    }
    #expect(try await texts(["temperature": 0]).count == 1)
    #expect(try await texts(["temperature": 1, "seed": 7]).count == 1)
    #expect(try await texts(["temperature": 1]).count == 4)
    #expect(try await texts(["temperature": 1, "top_p": .decimal("0.01") ?? 0]).count == 1)
  }

  @Test func recallsWhatItWasTold() async throws {
    let client = try Client("flexai")
    let evidence = try await client.chat(messages: [
      ["role": "user", "content": "My favourite colour is teal."],
      ["role": "assistant", "content": "Noted."],
      ["role": "user", "content": "What is my favourite colour? Answer with the colour only."],
    ])
    #expect(evidence.completion?.first?.content?.contains("teal") == true)
  }

  @Test(arguments: [
    ("Reply with the single word PONG.", "PONG"),
    ("Reply with exactly the word OK and nothing else.", "OK"),
    ("Say \"hello there\".", "hello there"),
    ("What is 17 + 25?", "42"),
    ("Count from 3 to 1, one per line.", "3\n2\n1"),
  ])
  func followsSimpleInstructions(prompt: String, answer: String) async throws {
    let evidence = try await Client("flexai").chat(prompt)
    #expect(evidence.completion?.first?.content == answer)
  }

  @Test func tellsUsageInAStreamWhereAsked() async throws {
    let client = try Client("openai")
    let evidence = try await client.chat(
      "Say hi.", ["stream": true, "stream_options": ["include_usage": true]])
    let events = try #require(evidence.stream?.events)
    let last = try #require(events.dropLast().last?.value)
    #expect(last["choices"]?.array?.isEmpty == true)
    #expect(last["usage"]?["total_tokens"]?.int != nil)
    #expect(events.dropLast(2).allSatisfy { $0.value?["usage"] == .null })
    let without = try await client.chat("Say hi.", ["stream": true])
    #expect(without.stream?.events.allSatisfy { $0.value?["usage"] == nil } == true)
  }
}
