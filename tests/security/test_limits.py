"""Too much is refused with a sentence, and nothing of it is lost or lingers."""

from __future__ import annotations

import io
import json
import resource
import zipfile
import zlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.ats import inbox
from apps.ats.keys import create_key
from apps.ats.models import InboundEvent, Scope
from apps.ats.services import create_connection
from apps.ats.tests.test_receive import send, signed
from apps.descriptions import engine
from apps.descriptions.models import JobDescription
from ml.documents.tests.samples import nurse
from ml.documents.tests.test_limits import DOCUMENT, changed, word_xml
from tests.security.world import FRAGMENT, keepable, make_world

pytestmark = pytest.mark.django_db
LIMIT = engine.MAX_CHARACTERS
MIB = 2**20


@pytest.fixture(autouse=True)
def _no_throttle_left_over():
    cache.clear()


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def api(world):
    _, key = create_key(name="ATS", scopes=Scope.values, user=world.people["owner"])
    return world.client("anonymous", headers={"authorization": f"Bearer {key}"})


def lines(count):
    """Exactly `count` characters in lines of a list, without the line ends."""
    return ["Care for patients on the ward and for their families"[:50]] * (count // 50) + ["x" * (count % 50)]


def post_json(client, body, **options):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(reverse("api:drafts"), content, content_type="application/json", **options)


# 8,000 characters


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_a_long_brief_comes_back_as_typed(world, headers):
    fields = {"title": "Nurse", "notes": "n" * 2_000}
    fields |= {name: "\n".join(["word " * 30 + str(n) for n in range(25)]) for name in ("responsibilities",)}
    fields["required_skills"] = "\n".join(["skill " * 20 + str(n) for n in range(25)])
    response = world.client("owner").post(reverse("descriptions:new"), fields, headers=headers)
    assert response.status_code == 422
    page = response.content.decode()
    assert "the limit is 8,000" in page
    for typed in ("n" * 2_000, fields["responsibilities"], fields["required_skills"]):
        assert typed.replace("\n", "") in page.replace("\r", "").replace("\n", "")
    assert JobDescription.objects.count() == 1


def test_a_long_brief_of_the_api_is_a_problem_that_says_so(api):
    response = post_json(api, {"title": "Nurse", "responsibilities": lines(1_900), "notes": "n" * LIMIT})
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["type"], problem["field"]) == ("urn:jdcopilot:problem:bad-brief", "brief")
    assert "the limit is 8,000" in problem["detail"]
    assert JobDescription.objects.count() == 1


@pytest.mark.parametrize(("extra", "status"), [(0, 202), (1, 422)])
def test_the_limit_is_exact(api, extra, status):
    assert post_json(api, {"title": "Nurse", "notes": "n" * (LIMIT - 5 + extra)}).status_code == status


def test_a_long_requisition_says_so_where_admins_look(world):
    connection = create_connection(slug="acme", name="Acme", user=world.people["owner"])
    data = {"id": "R-1", "title": "Nurse", "responsibilities": ["x " * 150] * 40}
    assert send(connection, {"type": "requisition.created", "data": data}).status_code == 200
    event = InboundEvent.objects.get(connection=connection)
    inbox.process_event(str(event.pk))
    event.refresh_from_db()
    assert "the limit is 8,000" in event.error
    assert len(event.fields["responsibilities"]) == 40  # kept, so that it can be processed again
    page = world.client("admin").get(reverse("admin:ats_inboundevent_change", args=[event.pk]))
    assert "the limit is 8,000" in page.content.decode()


# Bodies


@pytest.mark.parametrize("size", [256 * 1024 + 1, 2 * MIB])
def test_a_large_body_is_refused_by_the_api(api, size):
    response = post_json(api, {"title": "Nurse", "notes": "n" * size})
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


def test_a_large_body_that_hides_its_size_is_refused_by_the_api(api):
    body = json.dumps({"title": "Nurse", "notes": "n" * (3 * MIB)}).encode()
    response = post_json(api, body, CONTENT_LENGTH="")
    assert response.status_code in (400, 413, 422)


def test_a_large_event_is_refused(world):
    connection = create_connection(slug="acme", name="Acme", user=world.people["owner"])
    body = b'{"type": "' + b"x" * MIB + b'"}'
    response = send(connection, body=body, headers=signed(connection.secret, body))
    assert response.status_code == 413
    assert not InboundEvent.objects.filter(connection=connection).exists()


def test_a_large_form_is_refused(world):
    response = world.client("owner").post(reverse("descriptions:new"), {"title": "Nurse", "notes": "n" * 2 * MIB})
    assert response.status_code in (400, 413)


def test_many_fields_are_refused(world):
    fields = {f"x{n}": "1" for n in range(600)}
    assert world.client("owner").post(reverse("descriptions:new"), fields).status_code in (400, 413)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"title":' * 20_000, b'{"title": ' + b"9" * 100_000 + b"}", b"\xff\xfe", b"null", b"1e999", b""],
    ids=["brackets", "objects", "digits", "bytes", "null", "infinity", "nothing"],
)
def test_json_that_hurts_is_a_problem(api, body):
    response = post_json(api, body)
    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


# Files


