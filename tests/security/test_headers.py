"""What every answer carries: headers that keep browsers and proxies within bounds, and nothing inline."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html as lxml_html

from apps.ats.keys import create_key
from apps.ats.services import create_connection
from apps.descriptions.models import GenerationRequest
from tests.infrastructure import environment
from tests.security.states import prepare
from tests.security.test_permission_matrix import FIELDS, PAGES, address, admin_addresses
from tests.security.world import FRAGMENT, make_world, routes

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "manifest-src": "'self'",
}
#: May be kept by the browser of the one who asked, for a minute: the library is the same for everyone.
KEPT_BRIEFLY = {"library:suggest", "library:offers"}


@pytest.fixture
def world():
    return make_world()


def check_headers(response, *, no_store=True):
    directives = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert directives == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    kept = response["Cache-Control"]
    assert "public" not in kept
    assert "no-store" in kept or ("private" in kept and not no_store)
    assert "Server" not in response
    assert "X-Powered-By" not in response


def check_nothing_inline(response):
    if not response.headers.get("Content-Type", "").startswith("text/html") or not response.content.strip():
        return
    root = lxml_html.fromstring(response.content)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"style", "iframe", "object", "embed", "base", "applet", "marquee"}, element.tag
        if element.get("http-equiv", "").lower() == "refresh":
            assert element.get("content").isdecimal()  # the same page again, for browsers without scripts
        assert element.tag != "img" or element.get("src", "").startswith("/static/")
        if element.tag == "script":
            is_data = element.get("type") in ("application/json", "application/ld+json")
            is_ours = element.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
            assert is_data or (is_ours and not (element.text or "").strip())
        for name, value in element.attrib.items():
            assert name != "style", value
            assert not name.lower().startswith(("on", "hx-on")), name
            if name in {"href", "src", "action", "formaction"}:
                assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:")), value
            is_fetched = name.startswith("hx-") and name.removeprefix("hx-") in {
                "get",
                "post",
                "put",
                "patch",
                "delete",
            }
            if is_fetched or name in {"src", "action", "formaction"} or (name == "href" and element.tag == "link"):
                assert not value.startswith(("http:", "https:", "//")), value


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize(("name", "method"), PAGES)
def test_every_page(world, name, method, headers):
    if name not in routes():
        pytest.skip("no such route yet")
    prepare(world, name)
    for who in ("anonymous", "owner", "stranger"):
        client = world.client(who)
        response = getattr(client, method.lower())(address(world, name), FIELDS.get(name, {}), headers=headers)
        is_streamed = getattr(response, "streaming", False)
        check_headers(response, no_store=not is_streamed and (name not in KEPT_BRIEFLY or response.status_code != 200))
        if not is_streamed:
            check_nothing_inline(response)


@pytest.mark.parametrize("state", GenerationRequest.State.values)
def test_every_state_of_a_run(world, state):
    lease = {"lease_token": "0" * 32, "lease_until": "2030-01-01T00:00:00Z"} if state == "running" else {}
    GenerationRequest.objects.filter(pk=world.request.pk).update(state=state, error="It broke.", **lease)
    for name in ("descriptions:run", "descriptions:edit"):
        response = world.client("owner").get(address(world, name), headers=FRAGMENT)
        check_headers(response)
        check_nothing_inline(response)


def test_the_admin(world):
    for name, url in admin_addresses(world):
        response = world.client("admin").get(url)
        if name == "admin:jsi18n":
            continue  # words of the admin's own scripts, the same for everybody
        check_headers(response)
        check_nothing_inline(response)


def test_the_api_and_the_hooks(world):
    _, text = create_key(name="ATS", scopes=["descriptions:read", "descriptions:export"], user=world.people["owner"])
    create_connection(slug="acme", name="Acme", user=world.people["owner"])
    client = world.client("anonymous")
    for name in ("api:description", "api:draft", "api:export", "api:schema"):
        for headers in ({}, {"authorization": f"Bearer {text}"}):
            check_headers(client.get(address(world, name), headers=headers), no_store=False)
    check_headers(client.post(address(world, "api:drafts"), "{", content_type="application/json"))
    check_headers(client.get("/api/v1/no/such/thing/"))
    check_headers(client.post(address(world, "hooks:receive"), b"{}", content_type="application/json"))


def test_the_public_page_of_a_job(world, settings):
    settings.JD_FEEDS = True
    prepare(world, "connections:ask")
    response = world.client("anonymous").get(address(world, "feeds:job"))
    assert response.status_code == 200
    check_headers(response)
    check_nothing_inline(response)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize("url", ["/no/such/page/", "/descriptions/987654321/", "/descriptions/1/export/no/"])
def test_404(world, url, headers):
    response = world.client("owner").get(url, headers=headers)
    assert response.status_code == 404
    check_headers(response)
    check_nothing_inline(response)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_403_by_a_missing_token(world, headers):
    response = world.client("owner", enforce_csrf_checks=True).post(reverse("descriptions:new"), headers=headers)
    assert response.status_code == 403
    check_headers(response)
    check_nothing_inline(response)


def test_403_by_permission(world):
    response = world.client("stranger").post(address(world, "descriptions:send"), headers=FRAGMENT)
    assert response.status_code == 403
    check_headers(response)
    check_nothing_inline(response)


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_500_tells_nothing(world, headers, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("canary-of-an-error")

    monkeypatch.setattr("apps.descriptions.views.editor.editor_context", fail)
    response = world.client("owner").get(address(world, "descriptions:edit"), headers=headers)
    assert response.status_code == 500
    assert b"canary" not in response.content
    assert b"Traceback" not in response.content
    check_headers(response)
    check_nothing_inline(response)


def test_500_of_the_api_tells_nothing(world, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("canary-of-an-error")

    monkeypatch.setattr("apps.ats.api.descriptions._content", fail)
    _, text = create_key(name="ATS", scopes=["descriptions:read"], user=world.people["owner"])
    response = world.client("anonymous").get(
        address(world, "api:description"), headers={"authorization": f"Bearer {text}"}
    )
    assert response.status_code == 500
    assert b"canary" not in response.content
    check_headers(response)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b"])
def test_a_made_up_host_is_refused(world, host):
    response = world.client("anonymous").get("/sign-in/", HTTP_HOST=host)
    assert response.status_code == 400
    assert host.encode() not in response.content


def test_no_other_site_may_read_answers(world):
    for url in ("/descriptions/", address(world, "api:description")):
        response = world.client("owner").get(url, headers={"Origin": "https://evil.example"})
        assert not [name for name in response.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/descriptions//evil.example", "//evil.example/%2f..", "/\\evil.example"])
def test_no_address_leads_to_another_host(world, path):
    response = world.client("owner").get(path)
    assert not response.headers.get("Location", "/").startswith(("//", "http:", "https:", "/\\"))


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_back_to_another_host(world, back):
    url = address(world, "descriptions:archive")
    response = world.client("owner").post(url, {"next": back})
    assert response["Location"] == world.description.get_absolute_url()


SHOW_COOKIES = """
import json, django
django.setup()
from django.conf import settings
from django.test import RequestFactory
from django.test.utils import setup_test_environment
setup_test_environment()
from django.test import Client
plain = Client().get("/sign-in/", headers={"host": "jobs.example.com"})
secure = Client().get("/healthz", secure=True, headers={"host": "jobs.example.com"})
form = Client().get("/sign-in/", secure=True, headers={"host": "jobs.example.com"})
names = [name for name in dir(settings) if name.startswith(("SESSION_COOKIE_", "CSRF_COOKIE_"))]
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names if name != "SESSION_COOKIE_PATH"},
    "plain": [plain.status_code, plain.headers["Location"]],
    "hsts": secure.headers["Strict-Transport-Security"],
    "cookies": [morsel.OutputString() for morsel in form.cookies.values()],
    "debug": settings.DEBUG,
}))
"""


def test_production_sends_cookies_over_tls_only_and_says_so_for_a_year(tmp_path):
    changes = {
        "JD_MODE": "production",
        "JD_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-" * 2,
        "JD_ALLOWED_HOSTS": "jobs.example.com",
        "JD_REDIS_URL": "redis://127.0.0.1:1/0",
        "JD_VAR_DIR": str(tmp_path),
        "JD_STATIC_ROOT": str(tmp_path / "static"),
        "DJANGO_SETTINGS_MODULE": "jdcopilot.settings",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    for arguments in (collect, [sys.executable, "-c", SHOW_COOKIES]):
        done = subprocess.run(
            arguments, cwd=settings.BASE_DIR, env=environment(**changes), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["plain"] == [301, "https://jobs.example.com/sign-in/"]
    assert seen["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert not seen["debug"]
    found = seen["settings"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_SAMESITE"] == found["CSRF_COOKIE_SAMESITE"] == "Lax"
    # The __Host- prefix is only believed by browsers without a domain and for the whole site.
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_DOMAIN"] is found["CSRF_COOKIE_DOMAIN"] is None
    [cookie] = seen["cookies"]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_the_session_cookie_is_out_of_reach_of_scripts(world, client):
    client.post("/sign-in/", {"username": "owner", "password": "correct horse battery"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_sign_in_changes_the_session_and_the_token(world, client):
    client.get("/sign-in/")
    token = client.cookies["csrftoken"].value
    session = client.session
    session["planted"] = 1
    session.save()
    before = session.session_key
    client.post("/sign-in/", {"username": "owner", "password": "correct horse battery"})
    assert client.session.session_key != before
    assert client.cookies["csrftoken"].value != token
