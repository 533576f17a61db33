/// Reads the grammar of ECMA-262 section 22.2.1 in Unicode mode, and lets pass what annex B does:
/// lone braces and brackets, escaped punctuation.
struct PatternParser {
  /// How deep groups may nest.
  static let maximumDepth = 100

  let scalars: [UInt32]
  var position = 0
  private var depth = 0
  /// The groups that capture: how many, and by name.
  private(set) var groups = PatternGroups()

  init(_ source: String) {
    scalars = source.unicodeScalars.map(\.value)
  }

  mutating func parse() throws(RegularExpressionError) -> PatternSyntax {
    let syntax = try disjunction()
    if position < scalars.count { throw failure("there is a stray )") }
    for reference in groups.references where groups.number(of: reference) == nil {
      throw RegularExpressionError(reason: "a back-reference names a group that is not there")
    }
    return syntax
  }

  var next: UInt32? { position < scalars.count ? scalars[position] : nil }

  func failure(_ clause: String) -> RegularExpressionError {
    RegularExpressionError(reason: "\(clause) at character \(position + 1)")
  }

  /// Takes a literal where it stands next.
  mutating func take(_ literal: String) -> Bool {
    var end = position
    for scalar in literal.unicodeScalars {
      guard end < scalars.count, scalars[end] == scalar.value else { return false }
      end += 1
    }
    position = end
    return true
  }

  private mutating func disjunction() throws(RegularExpressionError) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > PatternParser.maximumDepth { throw failure("groups nest too deep") }
    var alternatives = [try alternative()]
    while take("|") { alternatives.append(try alternative()) }
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func alternative() throws(RegularExpressionError) -> PatternSyntax {
    var terms: [PatternSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let assertion = try self.assertion()
      if let assertion {
        if try quantifier() != nil { throw failure("an assertion is repeated") }
        terms.append(assertion)
        continue
      }
      let atom = try self.atom()
      if let (minimum, maximum, isLazy) = try quantifier() {
        terms.append(.repeated(atom, minimum: minimum, maximum: maximum, isLazy: isLazy))
      } else {
        terms.append(atom)
      }
    }
    switch terms.count {
    case 0: return .empty
    case 1: return terms[0]
    default: return .sequence(terms)
    }
  }

  private mutating func assertion() throws(RegularExpressionError) -> PatternSyntax? {
    if take("^") { return .textStart }
    if take("$") { return .textEnd }
    if take("\\b") { return .wordBoundary(isNegated: false) }
    if take("\\B") { return .wordBoundary(isNegated: true) }
    if take("(?=") { return try look(isBehind: false, isNegated: false) }
    if take("(?!") { return try look(isBehind: false, isNegated: true) }
    if take("(?<=") { return try look(isBehind: true, isNegated: false) }
    if take("(?<!") { return try look(isBehind: true, isNegated: true) }
    return nil
  }

  private mutating func look(
    isBehind: Bool, isNegated: Bool
  ) throws(RegularExpressionError) -> PatternSyntax {
    let body = try disjunction()
    guard take(")") else { throw failure("a group is not closed") }
    return .look(body, isBehind: isBehind, isNegated: isNegated)
  }

  private mutating func atom() throws(RegularExpressionError) -> PatternSyntax {
    if take("(") { return try group() }
    if take(".") { return .set(ScalarSet.lineTerminators.inverted()) }
    if take("[") { return .set(try characterClass()) }
    if take("\\") {
      if let reference = try backReference() {
        groups.references.append(reference)
        return .backReference(reference)
      }
      return .set(try atomEscape())
    }
    guard let scalar = next else { throw failure("something is missing") }
    if scalar == "*" || scalar == "+" || scalar == "?" {
      throw failure("there is nothing to repeat")
    }
    if scalar == "{", try quantifier() != nil { throw failure("there is nothing to repeat") }
    position += 1
    return .set(ScalarSet(scalar))
  }

  /// A group after its `(`.
  private mutating func group() throws(RegularExpressionError) -> PatternSyntax {
    var number: Int?
    if !take("?:") {
      groups.count += 1
      number = groups.count
      if take("?<") {
        let name = try groupName()
        guard groups.names.updateValue(groups.count, forKey: name) == nil else {
          throw failure("two groups are called \(name)")
        }
      } else if next == "?" {
        throw failure("a group begins with (? and something unknown")
      }
    }
    let body = try disjunction()
    guard take(")") else { throw failure("a group is not closed") }
    return number.map { .group(body, $0) } ?? body
  }

  /// The name of a group up to and with its `>`.
  mutating func groupName() throws(RegularExpressionError) -> String {
    var name = ""
    while let value = next, value != ">" {
      guard let scalar = Unicode.Scalar(value),
        scalar == "$" || scalar == "_"
          || (name.isEmpty ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
      else { throw failure("a group's name holds a character that no name may") }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard !name.isEmpty, take(">") else { throw failure("a group's name does not end") }
    return name
  }

  /// `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, each with a `?` or not; `nil` where none stands next. A
  /// brace that begins no quantifier is left alone.
  private mutating func quantifier() throws(RegularExpressionError) -> (Int, Int?, Bool)? {
    var bounds: (Int, Int?)?
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if next == "{" {
      let start = position
      position += 1
      if let minimum = number() {
        if take("}") {
          bounds = (minimum, minimum)
        } else if take(",") {
          let maximum = number()
          if take("}") {
            if let maximum, maximum < minimum { throw failure("a repetition runs backwards") }
            bounds = (minimum, maximum)
          }
        }
      }
      if bounds == nil { position = start }
    }
    guard let (minimum, maximum) = bounds else { return nil }
    return (minimum, maximum, take("?"))
  }

  /// Decimal digits; saturates.
  mutating func number() -> Int? {
    var value: Int?
    while let digit = next, (0x30...0x39).contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit - 0x30), 1 << 40)
      position += 1
    }
    return value
  }
}

/// Whether there is a code point and it is that scalar.
func == (value: UInt32?, scalar: Unicode.Scalar) -> Bool { value == scalar.value }
/// Whether there is no code point or another one.
func != (value: UInt32?, scalar: Unicode.Scalar) -> Bool { value != scalar.value }
