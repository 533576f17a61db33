#!/usr/bin/env python3
"""Writes the cases of the corpora as single files, for the fuzzer to begin with.

    seeds.py json|event-stream|schema DIRECTORY
"""

import hashlib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cases(folder):
    for path in sorted((ROOT / "fixtures" / folder).glob("*.json")):
        for case in json.loads(path.read_text())["cases"]:
            if "text" in case:
                yield case["text"].encode()
            elif "hex" in case:
                yield bytes.fromhex(case["hex"])
            else:
                yield b"".join(p["text"].encode() * p["times"] for p in case["parts"])


SCHEMAS = [
    ({"type": "integer", "minimum": 0, "exclusiveMaximum": 3.5, "multipleOf": 0.1}, 2.0),
    ({"enum": [1, "a", None, {"b": []}]}, {"b": []}),
    ({"type": ["string", "null"], "minLength": 1, "maxLength": 3, "pattern": "^(a|b+)?[c-e]*$"}, "bcd"),
    ({"$defs": {"n": {"properties": {"next": {"$ref": "#/$defs/n"}}}}, "$ref": "#/$defs/n"},
     {"next": {"next": {}}}),
    ({"items": {"type": "number"}, "prefixItems": [True], "contains": {"const": 2}, "uniqueItems": True},
     ["x", 1, 2]),
    ({"properties": {"a": {}}, "patternProperties": {"^x": False}, "required": ["a"],
      "additionalProperties": False, "propertyNames": {"maxLength": 2}}, {"a": 1, "b": 2}),
    ({"allOf": [{"anyOf": [True, False]}, {"oneOf": [{"not": {}}, {}]}], "unevaluatedProperties": False},
     {"z": 0}),
    ({"if": {"type": "object"}, "then": {"dependentRequired": {"a": ["b"]}}, "else": False}, {"a": 1}),
    ({"format": "date-time"}, "2026-01-01T00:00:00Z"), ({"format": "uri"}, "http://a/b?c#d"),
    ({"format": "idn-hostname"}, "b\u00fccher.example"), ({"format": "regex"}, "(?<a>x)\\k<a>"),
    ({"$dynamicAnchor": "t", "properties": {"c": {"$dynamicRef": "#t"}}}, {"c": {"c": 1}}),
    ({"unevaluatedItems": False, "prefixItems": [{}], "contains": {"type": "string"}}, [1, "a"]),
]


def main():
    target, directory = sys.argv[1], pathlib.Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    if target == "json":
        inputs = [seed for seed in cases("json") if len(seed) < 8192]
    elif target == "event-stream":
        inputs = [bytes([limit, 0x53]) + seed for seed in cases("event-streams") for limit in (9, 255)]
    else:
        inputs = [json.dumps(pair).encode() for pair in SCHEMAS]
    for data in inputs:
        (directory / hashlib.sha1(data).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main()
