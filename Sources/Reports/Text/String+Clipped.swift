extension String {
  /// The first `limit` scalars, with a word on how much there was in all where that is not all.
  func clipped(to limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let end = unicodeScalars.index(
      unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex)
    guard let end, end < unicodeScalars.endIndex else { return self }
    return String(self[..<end]) + "… (\(utf8.count) bytes in all)"
  }
}
