"""Postings from the web: one page, when a person asks, and never out of our own network."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from apps.descriptions import imports
from apps.descriptions.errors import DescriptionError
from apps.descriptions.models import PendingImport
from jdcopilot.lib import addresses, fetching

ADDRESS = "/descriptions/import/"
JSON_LD = {"@type": "JobPosting", "title": "Baker", "description": "<p><b>Duties</b></p><ul><li>Bake</li></ul>"}
PAGES = {
    "/jsonld": (
        "text/html", f'<body><h1>x</h1><script type="application/ld+json">{json.dumps(JSON_LD)}</script></body>'),
    "/main": (
        "text/html",
        "<body><nav>Home Jobs</nav><main><h1>Baker</h1><h2>Duties</h2><ul><li>Bake</li></ul>"
        + f"<p>{'Good bread. ' * 20}</p></main><footer>Cookies</footer></body>",
    ),
    "/lever": ("application/json", json.dumps({"text": "Baker", "hostedUrl": "x", "descriptionPlain": "Bake bread"})),
}  # fmt: skip


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        Site.asked.append(self.path)
        kind, body = PAGES.get(self.path, ("text/html", ""))
        redirects = {
            "/moved": "/main",
            "/loop": "/loop",
            "/inner": "https://169.254.169.254/",
            "/file": "file:///etc/passwd",
        }
        self.send_response(302 if self.path in redirects else 200 if body or self.path == "/large" else 404)
        if self.path in redirects:
            self.send_header("Location", redirects[self.path])
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(b"x" * (fetching.MAX_BYTES + 9) if self.path == "/large" else body.encode())

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def site(settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/jsonld", "/main", "/lever", "/moved"])
def test_it_works(client_of, recruiter, site, path):
    client = client_of(recruiter)
    assert client.get(ADDRESS).status_code == 200
    assert Site.asked == []
    response = client.post(ADDRESS, {"address": site + path})
    pending = PendingImport.objects.get()
    assert response["Location"] == f"{ADDRESS}{pending.pk}/"
    assert pending.reading["title"] == "Baker"
    assert "Cookies" not in json.dumps(pending.reading)
    assert "Home Jobs" not in json.dumps(pending.reading)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "status 404"),
        ("/large", "larger than 5 MB"),
        ("/loop", "sends on from one address to the next"),
        ("/inner", "public internet"),
        ("/file", "https://"),
    ],
)
def test_pages_that_cannot_be_read(client_of, recruiter, site, path, reason):
    response = client_of(recruiter).post(ADDRESS, {"address": site + path})
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000/", "https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://[::1]/",
     "https://169.254.169.254/latest/meta-data/", "https://db.internal/", "http://example.com/", "ftp://example.com/x",
     "https://example.com:6379/", "https://user:pass@example.com/", "javascript:alert(1)", "https://0x7f.1/"],
)  # fmt: skip
def test_our_own_network_is_out_of_reach(client_of, recruiter, url):
    response = client_of(recruiter).post(ADDRESS, {"address": url})
    assert response.status_code == 422
    assert not PendingImport.objects.exists()


def test_a_name_that_leads_inside_is_refused(recruiter, monkeypatch, db):
    answer = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(DescriptionError, match="public internet"):
        imports.fetch_posting(by=recruiter, url="https://jobs.example.com/1")


def test_a_slow_page_is_cut_off(recruiter, site, monkeypatch, db):
    monkeypatch.setattr(fetching, "DEADLINE_SECONDS", 0.3)
    held = threading.Event()
    monkeypatch.setattr(Site, "do_GET", lambda self: held.wait(5))
    with pytest.raises(DescriptionError, match="did not come within"):
        imports.fetch_posting(by=recruiter, url=site + "/main")
    held.set()


def test_switched_off_nothing_is_fetched(recruiter, site, settings, db):
    settings.JD_IMPORT_URLS = False
    with pytest.raises(DescriptionError, match="not read here"):
        imports.fetch_posting(by=recruiter, url=site + "/main")
    assert Site.asked == []
