import Conformance

/// The command line as reports show it, so that it can be pasted. Keys never stand on a command line;
/// what names this machine or this run alone is left out, so that reports stay the same.
enum CommandEcho {
  /// Options that say where results go or how they are told, not what is done.
  private static let silent = ["--report", "--record", "--journal", "--resume"]
  private static let silentFlags = ["--quiet", "-q", "--verbose", "-v"]

  static func line(_ arguments: [String]) -> String {
    var words = ["assay"]
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if silentFlags.contains(word) || silent.contains(where: { word.hasPrefix($0 + "=") }) {
        continue
      }
      if silent.contains(word) {
        rest = rest.dropFirst()
        continue
      }
      words.append(quoted(word))
    }
    return words.joined(separator: " ")
  }

  /// The command of a whole run, from that of one of its parts.
  static func withoutShard(_ command: String) -> String {
    var words = command.split(separator: " ").map(String.init)
    if let index = words.firstIndex(of: "--shard") {
      words.removeSubrange(index..<min(index + 2, words.count))
    }
    return words.filter { !$0.hasPrefix("--shard=") }.joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic
            || "0123456789-._/:=,@%+".unicodeScalars.contains(scalar))
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
