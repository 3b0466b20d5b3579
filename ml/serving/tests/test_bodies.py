import json

import pytest

from ml.serving.container.bodies import MAX_BODY_BYTES, parse_request
from ml.serving.container.errors import RequestError
from ml.serving.container.requests import ChatRequest

HELLO = ({"role": "user", "content": "Hello"},)


def parse(content_type="application/json", **fields):
    return parse_request(json.dumps(fields).encode(), content_type, max_tokens=512)


def chat(**fields):
    return parse(messages=list(HELLO), **fields)


def refusal(call, *args, **fields):
    with pytest.raises(RequestError) as caught:
        call(*args, **fields)
    assert caught.value.body()["error"]["code"] == caught.value.status
    return caught.value.status, str(caught.value)


def test_it_works():
    assert chat(temperature=0, seed=7, stop="END", stream=True, model="ours", n=1) == ChatRequest(
        messages=HELLO, max_tokens=512, temperature=0.0, seed=7, stop=("END",), is_streamed=True
    )


def test_parts_and_developer_messages_are_read():
    parts = [{"type": "text", "text": "Hel"}, {"type": "text", "text": "lo"}]
    request = parse(messages=[{"role": "developer", "content": "Be brief."}, {"role": "user", "content": parts}])

    assert request.messages == ({"role": "system", "content": "Be brief."}, *HELLO)


def test_classic_form_is_greedy_unless_it_samples():
    greedy = parse(inputs="Hello", parameters={"max_new_tokens": 30, "stop_sequences": ["\n"], "details": True})
    sampled = parse(inputs="Hello", parameters={"do_sample": True})

    assert greedy == ChatRequest(HELLO, max_tokens=30, temperature=0.0, stop=("\n",), is_classic=True)
    assert sampled.temperature == 1.0


def test_schema_is_kept():
    schema = {"type": "object", "required": ["lines"]}

    assert (
        chat(response_format={"type": "json_schema", "json_schema": {"name": "a", "schema": schema}}).schema == schema
    )
    assert chat(response_format={"type": "json_object"}).schema == {"type": "object"}
    assert chat(response_format={"type": "text"}).schema is None


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"n": 2}, "“n”"),
        ({"logprobs": True}, "“logprobs”"),
        ({"tools": [{"type": "function"}]}, "“tools”"),
        ({"guided_json": {}}, "“guided_json”"),
        ({"temperature": "hot"}, "“temperature” must be a number from 0 to 2"),
        ({"temperature": True}, "“temperature”"),
        ({"max_tokens": 0}, "“max_tokens” must be a whole number"),
        ({"max_tokens": 2.5}, "“max_tokens”"),
        ({"seed": -1}, "“seed”"),
        ({"stream": "yes"}, "“stream” must be true or false"),
        ({"stop": [""]}, "“stop”"),
        ({"stop": ["a"] * 9}, "8 texts"),
        ({"stream_options": []}, None),
        ({"stream_options": [1]}, "“stream_options”"),
        ({"response_format": {"type": "grammar"}}, "“response_format”"),
        ({"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "nothing"}}}}, "JSON Schema"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_honoured_is_refused(fields, word):
    if word is None:
        assert chat(**fields)
    else:
        status, message = refusal(chat, **fields)
        assert status == 400
        assert word in message


@pytest.mark.parametrize(
    "messages",
    [[], "Hello", ["Hello"], [{"role": "robot", "content": ""}], [{"role": "user"}], [{"role": "user", "content": 3}],
     [{"role": "user", "content": [{"type": "image_url"}]}], list(HELLO) * 65],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_messages_are_checked(messages):
    status, message = refusal(parse, messages=messages)
    assert status == 400
    assert "“messages" in message


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"inputs": "\\ud800"}'],
    ids=["empty", "half", "list", "not UTF-8", "deep", "half a character"],
)
def test_bodies_that_are_no_object(body):
    assert refusal(parse_request, body, "application/json", max_tokens=1)[0] == 400


def test_neither_form():
    assert refusal(parse, prompt="Hello") == (
        400,
        "The request needs “messages” (OpenAI chat), or “inputs” with “parameters”.",
    )
    assert refusal(parse, inputs="")[0] == 400
    assert refusal(parse, inputs="a", parameters=[1])[0] == 400
    assert refusal(parse, inputs="a", parameters={"best_of": 2})[0] == 400


def test_media_types():
    assert parse("Application/JSON; charset=utf-8", messages=list(HELLO))
    assert refusal(parse, "text/csv", messages=list(HELLO))[0] == 415


def test_long_bodies():
    assert refusal(parse_request, b" " * (MAX_BODY_BYTES + 1), "", max_tokens=1)[0] == 413
