// swift-tools-version: 6.1
import PackageDescription

// The ladder: a module imports only what stands on a lower rung (README, "Architecture").
// `.ci/run` builds with `--explicit-target-dependency-import-check error`, which makes it hold.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "assay", targets: ["AssayCommand"]),
    .library(name: "Assay", targets: ["Assay"]),
  ],
  targets: [
    // Rung 0: bytes.
    .target(name: "WireFormats", swiftSettings: settings),
    .target(
      name: "CConnect",
      linkerSettings: [
        // The toolchain itself requires libcurl's run-time library, so no -dev package is needed.
        .linkedLibrary(":libcurl.so.4", .when(platforms: [.linux])),
        .linkedLibrary("curl", .when(platforms: [.macOS])),
      ]),

    // Rung 1: values.
    .target(name: "JSONSchema", dependencies: ["WireFormats"], swiftSettings: settings),
    .target(name: "Conformance", dependencies: ["WireFormats"], swiftSettings: settings),
    .target(name: "Specifications", swiftSettings: settings, plugins: ["EmbedSpecs"]),

    // Rung 2: siblings, which never import one another.
    .target(
      name: "Planning", dependencies: ["Conformance", "JSONSchema", "WireFormats"],
      swiftSettings: settings),
    .target(
      name: "Transports", dependencies: ["CConnect", "Conformance", "WireFormats"],
      swiftSettings: settings),
    .target(
      name: "Checks", dependencies: ["Conformance", "JSONSchema", "WireFormats"],
      swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Conformance", "WireFormats"], swiftSettings: settings),
    .target(
      name: "Behaviour", dependencies: ["Conformance", "WireFormats"], swiftSettings: settings),
    .target(
      name: "Simulator", dependencies: ["Conformance", "JSONSchema", "WireFormats"],
      swiftSettings: settings),

    // Rung 3: the one place where things happen in time.
    .target(
      name: "Running",
      dependencies: [
        "Checks", "Conformance", "JSONSchema", "Planning", "Reports", "Simulator", "Specifications",
        "Transports", "WireFormats",
      ], swiftSettings: settings),

    // Rung 4: the two doors.
    .target(
      name: "Assay",
      dependencies: [
        "Behaviour", "Checks", "Conformance", "JSONSchema", "Planning", "Reports", "Running",
        "Simulator", "Specifications", "Transports", "WireFormats",
      ], path: "Sources/AssayLibrary", swiftSettings: settings),
    .executableTarget(
      name: "AssayCommand",
      dependencies: [
        "Behaviour", "Checks", "Conformance", "JSONSchema", "Planning", "Reports", "Running",
        "Simulator", "Specifications", "Transports", "WireFormats",
      ], path: "Sources/assay", swiftSettings: settings),

    // Beside the ladder: what builds and measures it.
    .executableTarget(name: "embed-specs", swiftSettings: settings),
    .plugin(
      name: "EmbedSpecs", capability: .buildTool(), dependencies: ["embed-specs"],
      path: "Sources/EmbedSpecsPlugin"),
    .executableTarget(
      name: "assay-bench", dependencies: ["JSONSchema", "WireFormats"],
      swiftSettings: settings),

    .testTarget(name: "WireFormatsTests", dependencies: ["WireFormats"], swiftSettings: settings),
    .testTarget(
      name: "JSONSchemaTests", dependencies: ["JSONSchema", "WireFormats"], swiftSettings: settings),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Conformance", "Specifications", "WireFormats"],
      swiftSettings: settings),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Conformance", "JSONSchema", "Planning", "Specifications", "WireFormats"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "TransportsTests",
      dependencies: ["CConnect", "Conformance", "Transports", "WireFormats"],
      swiftSettings: settings),
    .testTarget(
      name: "ChecksTests",
      dependencies: [
        "Checks", "Conformance", "JSONSchema", "Running", "Specifications", "WireFormats",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Conformance", "JSONSchema", "Reports", "WireFormats"],
      swiftSettings: settings),
    .testTarget(
      name: "BehaviourTests", dependencies: ["Behaviour", "Conformance", "WireFormats"],
      swiftSettings: settings),
    .testTarget(
      name: "SimulatorTests",
      dependencies: ["Conformance", "JSONSchema", "Simulator", "Specifications", "WireFormats"],
      swiftSettings: settings),
    .testTarget(
      name: "RunningTests",
      dependencies: [
        "Behaviour", "Checks", "Conformance", "JSONSchema", "Planning", "Reports", "Running",
        "Simulator", "Specifications", "Transports", "WireFormats",
      ], swiftSettings: settings),
    .testTarget(
      name: "AssayTests",
      dependencies: ["Assay", "AssayCommand", "JSONSchema", "WireFormats"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
