extension CheckRegistry {
  static let namedOutcomeChecks: [any OutcomeCheck.Type] = []
}
