/// Why a request is refused.
struct Rejection: Error, Sendable, Hashable {
  /// The situations that documentation gives statuses for; the names are those of the claim
  /// `errors.status`.
  enum Situation: String, Sendable, Hashable {
    case invalidRequest = "invalid-request"
    case unauthorized
    case unknownModel = "unknown-model"
    case unknownPath = "unknown-path"
    case wrongMethod = "wrong-method"
    case rateLimit = "rate-limit"
    case contextLength = "context-length"
    case tooLarge = "too-large"
    case serverError = "server-error"

    /// The status where a spec is silent.
    var usualStatus: Int {
      switch self {
      case .invalidRequest, .contextLength: 400
      case .unauthorized: 401
      case .unknownModel, .unknownPath: 404
      case .wrongMethod: 405
      case .tooLarge: 413
      case .rateLimit: 429
      case .serverError: 500
      }
    }

    /// The error type where a spec is silent.
    var usualType: String {
      switch self {
      case .unauthorized: "authentication_error"
      case .rateLimit: "rate_limit_error"
      case .serverError: "server_error"
      default: "invalid_request_error"
      }
    }

    /// The error code where a spec is silent, `nil` for none.
    var usualCode: String? {
      switch self {
      case .invalidRequest, .serverError: nil
      case .unauthorized: "invalid_api_key"
      case .unknownModel: "model_not_found"
      case .unknownPath: "unknown_url"
      case .wrongMethod: "method_not_allowed"
      case .rateLimit: "rate_limit_exceeded"
      case .contextLength: "context_length_exceeded"
      case .tooLarge: "request_too_large"
      }
    }
  }

  var situation: Situation
  /// The parameter at fault, `nil` where it is none.
  var parameter: String?
  /// The sentence for the client's author.
  var message: String
  /// The status; `nil` for the documented one.
  var status: Int?

  init(_ situation: Situation, parameter: String? = nil, _ message: String, status: Int? = nil) {
    self.situation = situation
    self.parameter = parameter
    self.message = message
    self.status = status
  }
}
