extension JSONVocabulary {
  /// Member names, and some values, of chat completions, their streams, their requests and errors,
  /// of model lists, and of JSON Schema.
  static let chatTexts: [String] = [
    // Completions and chunks.
    "id", "object", "created", "model", "choices", "index", "delta", "message", "content", "role",
    "finish_reason", "stop_reason", "native_finish_reason", "matched_stop", "logprobs", "usage",
    "system_fingerprint", "service_tier", "refusal", "annotations", "audio", "provider", "text",
    "reasoning", "reasoning_content", "reasoning_details", "tool_calls", "tool_call_id",
    "function_call", "function", "name", "arguments", "type", "token", "token_ids", "logprob",
    "bytes", "top_logprobs", "prompt_token_ids", "prompt_logprobs", "kv_transfer_params",
    "content_filter_results", "prompt_filter_results", "content_filter_offsets", "prompt_index",
    "filtered", "severity", "hate", "self_harm", "sexual", "violence", "obfuscation", "x_groq",
    "timings", "stop_sequence",
    // Usage.
    "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details",
    "completion_tokens_details", "cached_tokens", "audio_tokens", "reasoning_tokens",
    "accepted_prediction_tokens", "rejected_prediction_tokens", "prompt_time", "completion_time",
    "total_time", "queue_time", "prompt_cache_hit_tokens", "prompt_cache_miss_tokens", "cost",
    // Errors and lists.
    "error", "code", "param", "status", "detail", "data", "first_id", "last_id", "has_more",
    "owned_by", "permission", "root", "parent", "max_model_len", "context_length", "description",
    "pricing", "prompt", "completion", "metadata", "created_at",
    // Requests.
    "messages", "stream", "stream_options", "include_usage", "temperature", "top_p", "top_k", "n",
    "stop", "seed", "max_tokens", "max_completion_tokens", "presence_penalty", "frequency_penalty",
    "logit_bias", "tools", "tool_choice", "parallel_tool_calls", "response_format", "json_schema",
    "schema", "strict", "user", "image_url", "url", "parameters", "reasoning_effort",
    // JSON Schema.
    "properties", "required", "additionalProperties", "items", "enum", "const", "default",
    "minimum", "maximum", "title", "format", "anyOf", "oneOf", "allOf", "$ref", "$defs",
    // Values.
    "chat.completion", "chat.completion.chunk", "text_completion", "assistant", "system", "tool",
    "length", "content_filter", "list", "string", "integer", "number", "boolean", "array",
  ]
}
