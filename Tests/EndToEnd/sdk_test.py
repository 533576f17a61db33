"""The official `openai` SDK against `assay serve`, for every spec that documents what it needs: what
works with a real provider works here.

Needs the packages `openai` and `pytest` from PyPI and a built assay (environment variable ASSAY).
"""

import base64
import json
import struct
from urllib.parse import urlsplit

import openai
import pydantic
import pytest
from served import served

# What each provider documents, its model, and how it is told the key, where not as a bearer token.
SPECS = {
    "openai": {
        "model": "gpt-4o-mini", "usage": True, "tools": True, "schema": True, "models": True,
        "embeddings": "text-embedding-3-small", "wrong key": True, "unknown model": True,
    },
    "flexai": {
        "model": "Qwen/Qwen2.5-32B-Instruct", "usage": True, "tools": True, "schema": True,
        "models": True, "embeddings": "bge-m3", "wrong key": True, "unknown model": True,
    },
    "flock": {
        "model": "qwen3-30b-a3b-instruct-2507", "usage": True, "models": True,
        "fields": lambda key: {"x-litellm-api-key": key}, "wrong key": True,
    },
    "flowapi": {
        "model": "deepseek-ai/DeepSeek-V3.2", "tools": True, "schema": True, "models": True,
        "embeddings": "Qwen/Qwen3-Embedding-8B", "wrong key": True, "unknown model": True,
    },
    "rag-pat-gateway": {
        "model": "", "tools": True,
        "fields": lambda key: {
            "X-User-ID": "simulated-rag_gateway_user",
            "X-Project-ID": "simulated-rag_gateway_project",
        },
    },
    "model-library": {"model": "gpt-oss-120b", "path": "/api/v1"},
}

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Tells the weather in a city.",
        "strict": True,
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
            "additionalProperties": False,
        },
    },
}


class City(pydantic.BaseModel):
    name: str
    inhabitants: int


@pytest.fixture(params=SPECS, scope="module")
def client(request):
    documented = SPECS[request.param]
    with served(request.param) as (url, key):
        if "path" in documented:
            url = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}{documented['path']}"
        fields = documented.get("fields", lambda key: {})(key)
        with openai.OpenAI(
            base_url=url, api_key=key, max_retries=0, default_headers=fields
        ) as sdk:
            sdk.documented, sdk.model_id = documented, documented["model"]
            yield sdk


@pytest.fixture
def need(client):
    def need(name):
        if name not in client.documented:
            pytest.skip(f"the provider documents no {name}")
        return client.documented[name]

    return need


def ask(text):
    return [{"role": "user", "content": text}]


def test_plain(client):
    answer = client.chat.completions.create(
        model=client.model_id, messages=ask("Say hello."), max_tokens=40
    )
    assert answer.object == "chat.completion"
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content
    assert answer.choices[0].finish_reason in ("stop", "length")
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def test_stream(client):
    text, reasons = "", []
    with client.chat.completions.create(
        model=client.model_id, messages=ask("Count from 1 to 5."), max_tokens=40, stream=True
    ) as stream:
        for chunk in stream:
            for choice in chunk.choices:
                text += choice.delta.content or ""
                if choice.finish_reason:
                    reasons.append(choice.finish_reason)
    assert text
    assert reasons in (["stop"], ["length"])


