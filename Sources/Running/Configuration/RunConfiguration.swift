public import Conformance
import WireFormats

/// What a team runs, as a file beside its code: providers with their addresses, models, ceilings and
/// known deviations, so that CI says `assay run` and nothing more.
public struct RunConfiguration: Sendable {
  /// One option of `assay run`, as the file sets it.
  public struct Setting: Sendable, Hashable {
    /// What it is set to.
    public enum Value: Sendable, Hashable {
      /// On or off.
      case flag(Bool)
      /// One value, or several of a repeatable option.
      case texts([String])
    }

    /// The option with its dashes: `--base-url`.
    public let option: String
    /// What it is set to.
    public let value: Value
    /// Where it stands.
    public let location: SourceLocation
  }

  /// One provider to be run.
  public struct Target: Sendable {
    /// What the file calls it.
    public let name: String
    /// The spec's id or path.
    public let spec: String
    /// Where it stands.
    public let location: SourceLocation
    /// Its settings, those of all targets included that it does not set itself.
    public let settings: [Setting]
  }

  /// The providers, in file order.
  public let targets: [Target]
  /// What holds for each of them, and for specs that are named without being a target.
  public let defaults: [Setting]

  /// Reads a configuration file.
  ///
  /// Paths in it are relative to the file's folder.
  ///
  /// - Throws: ``SpecError`` with the place of what is wrong, and the fix.
  public init(parsing bytes: [UInt8], name: String) throws(SpecError) {
    let problems = SpecProblems()
    let root = SpecNode(root: try SpecFile(parsing: bytes, name: name), problems: problems)
    root.allowOnly(["$schema", "defaults", "targets"])
    let reader = ConfigurationReader(folder: FileAccess.folder(of: name))
    let defaults = root.member("defaults").map { reader.settings(of: $0, besides: []) } ?? []
    self.defaults = defaults
    targets = (root.member("targets")?.members ?? []).map { name, node -> Target in
      if name.isEmpty || name.contains(where: { "/{}".contains($0) }) {
        node.report(
          "\"\(name)\" cannot name a target", fix: "choose a name without a slash or braces")
      }
      let own = reader.settings(of: node, besides: ["spec"])
      let set = Set(own.map(\.option))
      return Target(
        name: name, spec: reader.path(ofSpec: node.string("spec") ?? name),
        location: node.location,
        settings: own + defaults.filter { !set.contains($0.option) })
    }
    if root.value.object != nil, root.member("targets") == nil {
      root.report(
        "the member \"targets\" is missing",
        fix: "add \"targets\": {\"flexai\": {\"model\": …}}")
    }
    if root.value.object == nil { _ = root.members }
    if let first = problems.errors.first { throw first }
  }

  /// The target of a name.
  public func target(_ name: String) -> Target? { targets.first { $0.name == name } }
}
