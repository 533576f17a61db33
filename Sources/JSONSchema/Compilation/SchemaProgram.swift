/// A compiled schema: a flat list of nodes that name one another by index.
///
/// A class, so that a validation can hold on to it at the price of one reference; it never changes.
final class SchemaProgram: Sendable {
  let nodes: ContiguousArray<SchemaNode>
  /// The node to begin with.
  let root: Int
  /// For each name that a `$dynamicRef` may look for, and each resource by number, the node of the
  /// `$dynamicAnchor` there.
  let dynamicTargets: [String: [Int: Int]]

  init(nodes: ContiguousArray<SchemaNode>, root: Int, dynamicTargets: [String: [Int: Int]]) {
    self.nodes = nodes
    self.root = root
    self.dynamicTargets = dynamicTargets
  }
}

/// One schema: `true` and `false` have no keywords.
struct SchemaNode: Sendable {
  /// Whether this is the schema `false`.
  var isFalse = false
  /// The number of the schema resource it stands in, for the dynamic scope.
  var resource = 0
  /// Whether a keyword here must know which members or items the others have evaluated.
  var tracksEvaluation = false
  /// The keywords in the order of the schema, those that look at the others' results last.
  var keywords: [any Keyword] = []
}
