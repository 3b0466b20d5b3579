"""A loopback double of the SageMaker runtime, with the event-stream framing of the real one."""

import json
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[["Handler"], None]

LINES = (
    {"text": "Give medicines by mouth and record “every” dose – on time.", "points": [1]},
    {"text": "Hand over patients at the bedside.", "points": [2]},
)
GOOD = json.dumps({"lines": LINES}, ensure_ascii=False)
USAGE = {"prompt_tokens": 410, "completion_tokens": 37, "total_tokens": 447}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.double.requests.append((self.path, dict(self.headers), self.body))
        try:
            self.server.double.reply(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.double.hung_up.set()

    def log_message(self, *args):
        pass

    def start(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("x-Amzn-Invoked-Production-Variant", "champion")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)

    def send_json(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.start(status, Content_Type="application/json", Content_Length=str(len(body)), **headers)
        self.end_headers()
        self.wfile.write(body)

    def start_stream(self) -> None:
        self.start(
            Content_Type="application/vnd.amazon.eventstream",
            X_Amzn_SageMaker_Content_Type="application/json",
            Transfer_Encoding="chunked",
        )
        self.end_headers()

    def send_chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A caller that hangs up is no error here."""


class FakeSageMaker:
    """Answers each request by `reply`, and keeps the requests."""

    def __init__(self, reply: Reply | None = None) -> None:
        self.reply = reply or stream(GOOD)
        self.requests: list[tuple[str, dict[str, str], dict]] = []
        self.hung_up = threading.Event()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.double = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "FakeSageMaker":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def frame(payload: bytes, **headers: str) -> bytes:
    """One event: two lengths and their CRC, headers, payload, the CRC of it all."""
    packed = b""
    for name, value in headers.items():
        key = f":{name.replace('_', '-')}".encode()
        packed += struct.pack("!B", len(key)) + key + b"\x07" + struct.pack("!H", len(value)) + value.encode()
    prelude = struct.pack("!II", 12 + len(packed) + len(payload) + 4, len(packed))
    message = prelude + struct.pack("!I", zlib.crc32(prelude)) + packed + payload
    return message + struct.pack("!I", zlib.crc32(message))


def payload_part(data: bytes) -> bytes:
    return frame(data, message_type="event", event_type="PayloadPart", content_type="application/octet-stream")


def stream_error(kind: str) -> bytes:
    body = json.dumps({"Message": "gone", "ErrorCode": "StreamBroken"}).encode()
    return frame(body, message_type="exception", exception_type=kind, content_type="application/json")


def chunk(text: str, finish_reason: str | None = None) -> dict:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish_reason}
    return {"object": "chat.completion.chunk", "choices": [choice]}


def chunks(text: str, finish_reason: str) -> Iterator[dict]:
    yield {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"role": "assistant"}}]}
    yield from (chunk(text[at : at + 7]) for at in range(0, len(text), 7))
    yield chunk("", finish_reason)
    yield {"object": "chat.completion.chunk", "choices": [], "usage": USAGE}


def stream(text: str, *, finish_reason: str = "stop", sse: bool = False, part: int = 5) -> Reply:
    """The answer in parts of `part` bytes, which split lines and UTF-8 characters."""
    before, after = ("data: ", "\n\n") if sse else ("", "\n")
    rows = [before + json.dumps(row, ensure_ascii=False) for row in chunks(text, finish_reason)]
    data = (after.join([*rows, "data: [DONE]"] if sse else rows) + after).encode()
    return stream_bytes(data, part=part)


def points_of(handler: Handler) -> str:
    """An answer that says each point of the request, word for word."""
    data = json.loads(handler.body["messages"][1]["content"].split("\n")[2])
    return json.dumps({"lines": [{"text": point["text"], "points": [point["number"]]} for point in data["points"]]})


def stream_bytes(data: bytes, *, part: int) -> Reply:
    def reply(handler: Handler) -> None:
        handler.start_stream()
        for at in range(0, len(data), part):
            handler.send_chunk(payload_part(data[at : at + part]))
        handler.send_chunk(b"")

    return reply


def broken_stream(kind: str) -> Reply:
    def reply(handler: Handler) -> None:
        handler.start_stream()
        handler.send_chunk(payload_part(json.dumps(chunk('{"lines"')).encode() + b"\n"))
        handler.send_chunk(stream_error(kind))
        handler.send_chunk(b"")

    return reply


def damaged_stream(handler: Handler) -> None:
    handler.start_stream()
    handler.send_chunk(payload_part(b"{}")[:-1] + b"\x00")
    handler.send_chunk(b"")


def torn_stream(handler: Handler) -> None:
    """The connection ends in the middle of a chunk."""
    handler.start_stream()
    handler.wfile.write(b"ff\r\n" + payload_part(b"{}"))
    handler.wfile.flush()
    handler.close_connection = True


def endless_stream(handler: Handler) -> None:
    handler.start_stream()
    for _ in range(1_000):
        handler.send_chunk(payload_part(json.dumps(chunk("word ")).encode() + b"\n"))
        time.sleep(0.01)


def slow(seconds: float) -> Reply:
    def reply(handler: Handler) -> None:
        time.sleep(seconds)
        handler.send_json(b"{}")

    return reply


def whole(text: str, *, finish_reason: str = "stop") -> Reply:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish_reason}
    body = json.dumps({"object": "chat.completion", "choices": [choice]}, indent=1).encode()
    return lambda handler: handler.send_json(body)


def error(status: int, kind: str, message: str | None = "gone", **more: object) -> Reply:
    body = json.dumps({"message": message, "Message": message, **more}).encode()
    return lambda handler: handler.send_json(body, status, x_amzn_ErrorType=kind)
