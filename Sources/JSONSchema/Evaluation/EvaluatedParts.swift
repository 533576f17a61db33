import WireFormats

/// Which members or items of one instance some keyword has evaluated: the annotations that
/// `unevaluatedProperties` and `unevaluatedItems` read (JSON Schema core section 11).
struct EvaluatedParts {
  /// By position, whether a member of the object or an item of the array was evaluated.
  private var marks: [Bool]

  init(of instance: JSONValue) {
    switch instance {
    case .array(let items): marks = Array(repeating: false, count: items.count)
    case .object(let object): marks = Array(repeating: false, count: object.count)
    default: marks = []
    }
  }

  mutating func insert(_ position: Int) { marks[position] = true }

  mutating func insertAll() { for position in marks.indices { marks[position] = true } }

  mutating func formUnion(_ other: EvaluatedParts) {
    for position in marks.indices where other.marks[position] { marks[position] = true }
  }

  func contains(_ position: Int) -> Bool { marks[position] }
}
