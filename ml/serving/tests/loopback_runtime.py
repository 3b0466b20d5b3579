"""What SageMaker puts between a client and the container: a loopback of the runtime that asks a real container."""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ml.writers.tests.fake_sagemaker import payload_part

VARIANT = "main"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        container = http.client.HTTPConnection("127.0.0.1", self.server.container_port)
        try:
            # Only these headers reach a container.
            container.request("POST", "/invocations", body, {"Content-Type": self.headers["Content-Type"] or ""})
            self.relay(container.getresponse())
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            container.close()

    def relay(self, answer):
        if answer.status != 200:
            self.refuse(answer)
        elif self.path.endswith("/invocations-response-stream"):
            self.stream(answer)
        else:
            self.send(200, answer.read(), Content_Type=answer.headers["Content-Type"])

    def refuse(self, answer):
        message = answer.read().decode()
        error = {"OriginalStatusCode": answer.status, "OriginalMessage": message, "Message": "from the container"}
        self.send(424, json.dumps(error).encode(), x_amzn_ErrorType="ModelError", Content_Type="application/json")

    def stream(self, answer):
        self.start(200, Content_Type="application/vnd.amazon.eventstream", Transfer_Encoding="chunked")
        while piece := answer.read1(7):  # parts that end inside lines and characters
            self.chunk(payload_part(piece))
        self.chunk(b"")

    def chunk(self, data):
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def send(self, status, body, **headers):
        self.start(status, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def start(self, status, **headers):
        self.send_response(status)
        self.send_header("x-Amzn-Invoked-Production-Variant", VARIANT)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *args):
        pass


class LoopbackRuntime:
    """As a context: `url` is the endpoint_url for boto3."""

    def __init__(self, container_port):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.container_port = container_port
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc):
        self._server.shutdown()
        self._server.server_close()
