import json
import time
from dataclasses import replace

import pytest

from ml.contracts import SourceKind, WriterError, WriterNotSetUp, WriterUnavailable, WritingStopped
from ml.writers.openai import OpenAIWriter
from ml.writers.prompts import SYSTEM_RULES, answer_schema
from ml.writers.tests import fake_openai as fake
from ml.writers.tests.contract import WriterContract
from ml.writers.tests.plans import RESPONSIBILITIES, SECRETS, SUMMARY, nurse_plan, section_with
from ml.writers.tests.test_sagemaker import assert_speaks_to_a_recruiter, texts

GOOD_TEXTS = [line["text"] for line in fake.LINES]


@pytest.fixture
def double():
    with fake.FakeOpenAI() as running:
        yield running


@pytest.fixture
def make_writer():
    made = []

    def make(base_url, **options):
        made.append(OpenAIWriter("jd-chat", base_url=base_url, **{"timeout": 5, **options}))
        return made[-1]

    yield make
    for writer in made:
        writer.close()


@pytest.fixture
def writer(double, make_writer):
    return make_writer(double.url, api_key="sk-canary")


class TestContract(WriterContract):
    pass


@pytest.mark.parametrize("part", [1, 7, 100_000])
def test_stream_may_be_split_anywhere(writer, double, part):
    double.reply = fake.stream(fake.GOOD, part=part)

    assert texts(writer.write_section(nurse_plan(), RESPONSIBILITIES)) == GOOD_TEXTS


def test_the_request(writer, double):
    [line, _] = writer.write_section(replace(nurse_plan(), request_id="run-1"), RESPONSIBILITIES)

    path, headers, body = double.requests[0]
    assert path == "/v1/chat/completions"
    headers = {name.lower(): value for name, value in headers.items()}
    assert headers["authorization"] == "Bearer sk-canary"
    assert headers["x-client-request-id"] == "run-1-responsibilities"
    assert body["model"] == "jd-chat"
    assert body["response_format"]["json_schema"]["schema"] == answer_schema(RESPONSIBILITIES)
    assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})
    assert body["max_tokens"] > 0
    assert not any(secret in json.dumps(body) for secret in SECRETS)
    assert [source.ref for source in line.sources if source.kind is SourceKind.MODEL] == ["openai jd-chat"]


def test_openai_itself_knows_the_newer_name_of_a_field(double):
    body = OpenAIWriter("gpt", api_key="sk-x")._arguments(fake_request())

    assert "max_tokens" not in body
    assert body["max_completion_tokens"] == 9


def fake_request():
    from ml.writers.chat import Request

    return Request({"model": "gpt", "max_tokens": 9})


AGAIN = {
    "throttling": fake.error(429, "rate_limit_exceeded", None),
    "internal": fake.error(500),
    "bad gateway": lambda handler: handler.send_json(b"<html>Bad gateway</html>", 502, Retry_After_Ms="1"),
    "unavailable": fake.error(503),
    "gateway timeout": fake.error(504),
    "torn stream": fake.torn_stream,
    "error in the stream": fake.stream_bytes(b'data: {"error": {"message": "out of memory", "code": 500}}\n\n'),
    "finished with an error": fake.stream(fake.GOOD, finish_reason="error"),
}
GIVE_UP = {
    "bad request": fake.error(400, "", None),
    "no such model": fake.error(404, "model_not_found"),
    "no key": fake.error(401, "invalid_api_key"),
    "forbidden": fake.error(403),
    "no credit": fake.error(429, "insufficient_quota"),
    "cut off": fake.stream(fake.GOOD, finish_reason="length"),
    "filtered": fake.stream(fake.GOOD, finish_reason="content_filter"),
    "half a JSON": fake.stream(fake.GOOD[:40]),
    "empty": fake.stream(""),
    "no bytes": fake.stream_bytes(b""),
    "noise": fake.stream_bytes(b"<html>Bad gateway</html>\n"),
    "2 MB": fake.stream("x" * 120_000, part=60_000),  # with the frame of every 7 characters
    "prompt echo": fake.stream(json.dumps({"lines": [{"text": SYSTEM_RULES[1], "points": [1]}]})),
}
NOT_SET_UP = ("no such model", "no key", "forbidden", "no credit")


@pytest.mark.parametrize("reply", AGAIN.values(), ids=AGAIN)
def test_asks_for_another_try(writer, double, reply):
    double.reply = reply

    with pytest.raises(WriterUnavailable) as error:
        writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert_speaks_to_a_recruiter(error)
    assert len(double.requests) <= 2


@pytest.mark.parametrize("name", GIVE_UP)
def test_gives_up(writer, double, name):
    double.reply = GIVE_UP[name]

    with pytest.raises(WriterError) as error:
        writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert_speaks_to_a_recruiter(error)
    assert isinstance(error.value, WriterNotSetUp) is (name in NOT_SET_UP)
    assert "sk-canary" not in str(error.value)


def test_slow_server_times_out(double, make_writer):
    double.reply = lambda handler: time.sleep(2)

    with pytest.raises(WriterUnavailable, match="in time"):
        make_writer(double.url, timeout=0.2).write_section(nurse_plan(), RESPONSIBILITIES)


def test_server_that_nobody_listens_on(make_writer):
    with pytest.raises(WriterUnavailable):
        make_writer("http://127.0.0.1:9/v1").write_section(nurse_plan(), SUMMARY)


def test_too_much_text_is_not_sent(writer, double):
    with pytest.raises(WriterError, match="too much text"):
        writer.write_section(nurse_plan(), section_with("word " * 20_000))

    assert double.requests == []


def test_stop_while_it_writes_hangs_up(writer, double):
    double.reply = fake.endless_stream
    end = time.monotonic() + 0.3

    with pytest.raises(WritingStopped):
        writer.write_section(nurse_plan(), RESPONSIBILITIES, should_stop=lambda: time.monotonic() > end)

    assert double.hung_up.wait(5)
