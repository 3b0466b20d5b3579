import json
import time
from dataclasses import replace

import pytest

from ml.contracts import (
    Repair,
    RepairStep,
    SectionKind,
    SourceKind,
    WriterError,
    WriterNotSetUp,
    WriterUnavailable,
    WritingStopped,
)
from ml.writers.prompts import SYSTEM_RULES, answer_schema
from ml.writers.sagemaker import SageMakerWriter, pick_variant
from ml.writers.tests import fake_sagemaker as fake
from ml.writers.tests.contract import WriterContract
from ml.writers.tests.plans import RESPONSIBILITIES, SECRETS, SUMMARY, nurse_plan, section_with

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def double():
    with fake.FakeSageMaker() as running:
        yield running


@pytest.fixture
def make_writer(double):
    made = []

    def make(**options):
        defaults = {"region": "eu-west-2", "endpoint_url": double.url, "read_timeout": 5}
        made.append(SageMakerWriter("jd-writer", **defaults | options))
        return made[-1]

    yield make
    for writer in made:
        writer.close()


@pytest.fixture
def writer(make_writer):
    return make_writer()


class TestContract(WriterContract):
    pass


def texts(lines):
    return [line.text for line in lines]


GOOD_TEXTS = [line["text"] for line in fake.LINES]


@pytest.mark.parametrize("sse", [True, False], ids=["sse", "jsonlines"])
@pytest.mark.parametrize("part", [1, 3, 64, 100_000])
def test_stream_may_be_split_anywhere(writer, double, sse, part):
    double.reply = fake.stream(fake.GOOD, sse=sse, part=part)

    assert texts(writer.write_section(nurse_plan(), RESPONSIBILITIES)) == GOOD_TEXTS


def test_last_line_of_a_stream_needs_no_line_break(writer, double):
    row = json.dumps(fake.chunk(fake.GOOD, "stop")).encode()
    double.reply = fake.stream_bytes(row, part=9)

    assert texts(writer.write_section(nurse_plan(), RESPONSIBILITIES)) == GOOD_TEXTS


def test_whole_answer(make_writer, double):
    double.reply = fake.whole(fake.GOOD)

    lines = make_writer(stream=False).write_section(nurse_plan(), RESPONSIBILITIES)

    assert texts(lines) == GOOD_TEXTS
    assert double.requests[0][0] == "/endpoints/jd-writer/invocations"


def test_request_is_openai_chat_with_a_schema(make_writer, double):
    make_writer(model="jd-7b").write_section(replace(nurse_plan(), request_id="run-1"), RESPONSIBILITIES)

    path, headers, body = double.requests[0]
    assert path == "/endpoints/jd-writer/invocations-response-stream"
    assert headers["X-Amzn-SageMaker-Inference-Id"] == "run-1-responsibilities"
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"]["schema"] == answer_schema(RESPONSIBILITIES)
    assert body["model"] == "jd-7b"
    assert body["stream"] is True
    assert body["max_tokens"] > 0
    assert "X-Amzn-SageMaker-Target-Variant" not in headers


def test_a_person_always_gets_the_same_variant(make_writer, double):
    writer = make_writer(variants={"champion": 1, "challenger": 1})
    for person in ("ann", "ben", "ann"):
        writer.write_section(replace(nurse_plan(), asked_by=person), RESPONSIBILITIES)

    variants = [headers["X-Amzn-SageMaker-Target-Variant"] for _, headers, _ in double.requests]
    assert variants == [pick_variant({"champion": 1, "challenger": 1}, person) for person in ("ann", "ben", "ann")]
    assert not any("ann" in json.dumps([headers, body]) for _, headers, body in double.requests)


def test_variants_are_chosen_as_often_as_their_weights_say():
    chosen = [pick_variant({"champion": 9, "challenger": 1}, f"person-{number}") for number in range(1_000)]

    assert 60 < chosen.count("challenger") < 140
    assert pick_variant({}, "ann") == pick_variant({"champion": 0}, "ann") == ""


def test_a_second_try_is_told_what_was_refused_and_is_more_careful(writer, double):
    refused = (Repair(RepairStep.ASK_AGAIN, SectionKind.RESPONSIBILITIES, "The number 24 has no source.", "24 beds"),)
    for section in (RESPONSIBILITIES, replace(RESPONSIBILITIES, refused=refused)):
        writer.write_section(nurse_plan(), section)

    first, second = (body for _, _, body in double.requests)
    assert second["temperature"] < first["temperature"]
    assert second["seed"] != first["seed"]
    data = json.loads(second["messages"][1]["content"].split("\n")[2])
    assert data["refused"] == [{"text": "24 beds", "why": "The number 24 has no source."}]


def test_secrets_never_leave(writer, double):
    writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert not any(secret in json.dumps(double.requests[0][2]) for secret in SECRETS)


def test_lines_name_the_variant_that_wrote_them(writer):
    [first, _] = writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert [source.ref for source in first.sources if source.kind is SourceKind.MODEL] == [
        "sagemaker jd-writer/champion"
    ]


