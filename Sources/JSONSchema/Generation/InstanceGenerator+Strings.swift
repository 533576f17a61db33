extension InstanceGenerator {
  /// A text: one that a pattern allows, an example of a format, or else a word.
  mutating func string(meeting demands: Demands, attempt: Int) -> String? {
    guard demands.minimumLength <= demands.maximumLength, demands.minimumLength <= 1_000_000 else {
      return nil
    }
    if let pattern = demands.patterns.first {
      return pattern.matches("") && demands.minimumLength == 0 && demands.patterns.count == 1
        ? "" : text(of: pattern, demands)
    }
    if let format = demands.format { return random.element(of: format.examples) }
    return word(demands.minimumLength, demands.maximumLength)
  }

  /// A text that a pattern allows, longer from try to try until it is long enough.
  private mutating func text(of pattern: RegularExpression, _ demands: Demands) -> String? {
    var extra = 0
    for _ in 0..<40 {
      budget -= 1
      guard budget > 0, var text = sample(of: pattern, extra: extra) else { return nil }
      let missing = demands.minimumLength - text.unicodeScalars.count
      if missing > 0 {
        // Where the pattern leaves the end of the text open, anything may follow.
        let padded = text + String(repeating: "a", count: missing)
        if pattern.matches(padded) { text = padded }
      }
      let length = text.unicodeScalars.count
      if length >= demands.minimumLength, length <= demands.maximumLength,
        demands.patterns.allSatisfy({ $0.matches(text) })
      {
        return text
      }
      extra = length < demands.minimumLength ? max(extra + 1, missing) : max(0, extra - 1)
    }
    return nil
  }

  private mutating func word(_ minimum: Int, _ maximum: Int) -> String {
    let length = max(minimum, min(maximum, random.int(in: 4...8)))
    let consonants = Array("bdfgklmnprstv")
    let vowels = Array("aeiou")
    var text = ""
    for position in 0..<length {
      let letters = position % 2 == 0 ? consonants : vowels
      text.append(random.element(of: letters) ?? "a")
    }
    return text
  }

  /// A text that a regular expression matches as a whole, if its assertions allow; `nil` where a part
  /// of it matches nothing.
  ///
  /// - Parameter extra: how many times more than need be a repetition may be repeated.
  mutating func sample(of pattern: RegularExpression, extra: Int) -> String? {
    var text = ""
    var room = 100_000
    guard append(pattern.syntax, extra, to: &text, &room) else { return nil }
    return text
  }

  private mutating func append(
    _ syntax: PatternSyntax, _ extra: Int, to text: inout String, _ room: inout Int
  ) -> Bool {
    guard room > 0 else { return false }
    room -= 1
    switch syntax {
    case .empty, .textStart, .textEnd, .wordBoundary, .look, .backReference: return true
    case .group(let body, _): return append(body, extra, to: &text, &room)
    case .set(let set):
      guard let scalar = member(of: set) else { return false }
      text.unicodeScalars.append(scalar)
      return true
    case .sequence(let terms):
      for term in terms where !append(term, extra, to: &text, &room) { return false }
      return true
    case .alternatives(let alternatives):
      guard let alternative = random.element(of: alternatives) else { return false }
      return append(alternative, extra, to: &text, &room)
    case .repeated(let body, let minimum, let maximum, _):
      let most = min(maximum ?? Int.max, minimum + extra)
      for _ in 0..<max(minimum, most) where !append(body, extra, to: &text, &room) { return false }
      return true
    }
  }

  /// A scalar of a set: a letter or digit where there is one.
  private mutating func member(of set: ScalarSet) -> Unicode.Scalar? {
    let preferred = Array(
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)
    let letters = preferred.filter { set.contains($0.value) }
    if let letter = random.element(of: letters) { return letter }
    for value in UInt32(0x20)...0x2FFF {
      if set.contains(value), let scalar = Unicode.Scalar(value) { return scalar }
    }
    for range in set.ranges {
      if set.contains(range.lowerBound), let scalar = Unicode.Scalar(range.lowerBound) {
        return scalar
      }
    }
    for value in UInt32(0)..<0x20 {
      if set.contains(value), let scalar = Unicode.Scalar(value) { return scalar }
    }
    return nil
  }
}

extension StringFormat {
  /// A few texts of the format.
  var examples: [String] {
    switch self {
    case .dateTime: ["2024-05-17T09:30:00Z", "2025-11-02T18:45:10+01:00"]
    case .date: ["2024-05-17", "2025-11-02"]
    case .time: ["09:30:00Z", "18:45:10+01:00"]
    case .duration: ["PT15M", "P1DT2H"]
    case .email, .idnEmail: ["user@example.com", "mail@example.org"]
    case .hostname, .idnHostname: ["example.com", "www.example.org"]
    case .ipv4: ["192.0.2.1", "198.51.100.7"]
    case .ipv6: ["2001:db8::1", "2001:db8::7:1"]
    case .uri, .iri: ["https://example.com/", "https://example.org/a?b=c"]
    case .uriReference, .iriReference: ["/a", "https://example.com/a#b"]
    case .uuid: ["123e4567-e89b-42d3-a456-426614174000", "0b5c1f0e-6f0a-4c7e-9d55-3a1f2f4b8c6d"]
    case .uriTemplate: ["/items/{id}", "https://example.com/{?q}"]
    case .jsonPointer: ["", "/a/0"]
    case .relativeJSONPointer: ["0", "1/a"]
    case .regex: ["^a+$", "[0-9]"]
    }
  }
}
