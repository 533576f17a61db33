import WireFormats

/// The meta-schemas of draft 2020-12 (JSON Schema core section 3 and validation section 3), which
/// any schema may refer to without being given them: what they assert, without their annotations.
enum MetaSchemas {
  /// Whether a URI is that of the draft's own dialect.
  static func isStandardDialect(_ uri: String) -> Bool { uri == dialect }

  /// The document of that URI, or `nil`.
  static func document(_ uri: String) -> JSONValue? {
    guard uri.hasPrefix(base) else { return nil }
    return documents[String(uri.dropFirst(base.count))]
  }

  private static let base = "https://json-schema.org/draft/2020-12/"
  private static let dialect = base + "schema"

  private static let documents: [String: JSONValue] = [
    "schema": schema,
    "meta/core": vocabulary("core", coreProperties, definitions: coreDefinitions),
    "meta/applicator": vocabulary(
      "applicator", applicatorProperties,
      definitions: ["schemaArray": ["type": "array", "minItems": 1, "items": subschema]]),
    "meta/unevaluated": vocabulary(
      "unevaluated", ["unevaluatedItems": subschema, "unevaluatedProperties": subschema]),
    "meta/validation": vocabulary(
      "validation", validationProperties, definitions: validationDefinitions),
    "meta/meta-data": vocabulary(
      "meta-data",
      [
        "title": text, "description": text, "deprecated": flag, "readOnly": flag,
        "writeOnly": flag, "examples": ["type": "array"],
      ]),
    "meta/format-annotation": vocabulary("format-annotation", ["format": text]),
    "meta/format-assertion": vocabulary("format-assertion", ["format": text]),
    "meta/content": vocabulary(
      "content",
      ["contentEncoding": text, "contentMediaType": text, "contentSchema": subschema]),
  ]

  private static let subschema: JSONValue = ["$dynamicRef": "#meta"]
  private static let subschemas: JSONValue = [
    "type": "object", "additionalProperties": subschema,
  ]
  private static let text: JSONValue = ["type": "string"]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let number: JSONValue = ["type": "number"]

  private static func definition(_ name: String) -> JSONValue {
    ["$ref": .string("#/$defs/" + name)]
  }

  private static func vocabulary(
    _ name: String, _ properties: JSONValue, definitions: JSONValue? = nil
  ) -> JSONValue {
    var schema: JSONObject = JSONObject([
      .init(name: "$schema", value: .string(dialect)),
      .init(name: "$id", value: .string(base + "meta/" + name)),
      .init(name: "$dynamicAnchor", value: "meta"),
      .init(name: "type", value: ["object", "boolean"]),
      .init(name: "properties", value: properties),
    ])
    schema["$defs"] = definitions
    return .object(schema)
  }

  private static let vocabularies = [
    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content",
  ]

  private static let schema: JSONValue = [
    "$schema": .string(dialect),
    "$id": .string(dialect),
    "$vocabulary": .object(
      JSONObject(vocabularies.map { .init(name: base + "vocab/" + $0, value: true) })),
    "$dynamicAnchor": "meta",
    "allOf": .array(vocabularies.map { ["$ref": .string("meta/" + $0)] }),
    "type": ["object", "boolean"],
    "properties": [
      "definitions": subschemas,
      "dependencies": [
        "type": "object",
        "additionalProperties": [
          "anyOf": [subschema, ["$ref": "meta/validation#/$defs/stringArray"]]
        ],
      ],
      "$recursiveAnchor": ["$ref": "meta/core#/$defs/anchorString"],
      "$recursiveRef": ["$ref": "meta/core#/$defs/uriReferenceString"],
    ],
  ]

  private static let coreProperties: JSONValue = [
    "$id": ["$ref": "#/$defs/uriReferenceString", "pattern": "^[^#]*#?$"],
    "$schema": definition("uriString"),
    "$ref": definition("uriReferenceString"),
    "$anchor": definition("anchorString"),
    "$dynamicRef": definition("uriReferenceString"),
    "$dynamicAnchor": definition("anchorString"),
    "$vocabulary": [
      "type": "object", "propertyNames": definition("uriString"), "additionalProperties": flag,
    ],
    "$comment": text,
    "$defs": subschemas,
  ]

  private static let coreDefinitions: JSONValue = [
    "anchorString": ["type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"],
    "uriString": ["type": "string", "format": "uri"],
    "uriReferenceString": ["type": "string", "format": "uri-reference"],
  ]

  private static let applicatorProperties: JSONValue = [
    "prefixItems": definition("schemaArray"),
    "items": subschema,
    "contains": subschema,
    "additionalProperties": subschema,
    "properties": subschemas,
    "patternProperties": [
      "type": "object", "additionalProperties": subschema, "propertyNames": ["format": "regex"],
    ],
    "dependentSchemas": subschemas,
    "propertyNames": subschema,
    "if": subschema,
    "then": subschema,
    "else": subschema,
    "allOf": definition("schemaArray"),
    "anyOf": definition("schemaArray"),
    "oneOf": definition("schemaArray"),
    "not": subschema,
  ]

  private static let validationProperties: JSONValue = [
    "type": [
      "anyOf": [
        definition("simpleTypes"),
        [
          "type": "array", "items": definition("simpleTypes"), "minItems": 1, "uniqueItems": true,
        ],
      ]
    ],
    "const": true,
    "enum": ["type": "array", "items": true],
    "multipleOf": ["type": "number", "exclusiveMinimum": 0],
    "maximum": number,
    "exclusiveMaximum": number,
    "minimum": number,
    "exclusiveMinimum": number,
    "maxLength": definition("nonNegativeInteger"),
    "minLength": definition("nonNegativeInteger"),
    "pattern": ["type": "string", "format": "regex"],
    "maxItems": definition("nonNegativeInteger"),
    "minItems": definition("nonNegativeInteger"),
    "uniqueItems": flag,
    "maxContains": definition("nonNegativeInteger"),
    "minContains": definition("nonNegativeInteger"),
    "maxProperties": definition("nonNegativeInteger"),
    "minProperties": definition("nonNegativeInteger"),
    "required": definition("stringArray"),
    "dependentRequired": [
      "type": "object", "additionalProperties": definition("stringArray"),
    ],
  ]

  private static let validationDefinitions: JSONValue = [
    "nonNegativeInteger": ["type": "integer", "minimum": 0],
    "nonNegativeIntegerDefault0": definition("nonNegativeInteger"),
    "simpleTypes": [
      "enum": ["array", "boolean", "integer", "null", "number", "object", "string"]
    ],
    "stringArray": ["type": "array", "items": text, "uniqueItems": true],
  ]
}
