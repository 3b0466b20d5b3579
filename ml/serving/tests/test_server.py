"""The container's own process on a port, asked by the clients that will ask it."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import boto3
import pytest
from botocore.config import Config

from ml.contracts import WriterError
from ml.serving.tests.loopback_runtime import VARIANT, LoopbackRuntime
from ml.writers.sagemaker import SageMakerWriter
from ml.writers.tests.plans import RESPONSIBILITIES, nurse_plan

pytestmark = pytest.mark.slow

HELLO = [{"role": "user", "content": "Which ward?"}]
LINES = ("Give medicines by mouth and record “every” dose.", "Hand over patients at the bedside.")


class Server:
    """`python -m ml.serving.container serve`, as the image runs it."""

    def __init__(self, model, **environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        mine = {"SM_MODEL_DIR": str(model), "SAGEMAKER_BIND_TO_PORT": str(self.port), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ml.serving.container", "serve"],
            env=os.environ | mine | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def open(self, path="/invocations", **fields):
        """The answer while it comes; closing it hangs up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Content-Type": "application/json", "Connection": "close"}
        try:
            connection.request("POST" if fields else "GET", path, json.dumps(fields) if fields else None, headers)
            return connection.getresponse()
        except OSError:
            connection.close()
            raise

    def open_chat(self, **fields):
        return self.open(**({"messages": HELLO, "temperature": 0, "max_tokens": 5} | fields))

    def chat(self, **fields):
        """Status, headers and body."""
        with self.open_chat(**fields) as answer:
            return answer.status, answer.headers, answer.read()

    def ping(self):
        try:
            with self.open("/ping") as answer:
                return answer.status
        except ConnectionError:
            return 0

    def wait_until_healthy(self):
        while self.ping() != 200:
            assert self.process.poll() is None, self.process.stdout.read()
            time.sleep(0.1)
        return self

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@contextlib.contextmanager
def serving(model, **environment):
    server = Server(model, **environment)
    try:
        yield server.wait_until_healthy()
    finally:
        server.close()


@pytest.fixture(scope="module")
def server(noise_model):
    with serving(noise_model, JD_SERVE_WAITING="1") as server:
        yield server


@pytest.fixture(scope="module")
def writing_model(one_thread, tmp_path_factory):
    """A model that knows one section's JSON by heart, and answers with it whatever it is asked."""
    from ml.training.tiny_model import make_tiny_model

    lines = [{"text": text, "points": [at]} for at, text in enumerate(LINES, 1)]
    pair = ([{"role": "user", "content": ""}], json.dumps({"lines": lines}, ensure_ascii=False))
    folder = make_tiny_model(tmp_path_factory.mktemp("models") / "writing", pairs=[pair], steps=60)
    # The prompt that it learnt stands for every message.
    (folder / "chat_template.jinja").write_text(r"{{ '<|im_start|>user\n<|im_end|>\n<|im_start|>assistant\n' }}")
    return folder


@pytest.fixture(scope="module")
def writing_server(writing_model):
    with serving(writing_model) as server:
        yield server


@pytest.fixture
def runtime(server, aws):
    with LoopbackRuntime(server.port) as loopback:
        yield client_of(loopback)


def client_of(loopback):
    config = Config(read_timeout=120, retries={"total_max_attempts": 1})
    return boto3.client("sagemaker-runtime", region_name="eu-central-1", endpoint_url=loopback.url, config=config)


def body_of(**fields):
    body = json.dumps({"messages": HELLO, "temperature": 0, "max_tokens": 20} | fields)
    return {"EndpointName": "jd-writer", "ContentType": "application/json", "Body": body}


def events_of(data):
    frames = [frame.removeprefix("data: ") for frame in data.split("\n\n") if frame]
    assert frames.pop() == "[DONE]"
    return [json.loads(frame) for frame in frames]


def test_boto3_gets_whole_answers(runtime):
    response = runtime.invoke_endpoint(**body_of())

    assert response["InvokedProductionVariant"] == VARIANT
    assert json.loads(response["Body"].read())["usage"]["completion_tokens"] == 20


