import WireFormats

extension ProviderSpecReader {
  func readService(_ root: SpecNode) -> Service {
    guard let node = root.member("service") else {
      root.report(
        "the member \"service\" is missing",
        fix: "add \"service\": {\"baseURL\": …, \"keyVariable\": …, \"model\": …}")
      return Service(baseURL: nil, keyVariable: "", model: "", credentials: [])
    }
    node.allowOnly([
      "baseURL", "keyVariable", "model", "embeddingModel", "credentials", "keyPrefix", "rateLimit",
      "description",
    ])
    let baseURL = node.string("baseURL")
    if let baseURL, HTTPOrigin(parsing: baseURL) == nil {
      node.member("baseURL")?.report(
        "\"\(baseURL)\" is not an http or https URL",
        fix: "write it in full, as in \"https://api.example.com/v1\"")
    }
    return Service(
      baseURL: baseURL, keyVariable: node.string("keyVariable", required: true) ?? "",
      model: node.string("model", required: true) ?? "",
      embeddingModel: node.string("embeddingModel"),
      credentials: (node.member("credentials")?.items ?? []).map(readCredential),
      keyPrefix: node.string("keyPrefix"), rateLimit: readRateLimit(node.member("rateLimit")))
  }

  private func readCredential(_ node: SpecNode) -> Service.Credential {
    node.allowOnly(["name", "value", "required", "setting", "says", "cite", "description"])
    let value = node.string("value", required: true) ?? ""
    if !value.contains("{") {
      node.member("value")?.report(
        "a credential without a place for the secret",
        fix: "write {key}, or {NAME} for another environment variable, where the secret goes")
    }
    return Service.Credential(
      name: node.string("name", required: true) ?? "", value: value,
      isRequired: node.member("required") == nil || node.flag("required"),
      isSetting: node.flag("setting"))
  }

  private func readRateLimit(_ node: SpecNode?) -> Service.RateLimit? {
    guard let node else { return nil }
    node.allowOnly(["requests", "seconds", "says", "cite"])
    guard let requests = node.integer("requests"), let seconds = node.number("seconds"),
      requests > 0, seconds > 0
    else {
      node.report(
        "not a rate limit", fix: "write {\"requests\": 60, \"seconds\": 60}, both above zero")
      return nil
    }
    return Service.RateLimit(requests: requests, seconds: seconds)
  }
}
