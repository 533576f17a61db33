extension CheckRegistry {
  static let exchangeChecks: [any Check.Type] = []
}
