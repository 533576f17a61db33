import JSONSchema
import WireFormats

/// Reads what models write as JSON.
enum JSONText {
  /// The value of a text that is one JSON text, else `nil`.
  static func value(of text: String) -> JSONValue? {
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: Array(text.utf8)).value
    } catch {
      return nil
    }
  }

  /// The first place at which a value breaks a schema; `nil` where it keeps it, or where the schema
  /// is none.
  static func violation(of value: JSONValue, schema: JSONValue) -> SchemaViolation? {
    do throws(SchemaError) {
      return try Schema(compiling: schema).violations(in: value).first
    } catch {
      return nil
    }
  }
}