def test_boto3_gets_streams_that_say_the_same(runtime):
    whole = json.loads(runtime.invoke_endpoint(**body_of())["Body"].read())
    response = runtime.invoke_endpoint_with_response_stream(**body_of(stream=True))
    data = b"".join(event["PayloadPart"]["Bytes"] for event in response["Body"]).decode()
    text = "".join(row["choices"][0]["delta"].get("content", "") for row in events_of(data))

    assert text == whole["choices"][0]["message"]["content"]


def test_boto3_gets_refusals_with_their_status(runtime):
    with pytest.raises(runtime.exceptions.ModelError) as caught:
        runtime.invoke_endpoint_with_response_stream(**body_of(n=2))

    assert caught.value.response["OriginalStatusCode"] == 400
    assert "cannot be honoured" in caught.value.response["OriginalMessage"]


@pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])
def test_our_writer_writes_with_it(writing_server, aws, stream):
    with LoopbackRuntime(writing_server.port) as loopback:
        writer = SageMakerWriter(
            "jd-writer", region="eu-central-1", endpoint_url=loopback.url, temperature=0, stream=stream
        )
        lines = writer.write_section(nurse_plan(), RESPONSIBILITIES)

    assert tuple(line.text for line in lines) == LINES
    assert [line.sources[:-1] for line in lines] == [point.sources for point in RESPONSIBILITIES.points]
    assert lines[0].sources[-1].ref == f"sagemaker jd-writer/{VARIANT}"


def test_our_writer_gives_up_on_an_answer_that_is_no_json(server, aws):
    with LoopbackRuntime(server.port) as loopback:
        writer = SageMakerWriter(
            "jd-writer", region="eu-central-1", endpoint_url=loopback.url, max_tokens=5, stream=False
        )
        with pytest.raises(WriterError, match="refused this section"):
            writer.write_section(nurse_plan(), RESPONSIBILITIES)


def test_full_queue(server):
    """One runs, one waits, the third is told to come again; a client that hangs up makes room."""
    with ThreadPoolExecutor() as clients:
        with server.open_chat(stream=True, max_tokens=1_900) as running:
            running.read1(1)
            waiting = [clients.submit(server.chat) for _ in range(4)]
            refused = [done.result() for done in first_of(waiting, 3)]
        [left] = [done for done in waiting if done.result() not in refused]

    for status, headers, body in refused:
        assert (status, json.loads(body)["error"]["type"]) == (429, "busy_error")
        assert headers["Retry-After"]
    assert left.result()[0] == 200


def first_of(futures, number):
    return list(islice(as_completed(futures, timeout=120), number))


def test_sigterm_lets_the_running_answer_end(noise_model):
    with serving(noise_model) as server, server.open_chat(stream=True, max_tokens=400) as answer:
        begin = answer.read1(1)
        server.process.send_signal(signal.SIGTERM)
        events = events_of((begin + answer.read()).decode())

        assert events[-1]["choices"][0]["finish_reason"] == "length"
        assert server.process.wait(60) == 0


def test_sigterm_breaks_an_answer_that_takes_too_long(noise_model):
    """It must not look complete."""
    with serving(noise_model, JD_SERVE_GRACE_SECONDS="1") as server:
        with server.open_chat(stream=True, max_tokens=2_000) as answer:
            answer.read1(1)
            server.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(http.client.IncompleteRead, ConnectionError):
                assert b'"finish_reason":"' not in answer.read()

        assert server.process.wait(60) == 0


def test_model_that_cannot_be_loaded_ends_the_server(noise_model, tmp_path):
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((noise_model / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"torn")
    server = Server(tmp_path)
    output, _ = server.process.communicate(timeout=120)

    assert server.process.returncode == 3
    assert f"The model in {tmp_path} cannot be loaded" in output


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["train"], {}, "one command: serve"),
        (["serve"], {"SM_MODEL_DIR": "/nowhere"}, "There is no model folder /nowhere"),
        (["serve"], {"SM_MODEL_DIR": "/"}, "lacks config.json, tokenizer.json, model.safetensors"),
        (["serve"], {"SAGEMAKER_BIND_TO_PORT": "http"}, "SAGEMAKER_BIND_TO_PORT must be a whole number"),
    ],
)
def test_bad_starts_say_why(arguments, environment, words):
    done = subprocess.run(
        [sys.executable, "-m", "ml.serving.container", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
