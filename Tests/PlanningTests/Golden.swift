import Testing

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Texts that are agreed upon and committed; `ASSAY_REMAKE_GOLDEN=1` writes them anew.
enum Golden {
  static func hold(_ text: String, against name: String, file: String = #filePath) throws {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/Golden/" + name
    if getenv("ASSAY_REMAKE_GOLDEN") != nil {
      let stream = try #require(fopen(path, "w"), "cannot write \(path)")
      fputs(text, stream)
      fclose(stream)
      return
    }
    let agreed = try #require(
      read(path), "no golden list \(name): run the tests with ASSAY_REMAKE_GOLDEN=1")
    let lines = text.split(separator: "\n")
    let known = agreed.split(separator: "\n")
    let gone = Set(known).subtracting(lines).sorted()
    let new = Set(lines).subtracting(known).sorted()
    #expect(
      gone.isEmpty && new.isEmpty,
      "gone: \(gone.joined(separator: " ")); new: \(new.joined(separator: " "))")
    #expect(lines == known, "the order changed")
  }

  private static func read(_ path: String) -> String? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
