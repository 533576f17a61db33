import Conformance
import JSONSchema
import WireFormats

extension SpecLinter {
  /// Adds where a file breaks its meta-schema, unless that place is reported already: the readers
  /// say the same in better words.
  func addViolations(of path: String, in root: SpecNode, to problems: SpecProblems) {
    guard let bytes = library.files[path] else { return }
    do {
      let meta = try SpecFile(parsing: bytes, name: "specs/" + path)
      let schema = try Schema(compiling: meta.value, baseURI: "specs:///" + path)
      let known = problems.errors
      var seen: Set<JSONPointer> = []
      for violation in schema.violations(in: root.value) {
        let place = place(of: violation, in: root.value)
        let error = SpecError(
          location: root.file.location(of: place),
          what: "expected \(violation.expected), got \(violation.actual)",
          fix: fix(for: violation, in: meta.value))
        guard seen.insert(place).inserted, !known.contains(where: { Self.isNear($0, error) }) else {
          continue
        }
        problems.add(error)
      }
    } catch let error as SpecError {
      problems.add(error)
    } catch {
      problems.add(
        SpecError(
          location: SourceLocation(
            file: "specs/" + path, line: 1, column: 1, pointer: JSONPointer()),
          what: "the meta-schema cannot be used: \(error)", fix: "correct it at that place"))
    }
  }

  /// Whether two problems are about one place, or one is about the other's parent.
  static func isNear(_ one: SpecError, _ other: SpecError) -> Bool {
    guard one.location.file == other.location.file else { return false }
    let left = one.location.pointer.tokens
    let right = other.location.pointer.tokens
    return left == right || Array(left.dropLast()) == right || left == Array(right.dropLast())
  }

  /// Where to look: a name that cannot stand in an object is a place of its own.
  private func place(of violation: SchemaViolation, in value: JSONValue) -> JSONPointer {
    let place = violation.instanceLocation
    guard violation.keywordLocation.tokens.dropLast().last == "propertyNames",
      let name = value[place]?.object?.names.first(where: {
        JSONValue.string($0).serialized() == violation.actual
      })
    else { return place }
    return place.appending(name)
  }

  /// How to mend it: the word that was probably meant, all words where the message has room for some
  /// only, or the meta-schema's own word on the place, which is the nearest description around the
  /// broken keyword.
  private func fix(for violation: SchemaViolation, in meta: JSONValue) -> String {
    var description: String?
    var schema = meta
    for token in violation.keywordLocation.tokens {
      if token == "$ref", let target = schema["$ref"]?.string {
        guard let pointer = JSONPointer(parsing: String(target.drop { $0 == "#" })),
          let found = meta[pointer]
        else { break }
        schema = found
      } else if let member = schema[token] {
        schema = member
      } else if let index = JSONPointer.arrayIndex(token), let item = schema[index] {
        schema = item
      } else {
        break
      }
      description = schema["description"]?.string ?? description
    }
    if violation.keyword == "enum", let words = schema.array?.compactMap(\.string), !words.isEmpty {
      if let near = words.first(where: { isNearly($0, violation.actual) }) {
        return "did you mean \"\(near)\"?"
      }
      // The message itself has room for a dozen.
      if words.count > 12 {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return "write one of \(list)" + (description.map { ". \($0)" } ?? "")
      }
    }
    return description ?? "see the format's description in specs/schema"
  }

  /// Whether a word is what was probably meant by one that was written, quotation marks and all.
  private func isNearly(_ word: String, _ actual: String) -> Bool {
    let written = String(actual.drop { $0 == "\"" }.prefix { $0 != "\"" })
    return Spelling.nearest(to: written, among: [word]) != nil
  }
}
