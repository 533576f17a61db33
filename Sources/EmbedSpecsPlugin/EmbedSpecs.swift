import Foundation
import PackagePlugin

/// Embeds every JSON file under `specs/` into the `Specifications` module, so that a copied binary
/// carries its specs with it and a new provider needs no Swift.
@main
struct EmbedSpecs: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let specs = context.package.directoryURL.appending(path: "specs")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSpecs.swift")
    let files = FileManager.default.enumerator(at: specs, includingPropertiesForKeys: nil)
    let inputs = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding \(inputs.count) spec files",
        executable: try context.tool(named: "embed-specs").url,
        arguments: [specs.path, output.path] + inputs.map(\.path),
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
