import Foundation

/// Measures the readers on data that it makes itself, the same on every machine.
///
/// `assay-bench [--rounds N] [--only NAME] [--lines] [--emit DIR]`
@main
struct AssayBench {
  private static let usage = """
    usage: assay-bench [--rounds N] [--only NAME] [--lines] [--emit DIR]
      --rounds N   how often each workload is measured (10); the best and the median are shown
      --only NAME  measures only the workloads whose name begins so
      --lines      prints "name<TAB>bytes<TAB>best seconds<TAB>median seconds" for programs
      --emit DIR   writes the data into a directory, so that others measure the same, and ends
    """

  private var rounds = 10
  private var only = ""
  private var printsLines = false
  private var emitDirectory: String?

  static func main() {
    do {
      guard let bench = AssayBench(CommandLine.arguments.dropFirst()) else {
        FileHandle.standardError.write(Data((usage + "\n").utf8))
        exit(64)
      }
      try bench.run()
    } catch {
      FileHandle.standardError.write(Data("assay-bench: \(error)\n".utf8))
      exit(70)
    }
  }

  private init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--rounds":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
        rounds = count
      case "--only":
        guard let name = rest.popFirst() else { return nil }
        only = name
      case "--lines": printsLines = true
      case "--emit":
        guard let path = rest.popFirst() else { return nil }
        emitDirectory = path
      default: return nil
      }
    }
  }

  private func run() throws {
    let data = BenchmarkData()
    if let emitDirectory { return try data.write(to: emitDirectory) }
    if !printsLines {
      let head = ["workload", "MB", "best MB/s", "median MB/s", "best ms"]
      print(zip(head, [34, 8, 11, 12, 9]).map { $0.padded(to: $1) }.joined())
    }
    for workload in try Workload.all(data) where workload.name.hasPrefix(only) {
      let measured = workload.measure(rounds: rounds)
      print(printsLines ? measured.line : measured.row)
    }
    if !printsLines {
      print("allocations: not measured here; Tests/Benchmarks/compare.py counts them with valgrind")
    }
  }
}

extension String {
  /// The text with spaces up to a width: behind a name, before a number.
  fileprivate func padded(to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, width - count))
    return first?.isNumber == true || width < 20 ? spaces + self : self + spaces
  }
}

extension Measurement {
  /// One row of the table for people.
  fileprivate var row: String {
    func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
    let megabytes = Double(bytes) / 1e6
    return name.padded(to: 34) + fixed(megabytes, 2).padded(to: 8)
      + fixed(megabytes / best, 1).padded(to: 11) + fixed(megabytes / median, 1).padded(to: 12)
      + fixed(best * 1e3, 2).padded(to: 9)
  }

  /// One line for programs.
  fileprivate var line: String { "\(name)\t\(bytes)\t\(best)\t\(median)" }
}
