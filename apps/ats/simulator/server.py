"""The server around a simulated system: its API, and below /_simulator/ what a test does to it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from apps.ats.simulator.events import Event, Mishap, Receiver, new_event, send
from apps.ats.simulator.http import NOT_FOUND, Request, Response
from apps.ats.simulator.systems import SYSTEMS

CONTROL = "/_simulator/"


class Simulator:
    """`with Simulator("lever") as simulator:` serves a Lever at `simulator.url`."""

    def __init__(self, vendor: str, port: int = 0, receiver: Receiver | None = None) -> None:
        self.vendor, self.system, self.receiver = vendor, SYSTEMS[vendor](), receiver
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.system.base_url = self.url
        self._thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self) -> Simulator:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    @property
    def settings(self) -> dict[str, str]:
        """Settings of a connector that lead here."""
        settings = {"base_url": self.url + self.system.prefix, **self.system.settings}
        return settings | ({"token_url": f"{self.url}/token"} if self.vendor == "greenhouse" else {})

    def answer(self, request: Request) -> Response:
        if request.path.startswith(CONTROL):
            return self.control(request.path.removeprefix(CONTROL), request)
        with self._lock:
            return self.system.answer(request)

    def control(self, name: str, request: Request) -> Response:
        """What happens to the system behind everybody's back."""
        fields = request.fields
        if request.method == "GET" and name == "jobs":
            return Response(200, list(self.system.jobs.values()))
        if request.method != "POST":
            return NOT_FOUND
        match name:
            case "faults":
                for fault in ("busy", "broken", "redirect"):
                    setattr(self.system.faults, fault, int(fields.get(fault, 0)))
            case "expire":
                self.system.expire()
            case "change":
                self.system.change_text(str(fields["job_id"]), str(fields["old"]), str(fields["new"]))
            case "events":
                return self._send(fields)
            case _:
                return NOT_FOUND
        return Response(200, {"done": name})

    def _send(self, fields: dict[str, Any]) -> Response:
        if self.receiver is None:
            return Response(409, {"message": "Start the simulator with --hook and --secret to send events."})
        event = self.event(str(fields["name"]), str(fields["job_id"]))
        mishap = Mishap(fields.get("mishap", "none"))
        return Response(200, {"answers": send(self.receiver, [event], mishap)})

    def event(self, name: str, job_id: str) -> Event:
        return new_event(name, self.system.event(name, job_id))


def _handler(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "simulator"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, self.rfile.read(length))
            try:
                response = simulator.answer(request)
            except (KeyError, ValueError, TypeError) as error:
                response = Response(400, {"message": f"This request cannot be used: {error}"})
            self._write(response)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

        def _write(self, response: Response) -> None:
            body = b"" if response.data is None else json.dumps(response.data).encode()
            self.send_response(response.status)
            for name, value in {"Content-Type": "application/json", **response.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    return Handler
