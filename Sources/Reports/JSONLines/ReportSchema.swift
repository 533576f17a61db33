/// The JSON Schema of a run report.
public enum ReportSchema {
  /// The schema (draft 2020-12) that every line of a report satisfies. That the first line is the
  /// header and the last the footer, and that its counts are right, no schema can say. Its `$id` ends
  /// with ``RunReportCodec/version``.
  public static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:assay:report:1",
      "title": "One line of an assay run report, version 1",
      "oneOf": [
        {"$ref": "#/$defs/header"},
        {"$ref": "#/$defs/result"},
        {"$ref": "#/$defs/footer"}
      ],
      "$defs": {
        "header": {
          "description": "The first line: what the run was.",
          "type": "object",
          "required": [
            "type", "format", "version", "spec", "title", "specFile", "specDigest", "model", "mode",
            "profile", "tool", "command", "strict"
          ],
          "additionalProperties": false,
          "properties": {
            "type": {"const": "header"},
            "format": {"const": "assay-report"},
            "version": {"const": 1},
            "spec": {"type": "string", "description": "The spec's id."},
            "title": {"type": "string", "description": "The provider's name."},
            "specFile": {"type": "string"},
            "specDigest": {"type": "string", "description": "SHA-256 in hex."},
            "model": {"type": "string"},
            "mode": {"enum": ["live", "simulated", "replayed", "judged"]},
            "profile": {"$ref": "#/$defs/profile"},
            "tool": {"type": "string", "description": "The version of assay."},
            "command": {"type": "string"},
            "timestamp": {
              "type": "string",
              "description": "When the run began, ISO 8601 UTC; left out where the report is to be the same every time."
            },
            "strict": {"type": "boolean", "description": "Whether a warning is a failure."}
          }
        },
        "result": {
          "description": "What one probe came to, with all that was sent and received.",
          "type": "object",
          "required": ["type", "id", "standing", "verdict", "probe"],
          "additionalProperties": false,
          "properties": {
            "type": {"const": "result"},
            "id": {"type": "string", "description": "The probe's stable id."},
            "standing": {
              "$ref": "#/$defs/standing",
              "description": "The verdict, or known-deviation where the baseline covers it."
            },
            "verdict": {
              "enum": ["pass", "fail", "warn", "unsupported", "inconclusive", "error", "skip"]
            },
            "kind": {"$ref": "#/$defs/kind"},
            "reason": {"type": "string"},
            "findings": {
              "description": "The gravest first.",
              "type": "array", "items": {"$ref": "#/$defs/finding"}
            },
            "samples": {
              "type": "object",
              "required": ["passed", "total"],
              "additionalProperties": false,
              "properties": {"passed": {"$ref": "#/$defs/count"}, "total": {"$ref": "#/$defs/count"}}
            },
            "knownDeviation": {"$ref": "#/$defs/deviation"},
            "probe": {"$ref": "#/$defs/probe"},
            "attempts": {"type": "array", "items": {"$ref": "#/$defs/attempt"}}
          }
        },
        "footer": {
          "description": "The last line. Without it, a report is not whole.",
          "type": "object",
          "required": ["type", "results", "counts", "stale", "interrupted", "outcome", "exitCode"],
          "additionalProperties": false,
          "properties": {
            "type": {"const": "footer"},
            "results": {"$ref": "#/$defs/count", "description": "How many result lines there are."},
            "counts": {
              "description": "How many results stand how.",
              "type": "object",
              "propertyNames": {"$ref": "#/$defs/standing"},
              "additionalProperties": {"$ref": "#/$defs/count"},
              "minProperties": 8
            },
            "stale": {
              "description": "Known deviations that no longer occur.",
              "type": "array", "items": {"$ref": "#/$defs/deviation"}
            },
            "interrupted": {"type": "boolean"},
            "outcome": {"enum": ["conforms", "deviates", "incomplete", "interrupted"]},
            "exitCode": {"enum": [0, 1, 2, 130]}
          }
        },
        "count": {"type": "integer", "minimum": 0},
        "level": {"enum": ["must", "should", "may"]},
        "profile": {"enum": ["smoke", "standard", "full"]},
        "standing": {
          "enum": [
            "fail", "error", "warn", "known-deviation", "inconclusive", "unsupported", "pass", "skip"
          ]
        },
        "kind": {
          "enum": [
            "malformed", "wrong-value", "silently-ignored", "wrongly-rejected", "wrongly-accepted"
          ]
        },
        "bytes": {
          "description": "Bytes: as text where they are UTF-8, else in base64.",
          "oneOf": [
            {
              "type": "object", "required": ["text"], "additionalProperties": false,
              "properties": {"text": {"type": "string"}}
            },
            {
              "type": "object", "required": ["base64"], "additionalProperties": false,
              "properties": {"base64": {"type": "string", "pattern": "^[A-Za-z0-9+/]*={0,2}$"}}
            }
          ]
        },
        "fields": {
          "description": "Field lines in order, duplicates kept: name and value.",
          "type": "array",
          "items": {
            "type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}],
            "items": false, "minItems": 2
          }
        },
        "deviation": {
          "type": "object",
          "required": ["probe", "check", "reason"],
          "additionalProperties": false,
          "properties": {
            "probe": {"type": "string"}, "check": {"type": "string"}, "reason": {"type": "string"},
            "link": {"type": "string"}, "expires": {"type": "string"}
          }
        },
        "citation": {
          "type": "object",
          "required": ["title", "provenance"],
          "additionalProperties": false,
          "properties": {
            "title": {"type": "string"}, "url": {"type": "string"}, "section": {"type": "string"},
            "read": {"type": "string"},
            "provenance": {"enum": ["page", "provider", "third-party", "inferred", "standard"]}
          }
        },
        "finding": {
          "type": "object",
          "required": [
            "check", "level", "kind", "place", "expected", "actual", "consequence", "source"
          ],
          "additionalProperties": false,
          "properties": {
            "check": {"type": "string"},
            "level": {"$ref": "#/$defs/level"},
            "kind": {"$ref": "#/$defs/kind"},
            "place": {
              "type": "object",
              "required": ["step"],
              "additionalProperties": false,
              "properties": {
                "step": {"type": "string"},
                "attempt": {
                  "type": "integer", "minimum": 1,
                  "description": "Given where it is not the last attempt at the step."
                },
                "offset": {
                  "$ref": "#/$defs/count", "description": "In bytes of the decoded body."
                },
                "event": {"$ref": "#/$defs/count", "description": "Zero-based."},
                "pointer": {"type": "string", "description": "A JSON Pointer."},
                "field": {"type": "string", "description": "The response field, lower case."}
              }
            },
            "expected": {"type": "string"}, "actual": {"type": "string"},
            "consequence": {"type": "string"}, "claim": {"type": "string"},
            "source": {"$ref": "#/$defs/citation"},
            "entails": {"type": "array", "items": {"type": "string"}}
          }
        },
        "probe": {
          "type": "object",
          "required": ["title", "level", "profile", "steps", "dependsOnSampling", "location", "cost"],
          "additionalProperties": false,
          "properties": {
            "title": {"type": "string"},
            "claims": {"type": "array", "items": {"type": "string"}},
            "level": {"$ref": "#/$defs/level"},
            "profile": {"$ref": "#/$defs/profile"},
            "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
            "checks": {
              "type": "array",
              "items": {
                "type": "object", "required": ["check", "arguments"], "additionalProperties": false,
                "properties": {"check": {"type": "string"}, "arguments": true}
              }
            },
            "prerequisites": {"type": "array", "items": {"type": "string"}},
            "dependsOnSampling": {"type": "boolean"},
            "location": {
              "type": "object",
              "required": ["file", "line", "column", "pointer"],
              "additionalProperties": false,
              "properties": {
                "file": {"type": "string"}, "line": {"type": "integer"},
                "column": {"type": "integer"}, "pointer": {"type": "string"}
              }
            },
            "cost": {
              "type": "object",
              "required": ["requests", "promptTokens", "outputTokens"],
              "additionalProperties": {"type": "integer"}
            }
          }
        },
        "step": {
          "type": "object",
          "required": ["name", "endpoint", "credentials", "expectation"],
          "additionalProperties": false,
          "properties": {
            "name": {"type": "string"}, "endpoint": {"type": "string"},
            "method": {"type": "string"}, "path": {"type": "string"},
            "pathModel": {"type": "string"},
            "body": {
              "type": "object", "minProperties": 1, "maxProperties": 1,
              "additionalProperties": false,
              "properties": {"json": true, "raw": {"$ref": "#/$defs/bytes"}}
            },
            "fields": {
              "type": "array",
              "items": {
                "type": "array",
                "prefixItems": [{"type": "string"}, {"type": ["string", "null"]}],
                "items": false, "minItems": 2
              }
            },
            "credentials": {"enum": ["valid", "absent", "wrong"]},
            "expectation": {
              "type": "object",
              "required": ["kind"],
              "additionalProperties": false,
              "properties": {
                "kind": {"enum": ["accepted", "rejected", "any", "unknown"]},
                "level": {"$ref": "#/$defs/level"},
                "orRefused": {"type": "boolean"},
                "statuses": {"type": "array", "items": {"type": "integer"}}
              }
            }
          }
        },
        "attempt": {
          "type": "object",
          "required": ["step", "number"],
          "additionalProperties": false,
          "properties": {
            "step": {"type": "string"},
            "number": {"type": "integer", "minimum": 1},
            "exchange": {"$ref": "#/$defs/exchange"},
            "failure": {
              "type": "object",
              "required": ["kind", "message"],
              "additionalProperties": false,
              "properties": {"kind": {"type": "string"}, "message": {"type": "string"}}
            }
          }
        },
        "head": {
          "type": "object",
          "required": ["version", "status", "reason"],
          "additionalProperties": false,
          "properties": {
            "version": {"type": "string"}, "status": {"type": "integer"},
            "reason": {"type": "string"}, "fields": {"$ref": "#/$defs/fields"}
          }
        },
        "exchange": {
          "description": "What went over the wire for one request, unrepaired but for secrets.",
          "type": "object",
          "required": ["request", "body", "reads", "ending", "totalMilliseconds", "startedAt"],
          "additionalProperties": false,
          "properties": {
            "request": {
              "type": "object",
              "required": ["method", "origin", "target", "body"],
              "additionalProperties": false,
              "properties": {
                "method": {"type": "string"}, "origin": {"type": "string"},
                "target": {"type": "string"}, "fields": {"$ref": "#/$defs/fields"},
                "body": {"$ref": "#/$defs/bytes"}
              }
            },
            "interim": {"type": "array", "items": {"$ref": "#/$defs/head"}},
            "response": {"$ref": "#/$defs/head"},
            "body": {"$ref": "#/$defs/bytes"},
            "reads": {
              "description": "When the body came: milliseconds from the request, and byte count.",
              "type": "array",
              "items": {
                "type": "array", "prefixItems": [{"type": "number"}, {"$ref": "#/$defs/count"}],
                "items": false, "minItems": 2
              }
            },
            "trailers": {"$ref": "#/$defs/fields"},
            "irregularities": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["kind", "offset", "detail"],
                "additionalProperties": false,
                "properties": {
                  "kind": {"type": "string"}, "offset": {"type": "integer"},
                  "detail": {"type": "string"}
                }
              }
            },
            "ending": {
              "type": "object",
              "required": ["kind"],
              "additionalProperties": false,
              "properties": {
                "kind": {
                  "enum": ["complete", "closedEarly", "reset", "timedOut", "tooLarge", "malformed"]
                },
                "limit": {"enum": ["firstByte", "silence", "whole"]},
                "bytes": {"$ref": "#/$defs/count"}
              }
            },
            "firstByteMilliseconds": {"type": "number"},
            "totalMilliseconds": {"type": "number"},
            "startedAt": {
              "type": "number", "description": "Milliseconds since 1970-01-01 UTC; 0 where unknown."
            }
          }
        }
      }
    }

    """#
}
