import Conformance

/// An origin for exchanges that never touch a network.
let anyOrigin: HTTPOrigin = {
  guard let origin = HTTPOrigin(parsing: "https://api.example") else {
    preconditionFailure("the URL is written right")
  }
  return origin
}()
