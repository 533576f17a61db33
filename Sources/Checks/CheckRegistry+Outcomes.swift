extension CheckRegistry {
  static let namedOutcomeChecks: [any OutcomeCheck.Type] = [
    OutcomeCap.self, OutcomeStop.self,
  ]
}
