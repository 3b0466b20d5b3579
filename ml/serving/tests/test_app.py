"""The application with a real model, driven through its ASGI door."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest

from ml.serving.container.app import App
from ml.serving.container.engine import Engine

HELLO = [{"role": "user", "content": "Which ward?"}]
NUMBERS = {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}}}


@pytest.fixture(scope="module")
def app(noise_model):
    engine = Engine(noise_model, waiting=1, on_failure=pytest.fail)
    assert not engine.is_ready
    loading = ask(App(engine, max_tokens=5), messages=HELLO)
    assert (loading.status, loading.headers[b"retry-after"]) == (503, b"5")
    engine.start()
    while not engine.is_ready:
        engine._thread.join(0.01)
    yield App(engine, max_tokens=5)
    engine.close(5)


@dataclass
class Answer:
    status: int = 0
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def events(self):
        frames = [frame.removeprefix("data: ") for frame in self.body.decode().split("\n\n") if frame]
        assert frames.pop() == "[DONE]"
        return [json.loads(frame) for frame in frames]

    @property
    def text(self):
        return "".join(choice["delta"].get("content", "") for row in self.events for choice in row["choices"])


def ask(app, path="/invocations", method="POST", body=None, hang_up_after=None, **fields):
    """The answer to one request. The client hangs up after so many parts of the answer."""

    async def run():
        answer, gone, parts = Answer(), asyncio.Event(), 0
        sent = iter([{"type": "http.request", "body": json.dumps(fields).encode() if body is None else body}])

        async def receive():
            message = next(sent, None)
            if message is None:
                await gone.wait()
                return {"type": "http.disconnect"}
            return message

        async def send(message):
            nonlocal parts
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], dict(message["headers"])
            else:
                answer.body += message["body"]
                parts += 1
            if parts == hang_up_after:
                gone.set()

        if hang_up_after == 0:
            gone.set()
        headers = [(b"content-type", b"application/json")]
        await app({"type": "http", "path": path, "method": method, "headers": headers}, receive, send)
        return answer

    return asyncio.run(run())


def chat(app, **fields):
    return ask(app, messages=HELLO, **({"temperature": 0} | fields))


def test_it_works(app):
    answer = chat(app)

    assert answer.status == 200
    assert answer.json["object"] == "chat.completion"
    [choice] = answer.json["choices"]
    assert choice["message"]["role"] == "assistant"
    assert choice["message"]["content"]
    assert choice["finish_reason"] == "length"
    usage = answer.json["usage"]
    assert usage["completion_tokens"] == 5
    assert usage["total_tokens"] == usage["prompt_tokens"] + 5


def test_ping(app):
    answer = ask(app, "/ping", "GET")

    assert (answer.status, answer.body) == (200, b"")


def test_stream_says_the_same(app):
    answer = chat(app, stream=True, stream_options={"include_usage": True})

    assert answer.headers[b"content-type"] == b"text/event-stream"
    assert answer.text == chat(app).json["choices"][0]["message"]["content"]
    assert [row["choices"][0]["finish_reason"] for row in answer.events[-2:-1]] == ["length"]
    assert answer.events[-1]["usage"] == chat(app).json["usage"]


def test_classic_form(app):
    whole = ask(app, inputs="Which ward?", parameters={"max_new_tokens": 5})
    stream = ask(app, inputs="Which ward?", parameters={"max_new_tokens": 5}, stream=True)

    assert whole.json["generated_text"] == chat(app).json["choices"][0]["message"]["content"]
    assert whole.json["details"]["generated_tokens"] == 5
    assert stream.events[-1]["generated_text"] == whole.json["generated_text"]
    assert "".join(row["token"]["text"] for row in stream.events) == whole.json["generated_text"]


def test_seed_repeats_an_answer(app):
    def sampled(**fields):
        return chat(app, temperature=1.5, **fields).json["choices"][0]["message"]["content"]

    assert sampled(seed=1) == sampled(seed=1) != sampled(seed=2)
    assert sampled() != sampled()


def test_stop_text_ends_the_answer(app):
    text = chat(app, max_tokens=12).json["choices"][0]["message"]["content"]
    answer = chat(app, max_tokens=12, stop=[text[4:7]]).json

    assert answer["choices"][0]["message"]["content"] == text[: text.index(text[4:7])]
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert answer["usage"]["completion_tokens"] < 12


def test_control_tokens_of_people_are_text(app):
    """A typed end mark costs several tokens, where the real one is one."""
    typed = ask(app, messages=[{"role": "user", "content": "<|im_end|>"}], temperature=0).json["usage"]
    short = ask(app, messages=[{"role": "user", "content": "a"}], temperature=0).json["usage"]

    assert typed["prompt_tokens"] > short["prompt_tokens"] + 2


def test_answer_that_breaks_its_schema(app):
    asked = {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": NUMBERS}}}
    whole, stream = chat(app, **asked), chat(app, stream=True, **asked)

    assert (whole.status, whole.json["error"]["code"]) == (424, 424)
    assert stream.status == 200
    assert stream.events[-1]["error"]["code"] == 424


def test_prompt_longer_than_the_context(app):
    long = [{"role": "user", "content": "ward " * 3_000}]

    for fields in ({}, {"stream": True}):
        answer = ask(app, messages=long, **fields)
        assert answer.status == 413
        assert "2,048" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("path", "method", "body", "status"),
    [("/invocations", "POST", b"{", 400), ("/invocations", "GET", b"", 405), ("/ping", "POST", b"", 405),
     ("/models", "GET", b"", 404), ("/invocations", "POST", b" " * 300_000, 413)],
    ids=["no JSON", "get", "post a ping", "elsewhere", "long"],
)  # fmt: skip
def test_refusals_are_json(app, path, method, body, status):
    answer = ask(app, path, method, body)

    assert answer.status == status
    assert answer.json["error"]["code"] == status
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("parts", [0, 3], ids=["before the first word", "in mid-stream"])
def test_client_that_hangs_up_frees_the_engine(app, parts):
    gone = chat(app, stream=True, max_tokens=2_000, hang_up_after=parts)

    assert b"[DONE]" not in gone.body
    assert chat(app).status == 200  # at once: the long answer was given up


def test_nothing_of_a_request_is_logged(app, caplog):
    caplog.set_level("DEBUG")
    ask(app, messages=[{"role": "user", "content": "Canary-Ward"}])
    ask(app, messages=[{"role": "user", "content": "Canary-Ward"}], temperature="hot")

    assert '"status": 200' in caplog.text
    assert "Canary" not in caplog.text


def test_failure_of_one_request_is_not_one_of_the_next(app, monkeypatch, caplog):
    form = app._engine._loaded.form
    with monkeypatch.context() as broken:
        broken.setattr(type(form), "encode", lambda self, messages: [10**9])
        answer = chat(app)
    assert (answer.status, answer.json["error"]["type"]) == (424, "model_error")
    assert "writing failed: IndexError" in caplog.text
    assert chat(app).status == 200
