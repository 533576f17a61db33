import Foundation
import JSONSchema
import WireFormats

/// Something to measure: a name, how many bytes one pass reads, and the pass.
struct Workload {
  let name: String
  let bytes: Int
  /// One pass; returns a number that depends on all of the work, so that none can be left out.
  let pass: () -> Int

  /// All workloads, in the order in which they are shown.
  static func all(_ data: BenchmarkData) throws -> [Workload] {
    let schema = try Schema(compiling: JSONDocument(parsing: ChunkSchema.text.utf8).value)
    let chunkBytes = data.chunks.reduce(0) { $0 + $1.count }
    let faultyBytes = data.faultyChunks.reduce(0) { $0 + $1.count }
    let chunkData = data.chunks.map { Data($0) }
    let documentData = Data(data.document)
    return [
      Workload(name: "json-document", bytes: data.document.count) {
        parsedCount(data.document)
      },
      Workload(name: "json-chunks", bytes: chunkBytes) {
        data.chunks.reduce(0) { $0 &+ parsedCount($1) }
      },
      Workload(name: "event-stream", bytes: data.stream.count) { decodedCount(data.stream) },
      Workload(name: "event-stream-64k-reads", bytes: data.stream.count) {
        decodedCountInReads(data.stream)
      },
      Workload(name: "validate-chunks", bytes: chunkBytes) {
        data.chunks.reduce(0) { $0 &+ validCount($1, schema) }
      },
      Workload(name: "violations-chunks", bytes: chunkBytes) {
        data.chunks.reduce(0) { $0 &+ violationCount($1, schema) }
      },
      Workload(name: "violations-faulty", bytes: faultyBytes) {
        data.faultyChunks.reduce(0) { $0 &+ violationCount($1, schema) }
      },
      Workload(name: "stream-to-verdict", bytes: data.stream.count) {
        judgedCount(data.stream, schema)
      },
      Workload(name: "foundation-document", bytes: data.document.count) {
        FoundationRoute.decodedCount(documentData)
      },
      Workload(name: "foundation-chunks", bytes: chunkBytes) {
        chunkData.reduce(0) { $0 &+ FoundationRoute.decodedCount($1) }
      },
      Workload(name: "foundation-chunk-structs", bytes: chunkBytes) {
        chunkData.reduce(0) { $0 &+ FoundationRoute.chunkCount($1) }
      },
    ]
  }

  /// Runs passes and takes their times. A pass that is short is repeated within a round.
  ///
  /// The times are those of the processor, not of the clock on the wall: on a machine that does
  /// other things besides they still compare.
  func measure(rounds: Int) -> Measurement {
    var checksum = pass()
    let once = Workload.processorSeconds { checksum &+= pass() }
    let repeats = max(1, Int(0.02 / max(once, 1e-6)))
    var seconds: [Double] = []
    for _ in 0..<rounds {
      let time = Workload.processorSeconds { for _ in 0..<repeats { checksum &+= pass() } }
      seconds.append(time / Double(repeats))
    }
    seconds.sort()
    return Measurement(
      name: name, bytes: bytes, best: seconds[0], median: seconds[seconds.count / 2],
      checksum: checksum)
  }

  /// The time that this thread spends on some work.
  private static func processorSeconds(_ work: () -> Void) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    work()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) * 1e-9
  }

  @inline(never)
  private static func parsedCount(_ bytes: [UInt8]) -> Int {
    guard let document = try? JSONDocument(parsing: bytes) else { return 0 }
    return document.value.object?.count ?? 0
  }

  @inline(never)
  private static func validCount(_ bytes: [UInt8], _ schema: Schema) -> Int {
    guard let document = try? JSONDocument(parsing: bytes) else { return 0 }
    return schema.isValid(document.value) ? 1 : 0
  }

  @inline(never)
  private static func violationCount(_ bytes: [UInt8], _ schema: Schema) -> Int {
    guard let document = try? JSONDocument(parsing: bytes) else { return 0 }
    return schema.violations(in: document.value).count
  }

  @inline(never)
  private static func decodedCount(_ bytes: [UInt8]) -> Int {
    EventStreamDecoder.elements(of: bytes).count
  }

  @inline(never)
  private static func decodedCountInReads(_ bytes: [UInt8]) -> Int {
    var decoder = EventStreamDecoder()
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
      count += decoder.decode(bytes[start..<min(start + 1 << 16, bytes.count)]).count
    }
    return count + decoder.finish().count
  }

  private static func judgedCount(_ bytes: [UInt8], _ schema: Schema) -> Int {
    var count = 0
    for case .event(let event) in EventStreamDecoder.elements(of: bytes) {
      count += validCount(event.rawData, schema)
    }
    return count
  }
}

/// The times of one workload, in seconds a pass.
struct Measurement {
  let name: String
  let bytes: Int
  let best: Double
  let median: Double
  /// What the passes added up to: shown nowhere, but the compiler must not drop the work.
  let checksum: Int
}