AGAIN = {
    "throttling": fake.error(400, "ThrottlingException", None),
    "not ready": fake.error(429, "ModelNotReadyException"),
    "internal": fake.error(500, "InternalFailure"),
    "unavailable": fake.error(503, "ServiceUnavailable"),
    "dependency": fake.error(530, "InternalDependencyException"),
    "unknown 502": fake.error(502, "SomethingNew"),
    "model timeout": fake.error(424, "ModelError", OriginalStatusCode=0),
    "model 500": fake.error(424, "ModelError", OriginalStatusCode=500),
    "model 429": fake.error(424, "ModelError", OriginalStatusCode=429),
    "stream error": fake.broken_stream("ModelStreamError"),
    "internal stream failure": fake.broken_stream("InternalStreamFailure"),
    "damaged stream": fake.damaged_stream,
    "torn stream": fake.torn_stream,
    "error in the stream": fake.stream_bytes(b'{"error": "out of memory", "code": 424}\n', part=99),
    "finished with an error": fake.stream(fake.GOOD, finish_reason="error"),
}
GIVE_UP = {
    "endpoint missing": fake.error(400, "ValidationError", "Endpoint jd-writer of account 1 not found."),
    "bad request": fake.error(400, "ValidationError", None),
    "model 400": fake.error(424, "ModelError", OriginalStatusCode=400),
    "forbidden": fake.error(403, "AccessDeniedException", None),
    "expired": fake.error(403, "ExpiredTokenException"),
    "unknown 403": fake.error(403, "SomethingNew", None),
    "refused in the stream": fake.stream_bytes(b'{"error": {"message": "no", "code": 400}}\n', part=99),
    "cut off": fake.stream(fake.GOOD, finish_reason="length"),
    "half a JSON": fake.stream(fake.GOOD[:40]),
    "empty": fake.stream(""),
    "no bytes": fake.stream_bytes(b"", part=1),
    "noise": fake.stream_bytes(b"<html>Bad gateway</html>\n", part=7),
    "odd JSON": fake.stream_bytes(b'{"choices": [{"delta": "text"}]}\n[1]\n', part=7),
    "2 MB": fake.stream("x" * 120_000, part=60_000),  # with the frame of every 7 characters
    "prompt echo": fake.stream(json.dumps({"lines": [{"text": SYSTEM_RULES[1], "points": [1]}]})),
}


def assert_speaks_to_a_recruiter(error):
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert not any(word in sentence for word in ("Exception", "None", "arn:", "botocore", "{"))


@pytest.mark.parametrize("reply", AGAIN.values(), ids=AGAIN)
def test_asks_for_another_try(writer, double, reply):
    double.reply = reply

    with pytest.raises(WriterUnavailable) as error:
        writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert_speaks_to_a_recruiter(error)


@pytest.mark.parametrize("reply", GIVE_UP.values(), ids=GIVE_UP)
def test_gives_up(writer, double, reply):
    double.reply = reply

    with pytest.raises(WriterError) as error:
        writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert_speaks_to_a_recruiter(error)
    assert len(double.requests) == 1


@pytest.mark.parametrize("fault", ["endpoint missing", "forbidden", "expired", "unknown 403"])
def test_a_fault_of_the_set_up_is_named_so(writer, double, fault):
    double.reply = GIVE_UP[fault]

    with pytest.raises(WriterNotSetUp, match="administrator"):
        writer.write_section(nurse_plan(), RESPONSIBILITIES)


@pytest.mark.parametrize("text", ["", "x" * 2_000_000, fake.GOOD[:40]], ids=["empty", "2 MB", "half a JSON"])
def test_whole_answer_that_is_useless(make_writer, double, text):
    double.reply = fake.whole(text)

    with pytest.raises(WriterError):
        make_writer(stream=False).write_section(nurse_plan(), RESPONSIBILITIES)


def test_tries_twice_at_most(writer, double):
    double.reply = fake.error(503, "ServiceUnavailable")

    with pytest.raises(WriterUnavailable):
        writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert len(double.requests) == 2


def test_slow_endpoint_times_out(make_writer, double):
    double.reply = fake.slow(2)

    with pytest.raises(WriterUnavailable, match="in time"):
        make_writer(read_timeout=0.2).write_section(nurse_plan(), RESPONSIBILITIES)


def test_endpoint_that_nobody_listens_on():
    writer = SageMakerWriter("jd-writer", region="eu-west-2", endpoint_url="http://127.0.0.1:9")

    with pytest.raises(WriterUnavailable):
        writer.write_section(nurse_plan(), SUMMARY)


def test_missing_region_is_for_the_administrator():
    with pytest.raises(WriterError, match="JD_SAGEMAKER_REGION"):
        SageMakerWriter("jd-writer").write_section(nurse_plan(), SUMMARY)


def test_missing_credentials_are_for_the_administrator(monkeypatch, writer):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)

    with pytest.raises(WriterError, match="credentials"):
        writer.write_section(nurse_plan(), SUMMARY)


def test_too_much_text_is_not_sent(writer, double):
    with pytest.raises(WriterError, match="too much text"):
        writer.write_section(nurse_plan(), section_with("word " * 20_000))

    assert double.requests == []


#: Long before the double would have ended by itself, and long enough for a busy machine.
STOPPED_WITHIN = 5


class TestStop:
    def stopping_after(self, seconds):
        end = time.monotonic() + seconds
        return lambda: time.monotonic() > end

    def test_while_it_writes_hangs_up(self, writer, double):
        double.reply = fake.endless_stream
        started = time.monotonic()

        with pytest.raises(WritingStopped):
            writer.write_section(nurse_plan(), RESPONSIBILITIES, should_stop=self.stopping_after(0.3))

        assert time.monotonic() - started < STOPPED_WITHIN
        assert double.hung_up.wait(3)

    def test_while_the_endpoint_is_silent(self, writer, double):
        double.reply = fake.slow(8)
        started = time.monotonic()

        with pytest.raises(WritingStopped):
            writer.write_section(nurse_plan(), RESPONSIBILITIES, should_stop=self.stopping_after(0.3))

        assert time.monotonic() - started < STOPPED_WITHIN

    def test_before_it_starts_sends_nothing(self, writer, double):
        with pytest.raises(WritingStopped):
            writer.write_section(nurse_plan(), RESPONSIBILITIES, should_stop=lambda: True)

        assert double.requests == []
