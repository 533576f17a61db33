/// Numbers as text, the same on every machine and in every locale.
enum DecimalText {
  /// A number with a fixed count of decimals: `1.250`. What is not finite reads as zero.
  static func fixed(_ value: Double, places: Int) -> String {
    let scale = (0..<max(0, places)).reduce(1) { product, _ in product * 10 }
    let units = nearest(value * Double(scale))
    let whole = abs(units) / scale
    let sign = units < 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let rest = String(abs(units) % scale)
    return sign + "\(whole)." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// The nearest integer, halves away from zero; what is not finite, or beyond 10^15, reads as zero.
  ///
  /// `rounded()` would need the C library's mathematics, which nothing else here links.
  static func nearest(_ value: Double) -> Int {
    guard value.isFinite, abs(value) < 1e15 else { return 0 }
    return Int(value < 0 ? value - 0.5 : value + 0.5)
  }

  /// Seconds from whole milliseconds: `0.042`.
  static func seconds(milliseconds: Int) -> String { fixed(Double(milliseconds) / 1000, places: 3) }

  /// A duration for people: `412 ms`, `3.21 s`.
  static func duration(milliseconds: Double) -> String {
    milliseconds < 1000
      ? fixed(milliseconds, places: 0) + " ms" : fixed(milliseconds / 1000, places: 2) + " s"
  }
}
