extension FaultRegistry {
  /// Faults of time.
  static let timing: [Fault] = [
    Fault(
      "tm-no-close-after-done", .timing, "A stream stays open long after its terminator.",
      evidence: ["earendil-works/pi#7954"], caughtBy: ["timing.close"],
      .streamResponse { response, _ in response.endPause = 20_000 }),
    Fault(
      "tm-never-closes", .timing, "A stream never ends after its terminator.",
      evidence: ["earendil-works/pi#7954"], caughtBy: ["timing.close", "http.ending"],
      .streamResponse { response, _ in response.ending = .hang }),
    Fault(
      "tm-burst-at-end", .timing, "All chunks of a stream arrive at once when the answer is whole.",
      evidence: ["rule: a stream is delivered while it is generated"],
      caughtBy: ["timing.incremental"],
      where: .claim("chat.stream.incremental"),
      .streamResponse { response, _ in
        // As slow as real models are, or a burst could not be told from a fast answer.
        response.headPause += min(20_000, 20 * response.parts.reduce(0) { $0 + $1.pause })
        for index in response.parts.indices { response.parts[index].pause = 0 }
      }),
    Fault(
      "tm-stalls-midstream", .timing, "A stream stops amid the answer and never goes on.",
      evidence: ["rule: a response comes whole"], caughtBy: ["http.ending", "framing.terminator"],
      .streamResponse { response, _ in
        response.parts = Array(response.parts.prefix(max(1, response.parts.count / 2)))
        response.ending = .hang
      }),
  ]
}
