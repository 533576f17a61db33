import Conformance

/// What stands for a key in a report: the variable that holds it, in the shell's spelling.
struct KeyPlaceholder {
  /// The environment variable of the provider's key.
  let variable: String
  private let wrongKey: String

  init(spec: ProviderSpec?, id: String) {
    variable =
      spec?.service.keyVariable
      ?? String(id.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      + "_API_KEY"
    wrongKey = (spec?.service.keyPrefix ?? "") + "not-a-real-key"
  }

  /// A credential's field value: `Bearer $FLEXAI_API_KEY`.
  func value(of credential: Service.Credential, _ choice: ProbeStep.Credentials) -> String {
    guard let open = credential.value.firstIndex(of: "{"),
      let close = credential.value[open...].firstIndex(of: "}")
    else { return credential.value }
    let name = credential.value[credential.value.index(after: open)..<close]
    let replacement = choice == .wrong ? wrongKey : "$" + (name == "key" ? variable : String(name))
    return credential.value[..<open] + replacement
      + credential.value[credential.value.index(after: close)...]
  }

  /// Whether what stands in the place of a secret is a report's own word for it.
  func isPlaceholder(_ secret: String) -> Bool {
    if secret == SecretMask.redacted || secret.hasSuffix(wrongKey) { return true }
    return secret.hasPrefix("$")
      && secret.dropFirst().allSatisfy {
        $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")
      }
  }
}
