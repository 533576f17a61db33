#!/usr/bin/env python3
"""Writes what the fuzzer begins with: the cases of the corpora as single files, and a dictionary.

    seeds.py json|event-stream|schema DIRECTORY DICTIONARY
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


# What inputs are made of, which random bytes would take long to come upon.
JSON_WORDS = [
    '"', "\\", "\\u", "\\ud83d\\ude00", "\\ud800", "{", "}", "[", "]", ",", ":", '"a":', "null", "true",
    "false", "NaN", "-Infinity", "-", "0.", "1e", "e+", "9007199254740993", "9223372036854775807",
    "1152921504606846976", "//", "/*", "\ufeff", "\u00e9", "\u2028", "\U0001f600",
]
STREAM_WORDS = [
    "data", "data:", "data: ", "id:", "event:", "retry:", ":", "\n", "\r", "\r\n", "\n\n", "\0",
    "\ufeff", "\u00e9", "\u2028", "\U0001f600", "[DONE]", "12345678",
]
SCHEMA_WORDS = JSON_WORDS + [f'"{word}":' for word in """
    $schema $id $anchor $ref $dynamicRef $dynamicAnchor $defs $vocabulary allOf anyOf oneOf not if then
    else properties patternProperties additionalProperties propertyNames dependentSchemas
    dependentRequired dependencies prefixItems items additionalItems contains minContains maxContains
    unevaluatedItems unevaluatedProperties type enum const multipleOf maximum exclusiveMaximum minimum
    exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties
    minProperties required format contentSchema""".split()] + [f'"{word}"' for word in """
    # #/$defs/a #a / http://a/b https://json-schema.org/draft/2020-12/schema
    http://json-schema.org/draft-07/schema# string number integer object array boolean null
    date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri
    iri-reference uuid uri-template json-pointer relative-json-pointer regex""".split()] + [
    "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<a>", "\\\\k<a>", "\\\\1", "\\\\p{L}", "\\\\b", "\\\\d", "[^",
    "{2,3}", "{1000}", "*?", "|", "^", "$", "xn--", "%41", "::", "T00:00:00Z", "-02-30", "\u0301",
]


def schema_pairs():
    """The cases of the corpus, which is written as the official suite is."""
    for path in sorted((ROOT / "fixtures/json-schema").glob("*.json")):
        for group in json.loads(path.read_text()):
            for test in group["tests"]:
                yield group["schema"], test["data"]


def quoted(word):
    """A word as a line of a dictionary."""
    return '"' + "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode()) + '"'


def main():
    target, directory = sys.argv[1], pathlib.Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    if target == "json":
        inputs, words = [seed for seed in cases("json") if len(seed) < 8192], JSON_WORDS
    elif target == "event-stream":
        inputs = [
            bytes([limit, 0x53]) + seed for seed in cases("event-streams") for limit in (1, 9, 255)]
        words = STREAM_WORDS
    else:
        inputs = [json.dumps(pair).encode() for pair in [*SCHEMAS, *schema_pairs()]]
        words = SCHEMA_WORDS
    for data in inputs:
        (directory / hashlib.sha1(data).hexdigest()).write_bytes(data)
    pathlib.Path(sys.argv[3]).write_text("".join(quoted(word) + "\n" for word in words))


if __name__ == "__main__":
    main()
