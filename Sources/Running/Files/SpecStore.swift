public import Conformance
public import Planning
import Specifications

/// Finds specs: by id among those in the binary or in a folder of the user's, or by path.
public struct SpecStore: Sendable {
  /// Why a spec cannot be loaded.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// The file cannot be read.
    case unreadable(FileAccess.Failure)
    /// Nothing of that name; the payload has the name and the ids that exist.
    case unknown(String, known: [String])
    /// The file is malformed.
    case malformed(SpecError)

    /// One line that says what to do.
    public var description: String {
      switch self {
      case .unreadable(let failure): return failure.description
      case .malformed(let error): return error.description
      case .unknown(let name, let known):
        let near = Spelling.nearest(to: name, among: known).map { "did you mean \($0)? " } ?? ""
        return "no spec \"\(name)\": \(near)known are \(known.joined(separator: ", "))"
      }
    }
  }

  /// The files: those in the binary, with those of the folder before them.
  public let library: SpecLibrary
  private let folder: String?

  /// Opens the specs of the binary and, where given, of a folder laid out as `specs/` is, whose files
  /// take precedence.
  public init(folder: String? = nil) throws(Failure) {
    var files: [String: [UInt8]] = [:]
    for path in BundledSpecs.paths { files[path] = BundledSpecs.bytes(at: path) }
    if let folder {
      do throws(FileAccess.Failure) {
        for path in try FileAccess.files(below: folder) where path.hasSuffix(".json") {
          files[path] = try FileAccess.read(folder + "/" + path)
        }
      } catch {
        throw .unreadable(error)
      }
    }
    self.folder = folder
    library = SpecLibrary(files: files)
  }

  /// The ids of the specs that can be named without a path.
  public var ids: [String] { library.providerPaths.map { String($0.dropLast(5)) } }

  /// The text of a spec and the name under which errors speak of it.
  ///
  /// - Parameter name: an id, or a path: whatever holds a `/` or ends in `.json`.
  public func text(of name: String) throws(Failure) -> (bytes: [UInt8], name: String) {
    if name.contains("/") || name.hasSuffix(".json") {
      do throws(FileAccess.Failure) {
        return (try FileAccess.read(name), name)
      } catch {
        throw .unreadable(error)
      }
    }
    guard let bytes = library.files[name + ".json"] else { throw .unknown(name, known: ids) }
    return (bytes, (folder ?? "specs") + "/" + name + ".json")
  }

  /// Loads a spec by id or path.
  public func load(_ name: String) throws(Failure) -> ProviderSpec {
    let text = try self.text(of: name)
    do throws(SpecError) {
      return try ProviderSpec(parsing: text.bytes, name: text.name, library: library)
    } catch {
      throw .malformed(error)
    }
  }

  /// Loads the scenarios.
  public func scenarios() throws(Failure) -> ScenarioLibrary {
    do throws(SpecError) {
      return try ScenarioLibrary(parsing: library)
    } catch {
      throw .malformed(error)
    }
  }
}
