extension String {
  /// Whether the text has more code points than that; looks only where the bytes leave it open,
  /// as a code point takes one to four of them.
  func hasMoreScalars(than limit: Int) -> Bool {
    let bytes = utf8.count
    if bytes <= limit { return false }
    if bytes / 4 > limit { return true }
    return unicodeScalars.count > limit
  }

  /// Whether the text has fewer code points than that.
  func hasFewerScalars(than limit: Int) -> Bool {
    let bytes = utf8.count
    if bytes < limit { return true }
    if bytes / 4 >= limit { return false }
    return unicodeScalars.count < limit
  }
}
