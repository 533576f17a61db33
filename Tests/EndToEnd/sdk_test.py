"""The official `openai` SDK against `assay serve`: what works with a real provider works here.

Needs the packages `openai` and `pytest` from PyPI and a built assay (environment variable ASSAY).
"""

import openai
import pytest
from served import served

SPECS = {
    "flexai": "Qwen/Qwen2.5-32B-Instruct",
}


@pytest.fixture(params=SPECS, scope="module")
def client(request):
    with served(request.param) as (url, key):
        with openai.OpenAI(base_url=url, api_key=key, max_retries=0) as sdk:
            sdk.spec, sdk.model_id = request.param, SPECS[request.param]
            yield sdk


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
    text, reasons, usage = "", [], None
    with client.chat.completions.create(
        model=client.model_id,
        messages=ask("Count from 1 to 5."),
        max_tokens=40,
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        for chunk in stream:
            usage = chunk.usage or usage
            for choice in chunk.choices:
                text += choice.delta.content or ""
                if choice.finish_reason:
                    reasons.append(choice.finish_reason)
    assert text
    assert reasons in (["stop"], ["length"])
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_token_limit(client):
    answer = client.chat.completions.create(
        model=client.model_id, messages=ask("Tell me a long story."), max_tokens=3
    )
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 3


def test_refusals_raise_the_right_exceptions(client):
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(
            model=client.model_id, messages=ask("Hello."), temperature=7
        )
    with pytest.raises(openai.AuthenticationError):
        client.with_options(api_key="sk-wrong").chat.completions.create(
            model=client.model_id, messages=ask("Hello.")
        )
    with pytest.raises((openai.NotFoundError, openai.BadRequestError)):
        client.chat.completions.create(model="no-such-model", messages=ask("Hello."))