def zipped(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return file.getvalue()


def bombs():
    huge = b"\0" * (100 * MIB)
    inner = zipped(("a", huge))
    return {
        "zip bomb": ("x.docx", changed(**{"word/media/bomb.png": huge[: 60 * MIB]})),
        "document bomb": ("x.docx", changed(**{DOCUMENT: b"<w:p/>" * (4 * MIB)})),
        "zip in zip": ("x.docx", zipped(("word/document.xml", inner), ("[Content_Types].xml", "<Types/>"))),
        "deep xml": ("x.docx", changed(**{DOCUMENT: b"<x>" * 200_000})),
        "billion laughs": ("x.docx", changed(**{DOCUMENT: word_xml('<!DOCTYPE x [<!ENTITY a "aa">]>', "&a;")})),
        "deep html": ("x.html", b"<div>" * 500_000),
        "huge html": ("x.html", b"<p>care</p>" * 400_000),
        "attributes": ("x.html", b"<p " + b"a=1 " * 500_000 + b">x"),
        "markdown": ("x.md", b"[" * 200_000 + b"](x)"),
        "deep json": ("x.json", b"[" * 200_000),
        "long line": ("x.txt", b"x" * (4 * MIB)),
        "many lines": ("x.txt", b"Nurse\n" + b"x\n" * (2 * MIB)),
        "no text": ("x.txt", bytes(range(256)) * 1000),
        "zip as text": ("x.txt", inner),
        "nothing": ("x.docx", b""),
        "many headings": ("x.md", b"# Nurse\n" + b"## x\n\ny\n\n" * 20_000),
        "pdf bomb": ("x.pdf", pdf_of(b"BT /F1 9 Tf (x) Tj ET " * (8 * MIB // 4))),
        "pdf pages": ("x.pdf", pdf_of(b"", pages=5_000)),
        "pdf with a script": ("x.pdf", pdf_of(b"BT /F1 9 Tf (Nurse) Tj ET", script=b"app.alert(1)")),
        "pdf that leads in a circle": ("x.pdf", b"%PDF-1.7\n1 0 obj <</Type/Pages/Kids[1 0 R]/Count 9>> endobj\n"
                                       b"trailer <</Root <</Pages 1 0 R>>>>"),
        "pdf of nothing": ("x.pdf", b"%PDF-1.7" + b"\0" * MIB),
        "deep json of a job board": ("x.json", b'{"jobs":[' * 50_000),
        "long words": ("x.txt", b"Nurse\n\n" + b"Ab-" * 150_000),
        "amounts": ("x.txt", b"Nurse\n\n" + b"1,000 - " * 60_000),
    }  # fmt: skip


def pdf_of(content, *, pages=1, script=b""):
    """A PDF with these page contents, packed as tightly as they go."""
    packed = zlib.compress(content, 9)
    kids = b" ".join(b"3 0 R" if number == 0 else b"%d 0 R" % (number + 9) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    action = b"/OpenAction<</S/JavaScript/JS(" + script + b")>>" if script else b""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + action + b">>",
        2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        3: page,
        4: b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    } | dict.fromkeys(range(10, pages + 9), page)
    body, places = b"%PDF-1.7\n", {}
    for number, text in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(objects) + 1))
    start, size = len(body), max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return body + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


@pytest.fixture(scope="module")
def made_bombs():
    return bombs()


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_no_file_blows_up(world, made_bombs):
    """Refused with a sentence or read; never an error of ours, and the memory stays within bounds."""
    client = world.client("owner")
    before = peak()
    for kind, (name, content) in made_bombs.items():
        response = client.post(reverse("descriptions:import"), {"file": SimpleUploadedFile(name, content)})
        assert response.status_code in (302, 422), kind
        if response.status_code == 302:
            assert client.get(response["Location"]).status_code == 200, kind
        else:
            assert 'class="errorlist"' in response.content.decode(), kind
    assert peak() - before < 300 * MIB


@pytest.mark.parametrize("size", [5 * MIB + 1])
def test_a_large_file_is_refused_with_a_sentence(world, size):
    file = SimpleUploadedFile("x.txt", b"x" * size)
    response = world.client("owner").post(reverse("descriptions:import"), {"file": file})
    assert response.status_code == 422
    assert "larger than 5 MB" in response.content.decode()


@pytest.mark.parametrize("name", ["x.doc", "x.exe", "x.docm", "x.docx.exe", "x", ".docx", "x.html\x00.exe", "x.svg"])
def test_other_kinds_of_files_are_refused(world, name):
    file = SimpleUploadedFile(name, b"<svg onload=alert(1)>")
    response = world.client("owner").post(reverse("descriptions:import"), {"file": file})
    assert response.status_code == 422


# Names of files


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "..\\..\\windows\\system32",
        'Nurse"; filename="evil.exe',
        "Nurse\r\nX-Injected: yes",
        "Nurse\x00.exe",
        "Krankenpfleger für Intensivpflege",
        "护士",
        "\u202egpj.exe Nurse",
        "CON",
        ".htaccess",
        "x" * 200,
        "%2e%2e%2f Nurse",
        "🏥",
        "<script>",
    ],
)
@pytest.mark.parametrize("file_format", ["text", "html"])
def test_names_of_files_are_only_names(world, title, file_format):
    JobDescription.objects.filter(pk=world.description.pk).update(title=keepable(title))
    response = world.client("owner").get(reverse("descriptions:export", args=[world.description.pk, file_format]))
    assert response.status_code == 200
    disposition = response["Content-Disposition"]
    assert "X-Injected" not in response.headers
    kind, _, parameter = disposition.partition(";")
    assert kind == "attachment"
    name, _, value = parameter.strip().partition("=")
    assert name in ("filename", "filename*")
    value = value.strip('"').removeprefix("utf-8''")
    assert not set('\r\n\0"/\\<>:|?*;') & set(value)
    assert not any(bad in value.lower() for bad in ("%2f", "%5c", "%00", "%0d", "%0a", "%e2%80%ae"))
    assert not value.startswith(".")
    assert value.endswith((".txt", ".html"))
    assert len(value.rpartition(".")[0]) > 0
    assert len(value) <= 255


def test_an_export_is_as_large_as_its_text(world):
    assert nurse().title
    response = world.client("owner").get(reverse("descriptions:export", args=[world.description.pk, "docx"]))
    assert len(response.content) < MIB
