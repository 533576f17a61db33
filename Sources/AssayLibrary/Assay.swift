// The one module a Swift team imports. It adds nothing: it opens the modules that make up the
// public face, so that `import Assay` is all a test needs.

@_exported public import Behaviour
@_exported public import Conformance
@_exported public import Planning
@_exported public import Reports
@_exported public import Running
@_exported public import Simulator
@_exported public import Transports
@_exported public import WireFormats
