public import Conformance
import WireFormats

extension HTTPRequest {
  /// What identifies a request among recordings, as a SHA-256 in hexadecimal: method, target,
  /// `Accept` and `Content-Type`, and the body, a JSON body in canonical form. Server and
  /// authentication do not count, so that a recording serves whoever replays it.
  ///
  /// A body with duplicate members or other anomalies counts byte by byte, for these are what a
  /// probe may be about.
  public var replayHash: String {
    var text = "\(method)\n\(target)\n"
    for name in ["Accept", "Content-Type"] {
      text += fields.all(named: name).joined(separator: ", ") + "\n"
    }
    return Digest.sha256(Array(text.utf8) + canonicalBody)
  }

  private var canonicalBody: [UInt8] {
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: body)
      return document.anomalies.isEmpty ? Array(document.value.canonical().utf8) : body
    } catch {
      // Not JSON: the bytes speak for themselves.
      return body
    }
  }
}
