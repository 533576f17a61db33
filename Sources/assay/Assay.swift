#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The entry: parses, calls, and maps to an exit code.
@main
struct Assay {
  static func main() async {
    // A reader that goes away (`assay … | head`) must not kill the run and its reports.
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow any more is an error to be told, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(await Task.detached { await CommandLineTool.run(arguments) }.value)
  }
}