def test_usage_in_a_stream(client, need):
    need("usage")
    with client.chat.completions.create(
        model=client.model_id,
        messages=ask("Count from 1 to 5."),
        max_tokens=40,
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        usages = [chunk.usage for chunk in stream if chunk.usage]
    assert len(usages) == 1
    assert usages[0].total_tokens == usages[0].prompt_tokens + usages[0].completion_tokens


def test_stream_helper(client):
    with client.chat.completions.stream(
        model=client.model_id, messages=ask("Count from 1 to 5."), max_tokens=40
    ) as stream:
        pieces = [event.delta for event in stream if event.type == "content.delta"]
        completion = stream.get_final_completion()
    assert len(pieces) > 1
    assert "".join(pieces) == completion.choices[0].message.content


def test_token_limit(client):
    answer = client.chat.completions.create(
        model=client.model_id, messages=ask("Tell me a long story."), max_tokens=3
    )
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 3


def test_tools(client, need):
    need("tools")
    messages = ask("What is the weather in Oslo? Use the tool.")
    answer = client.chat.completions.create(
        model=client.model_id, messages=messages, tools=[WEATHER], max_tokens=200
    )
    assert answer.choices[0].finish_reason == "tool_calls"
    call = answer.choices[0].message.tool_calls[0]
    assert call.function.name == "get_weather"
    assert set(json.loads(call.function.arguments)) == {"city"}
    messages += [
        answer.choices[0].message,
        {"role": "tool", "tool_call_id": call.id, "content": "7 degrees, drizzle"},
    ]
    answer = client.chat.completions.create(
        model=client.model_id, messages=messages, tools=[WEATHER], max_tokens=200
    )
    assert answer.choices[0].finish_reason == "stop"
    assert answer.choices[0].message.content


def test_tools_with_the_stream_helper(client, need):
    need("tools")
    with client.chat.completions.stream(
        model=client.model_id,
        messages=ask("What is the weather in Oslo? Use the tool."),
        tools=[WEATHER],
        max_tokens=200,
    ) as stream:
        kinds = {event.type for event in stream}
        completion = stream.get_final_completion()
    assert "tool_calls.function.arguments.delta" in kinds
    assert "tool_calls.function.arguments.done" in kinds
    call = completion.choices[0].message.tool_calls[0]
    assert set(call.function.parsed_arguments) == {"city"}


def test_json_schema(client, need):
    need("schema")
    completion = client.chat.completions.parse(
        model=client.model_id,
        messages=ask("Name a city with its number of inhabitants."),
        response_format=City,
        max_tokens=200,
    )
    assert isinstance(completion.choices[0].message.parsed, City)


def test_embeddings(client, need):
    model = need("embeddings")
    # The SDK asks for base64 where it is not told otherwise, and decodes it.
    coded = client.embeddings.create(model=model, input=["one", "two"])
    plain = client.embeddings.create(model=model, input=["one", "two"], encoding_format="float")
    assert [item.index for item in plain.data] == [0, 1]
    assert plain.data[0].embedding != plain.data[1].embedding
    for left, right in zip(coded.data, plain.data):
        assert left.embedding == pytest.approx(right.embedding, rel=1e-5)


def test_models(client, need):
    need("models")
    assert client.model_id in [model.id for model in client.models.list()]


def test_an_invalid_value_is_a_bad_request(client):
    with pytest.raises((openai.BadRequestError, openai.UnprocessableEntityError)):
        client.chat.completions.create(
            model=client.model_id, messages=ask("Hello."), temperature="hot"
        )


def test_a_wrong_key_is_an_authentication_error(client, need):
    need("wrong key")
    fields = {name: "sk-wrong" for name in client.documented.get("fields", lambda _: {})("")}
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="sk-wrong", default_headers=fields).chat.completions.create(
            model=client.model_id, messages=ask("Hello.")
        )


def test_an_unknown_model_is_an_error_of_the_client(client, need):
    need("unknown model")
    with pytest.raises((openai.NotFoundError, openai.BadRequestError)):
        client.chat.completions.create(model="no-such-model", messages=ask("Hello."))


def test_base64_vectors_are_little_endian_floats(client, need):
    model = need("embeddings")
    raw = client.embeddings.with_raw_response.create(
        model=model, input="one", encoding_format="base64"
    )
    text = json.loads(raw.text)["data"][0]["embedding"]
    if not isinstance(text, str):
        pytest.skip("the provider documents vectors of numbers only")
    numbers = struct.unpack(f"<{len(base64.b64decode(text)) // 4}f", base64.b64decode(text))
    plain = client.embeddings.create(model=model, input="one", encoding_format="float")
    assert list(numbers) == pytest.approx(plain.data[0].embedding, rel=1e-5)
