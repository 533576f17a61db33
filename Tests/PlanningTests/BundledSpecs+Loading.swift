import Conformance
import Planning
import Specifications

/// The specs and scenarios that ship with the product.
enum Bundled {
  static var library: SpecLibrary {
    var files: [String: [UInt8]] = [:]
    for path in BundledSpecs.paths { files[path] = BundledSpecs.bytes(at: path) }
    return SpecLibrary(files: files)
  }

  static func spec(_ path: String) throws -> ProviderSpec {
    let library = library
    return try ProviderSpec(
      parsing: library.files[path] ?? [], name: "specs/" + path, library: library)
  }

  static func planner(_ path: String) throws -> Planner {
    Planner(spec: try spec(path), scenarios: try ScenarioLibrary(parsing: library))
  }
}
