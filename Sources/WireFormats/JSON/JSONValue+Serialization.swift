extension JSONValue {
  /// The value as compact JSON text: members in order, number lexemes as they are, only what
  /// RFC 8259 requires escaped.
  public func serialized() -> String { JSONWriter.text(of: self, style: .compact) }

  /// The value as JSON text over several lines, two spaces a level, for people to read.
  public func prettyPrinted() -> String { JSONWriter.text(of: self, style: .indented) }

  /// The value as compact JSON with members sorted by name (of duplicates the last) and numbers in
  /// normal form: equal values give equal bytes, so that a hash of them identifies a request.
  ///
  /// Names are ordered by code point.
  public func canonical() -> String { JSONWriter.text(of: self, style: .canonical) }
}
