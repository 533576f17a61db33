import Conformance
import Specifications
import Testing

/// The specs as they ship, read once for all tests.
enum BundledLibrary {
  static let library = SpecLibrary(
    files: Dictionary(
      uniqueKeysWithValues: BundledSpecs.paths.map { ($0, BundledSpecs.bytes(at: $0) ?? []) }))

  static let ids = ["flexai", "flock", "flowapi", "model-library", "openai", "rag-pat-gateway"]

  private static let specs: [String: Result<ProviderSpec, SpecError>] = Dictionary(
    uniqueKeysWithValues: ids.map { id in
      do throws(SpecError) {
        let bytes = library.files[id + ".json"] ?? []
        return (
          id, .success(try ProviderSpec(parsing: bytes, name: "specs/\(id).json", library: library))
        )
      } catch {
        return (id, .failure(error))
      }
    })

  static func spec(_ id: String) throws -> ProviderSpec {
    try #require(specs[id]).get()
  }
}
