import Conformance
import WireFormats

/// What particular faults need of a spec.
extension Condition {
  /// Specs whose list of finish reasons is complete.
  static let closedFinishReasons = Condition { spec in
    spec.claim("chat.finish-reasons")?.value["open"] == .bool(false)
      ? nil : "the spec leaves the set of finish reasons open"
  }

  /// Specs with a parameter that turns reasoning on or off.
  static let reasoningSwitch = Condition { spec in
    let switches = [
      "reasoning_effort", "separate_reasoning", "enable_thinking", "chat_template_kwargs",
    ]
    return switches.contains { spec.endpoint("chat")?.parameter($0) != nil }
      ? nil : "the spec documents no parameter that turns reasoning on"
  }

  /// Specs with an endpoint that needs no key.
  static let publicEndpoint = Condition { spec in
    spec.endpoints.contains(where: \.isPublic) ? nil : "the spec documents no public endpoint"
  }

  /// Specs with a default limit that a long answer meets.
  static let smallDefaultLimit = Condition { spec in
    let limit = spec.endpoint("chat")?.parameter("max_tokens")?.schema["default"]?.int
    return limit.map { $0 <= 256 } ?? false
      ? nil : "the spec documents no small default of max_tokens"
  }

  /// Specs with a parameter that the provider may not decline.
  static func supported(_ name: String) -> Condition {
    Condition { spec in
      guard let parameter = spec.endpoint("chat")?.parameter(name) else {
        return "the spec documents no parameter \"\(name)\""
      }
      return parameter.isConditional || parameter.isIgnoredWhereUnsupported
        ? "the spec leaves open whether \"\(name)\" is supported" : nil
    }
  }

  /// Specs that give a parameter of the chat endpoint a bound.
  static func bounded(_ name: String, by keyword: String? = nil) -> Condition {
    Condition { spec in
      let schema = spec.endpoint("chat")?.parameter(name)?.schema
      let bounds =
        keyword.map { [$0] } ?? ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
      return bounds.contains { schema?[$0] != nil }
        ? nil : "the spec documents no such bound of \"\(name)\""
    }
  }

  /// Specs that bound the values of a map.
  static func boundedValues(_ name: String) -> Condition {
    Condition { spec in
      let values = spec.endpoint("chat")?.parameter(name)?.schema["additionalProperties"]
      return values?["minimum"] != nil
        ? nil : "the spec documents no bounds for the values of \"\(name)\""
    }
  }

  /// Specs that limit the items of a list.
  static func limitedItems(_ name: String) -> Condition {
    Condition { spec in
      let schema = spec.endpoint("chat")?.parameter(name)?.schema
      let branches = [schema] + (schema?["anyOf"]?.array ?? []).map { $0 }
      return branches.contains { $0?["maxItems"] != nil }
        ? nil : "the spec documents no limit for the items of \"\(name)\""
    }
  }

  /// Specs that say which values a parameter takes.
  static func constrained(_ name: String) -> Condition {
    Condition { spec in
      let schema = spec.endpoint("chat")?.parameter(name)?.schema
      return ["type", "enum", "anyOf", "oneOf"].contains { schema?[$0] != nil }
        ? nil : "the spec does not say which values \"\(name)\" takes"
    }
  }

  /// Specs that list the values of a parameter.
  static func listed(_ name: String) -> Condition {
    Condition { spec in
      spec.endpoint("chat")?.parameter(name)?.schema["enum"] == nil
        ? "the spec lists no values of \"\(name)\"" : nil
    }
  }

  /// Specs that require a parameter.
  static func required(_ name: String) -> Condition {
    Condition { spec in
      spec.endpoint("chat")?.parameter(name)?.isRequired == true
        ? nil : "the spec does not require \"\(name)\""
    }
  }

  /// Specs that give a status for a situation.
  static func situation(_ name: String) -> Condition {
    Condition { spec in
      spec.claim("errors.status")?.value[name] == nil
        ? "the spec gives no status for \"\(name)\"" : nil
    }
  }

  /// Specs that document rate limit fields for every response.
  static let rateLimitFieldsEverywhere = Condition { spec in
    guard let claim = spec.claim("headers.rate-limit") else {
      return "the spec makes no claim \"headers.rate-limit\""
    }
    return claim.value["on"] == "429" ? "the spec documents the fields for 429 alone" : nil
  }
}
