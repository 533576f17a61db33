extension Sequence<String> {
  /// The element that stands there most often, of several the first by name; `nil` of none.
  var mostFrequent: String? {
    let counts = Dictionary(map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
