// Writes the given spec files as one Swift source: `embed-specs ROOT OUTPUT FILE…`.
// Paths in the result are relative to ROOT and sorted, so the same files give the same source.

import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: embed-specs ROOT OUTPUT FILE…\n".utf8))
  exit(64)
}
let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"

var source = """
  // Generated from specs/ by the EmbedSpecs plugin. Do not edit.

  let embeddedSpecs: [(path: String, text: StaticString)] = [

  """
for path in arguments[3...].sorted() {
  guard path.hasPrefix(root), let data = FileManager.default.contents(atPath: path) else {
    FileHandle.standardError.write(Data("embed-specs: cannot read \(path) below \(root)\n".utf8))
    exit(66)
  }
  let text = String(decoding: data, as: UTF8.self)
  let name = path.dropFirst(root.count)
  source += "  (\"\(name)\", ####\"\"\"\n\(text)\n\"\"\"####),\n"
}
source += "]\n"
do {
  try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[2]))
} catch {
  FileHandle.standardError.write(Data("embed-specs: \(error)\n".utf8))
  exit(74)
}
