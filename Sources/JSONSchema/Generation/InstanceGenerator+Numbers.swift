import WireFormats

extension InstanceGenerator {
  /// A number within the bounds, plain where it can be: what comes first is tried first.
  mutating func number(meeting demands: Demands, attempt: Int) -> JSONValue? {
    let candidates = numberCandidates(demands, attempt)
    return candidates.first { candidate in
      demands.types.admits(.number(candidate)) && holds(demands, for: candidate)
    }.map { .number($0) }
  }

  private func holds(_ demands: Demands, for number: JSONNumber) -> Bool {
    let value = Decimal(lexeme: number.lexeme)
    return demands.lowerBounds.allSatisfy {
      $0.isExclusive ? $0.number < number : $0.number <= number
    }
      && demands.upperBounds.allSatisfy {
        $0.isExclusive ? $0.number > number : $0.number >= number
      }
      && demands.divisors.allSatisfy { value.isMultiple(of: Decimal(lexeme: $0.lexeme)) }
  }

  private mutating func numberCandidates(_ demands: Demands, _ attempt: Int) -> [JSONNumber] {
    let lower = demands.lowerBounds.map(\.number).max()
    let upper = demands.upperBounds.map(\.number).min()
    var candidates: [JSONNumber] = []
    let low =
      lower.map { roundedUp($0.double) }
      ?? min(0, (upper.map { roundedDown($0.double) } ?? 0) - 100)
    let high = upper.map { roundedDown($0.double) } ?? max(100, low + 100)
    if attempt % 2 == 1, demands.types.contains(.number), low <= high {
      // Where an alternative is for integers, only a fraction is the other one.
      candidates += [random.int(in: low...high), low].compactMap { JSONNumber(lexeme: "\($0).5") }
    }
    if low <= high {
      for _ in 0..<4 { candidates.append(JSONNumber(random.int(in: low...high))) }
      candidates += [low, low + 1, high, high - 1].map { JSONNumber($0) }
    }
    for divisor in demands.divisors { candidates += multiples(of: divisor, low, high) }
    // Between two bounds that lie close together there may be no integer.
    if let lower, let upper, let middle = middle(lower, upper) { candidates.append(middle) }
    candidates += [lower, upper].compactMap { $0 } + [JSONNumber(0)]
    return candidates
  }

  /// The least integer that is not below a double; stays where there is room to add to it.
  private func roundedUp(_ value: Double) -> Int {
    let truncated = Int(max(-1e15, min(1e15, value)))
    return Double(truncated) < value && truncated < 1_000_000_000_000_000
      ? truncated + 1 : truncated
  }

  /// The greatest integer that is not above a double, likewise.
  private func roundedDown(_ value: Double) -> Int { -roundedUp(-value) }

  private mutating func multiples(of divisor: JSONNumber, _ low: Int, _ high: Int) -> [JSONNumber] {
    let step = divisor.double
    guard step > 0, step.isFinite, low <= high else { return [] }
    let first = roundedUp(Double(low) / step)
    let last = roundedDown(Double(high) / step)
    guard first <= last else { return [] }
    let factors = [
      random.int(in: first...last), random.int(in: first...last), first, first + 1, last,
    ]
    return factors.compactMap { product(of: divisor, and: $0) }
  }

  /// A product in exact decimals, where the digits fit a machine word.
  private func product(of number: JSONNumber, and factor: Int) -> JSONNumber? {
    let decimal = Decimal(lexeme: number.lexeme)
    guard decimal.digits.count <= 15 else { return nil }
    let digits = decimal.digits.reduce(0) { $0 * 10 + Int($1) }
    let (value, overflow) = digits.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    return plain(value, exponent: decimal.exponent)
  }

  /// The middle of two bounds with at most six decimals more than they have themselves.
  private func middle(_ lower: JSONNumber, _ upper: JSONNumber) -> JSONNumber? {
    let value = (lower.double + upper.double) / 2
    guard value.isFinite else { return nil }
    return JSONNumber(lexeme: "\(value)")
  }

  /// `value · 10^exponent`, written without an exponent where that is short.
  private func plain(_ value: Int, exponent: Int) -> JSONNumber? {
    if exponent == 0 { return JSONNumber(value) }
    guard (-12...12).contains(exponent) else { return JSONNumber(lexeme: "\(value)e\(exponent)") }
    if exponent > 0 {
      return JSONNumber(
        lexeme: "\(value)" + (value == 0 ? "" : String(repeating: "0", count: exponent)))
    }
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    let split = padded.index(padded.endIndex, offsetBy: exponent)
    return JSONNumber(lexeme: (value < 0 ? "-" : "") + padded[..<split] + "." + padded[split...])
  }
}
