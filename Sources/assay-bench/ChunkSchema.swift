/// A JSON Schema (draft 2020-12) for a chunk of a streamed chat completion.
enum ChunkSchema {
  static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": ["id", "object", "created", "model", "choices"],
      "properties": {
        "id": {"type": "string", "minLength": 1},
        "object": {"const": "chat.completion.chunk"},
        "created": {"type": "integer", "minimum": 0},
        "model": {"type": "string", "minLength": 1},
        "system_fingerprint": {"type": ["string", "null"]},
        "service_tier": {"type": ["string", "null"]},
        "choices": {"type": "array", "items": {"$ref": "#/$defs/choice"}},
        "usage": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/usage"}]}
      },
      "$defs": {
        "choice": {
          "type": "object",
          "required": ["index", "delta", "finish_reason"],
          "properties": {
            "index": {"type": "integer", "minimum": 0, "maximum": 127},
            "delta": {
              "type": "object",
              "properties": {
                "role": {"enum": ["assistant", "tool", "system", "user"]},
                "content": {"type": ["string", "null"]},
                "refusal": {"type": ["string", "null"]},
                "tool_calls": {"type": "array", "items": {"$ref": "#/$defs/toolCall"}}
              }
            },
            "logprobs": {"type": ["object", "null"]},
            "finish_reason": {
              "enum": ["stop", "length", "tool_calls", "content_filter", "function_call", null]
            }
          }
        },
        "toolCall": {
          "type": "object",
          "required": ["index"],
          "properties": {
            "index": {"type": "integer", "minimum": 0},
            "id": {"type": "string"},
            "type": {"const": "function"},
            "function": {
              "type": "object",
              "properties": {"name": {"type": "string"}, "arguments": {"type": "string"}}
            }
          }
        },
        "usage": {
          "type": "object",
          "required": ["prompt_tokens", "completion_tokens", "total_tokens"],
          "properties": {
            "prompt_tokens": {"type": "integer", "minimum": 0},
            "completion_tokens": {"type": "integer", "minimum": 0},
            "total_tokens": {"type": "integer", "minimum": 0}
          }
        }
      }
    }
    """
}
