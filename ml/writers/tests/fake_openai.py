"""A loopback double of a server that speaks the OpenAI chat format, with its server-sent events and its errors."""

import json
import time

from ml.writers.tests.fake_sagemaker import FakeSageMaker, Handler, Reply, chunks


class FakeOpenAI(FakeSageMaker):
    def __init__(self, reply: Reply | None = None) -> None:
        super().__init__(reply or stream(GOOD))
        self.url += "/v1"


LINES = ({"text": "Give medicines by mouth.", "points": [1]}, {"text": "Hand over.", "points": [2]})
GOOD = json.dumps({"lines": LINES})


def start(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()


def stream(text: str, *, finish_reason: str = "stop", part: int = 50, usage: bool = True) -> Reply:
    rows = list(chunks(text, finish_reason))[: None if usage else -1]
    data = "".join(f"data: {json.dumps(row, ensure_ascii=False)}\n\n" for row in rows) + "data: [DONE]\n\n"
    return stream_bytes(data.encode(), part=part)


def stream_bytes(data: bytes, *, part: int = 50) -> Reply:
    def reply(handler: Handler) -> None:
        start(handler)
        for at in range(0, len(data), part):
            handler.send_chunk(data[at : at + part])
        handler.send_chunk(b"")

    return reply


def torn_stream(handler: Handler) -> None:
    start(handler)
    handler.wfile.write(b'ff\r\ndata: {"choices": [')
    handler.wfile.flush()
    handler.close_connection = True


def endless_stream(handler: Handler) -> None:
    start(handler)
    [_, row, *_] = chunks("word", "stop")
    for _ in range(1_000):
        handler.send_chunk(f"data: {json.dumps(row)}\n\n".encode())
        time.sleep(0.01)


def error(status: int, code: str = "", message: str | None = "gone") -> Reply:
    body = json.dumps({"error": {"message": message, "type": "some_error", "code": code or None}}).encode()
    return lambda handler: handler.send_json(body, status, Retry_After_Ms="1")
