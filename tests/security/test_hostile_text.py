"""Whatever people, files and machines send is text: shown as text, exported as text, never run."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree
from lxml import html as lxml_html

from apps.ats import inbox
from apps.ats.keys import create_key
from apps.ats.models import InboundEvent, Scope
from apps.ats.services import create_connection
from apps.ats.tests.test_receive import send
from apps.descriptions import documents, engine, services
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.runs import perform_request
from apps.descriptions.views.context import EXPORTS
from apps.templates_lib.models import Boilerplate, CompanyProfile, RoleProfile
from tests.security.hostile import HOSTILE
from tests.security.test_headers import check_nothing_inline
from tests.security.test_permission_matrix import address
from tests.security.world import FRAGMENT, furnish_admin, keepable, make_world

EACH = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
#: A few at once, for what takes its time; each text stands on its own in a list.
TEXTS_OF_ALL = list(HOSTILE.values())
GROUPS = [TEXTS_OF_ALL[n : n + 6] for n in range(0, len(TEXTS_OF_ALL), 6)]
EACH_GROUP = pytest.mark.parametrize("texts", GROUPS, ids=[f"group {n}" for n in range(len(GROUPS))])
#: Fields of a brief that hold text of people.
TEXTS = ("responsibilities", "required_skills", "nice_to_have_skills")


@pytest.fixture(autouse=True)
def _no_throttle_left_over(db):
    cache.clear()


def titled(text):
    """As a title: on one line, with letters, short enough."""
    return f"Nurse {' '.join(text.split())}"[:150]


def brief_with(*texts):
    """With these texts wherever a brief takes text."""
    first, together = texts[0], "\n".join(texts)
    return {
        "title": titled(first),
        "department": first,
        "company": {"name": first, "about": together, "benefits": [*texts]},
        "locations": [{"city": text[:80], "region": text[:80], "country": "GB"} for text in texts],
        "notes": together,
        "answers": [{"question": text, "answer": text} for text in texts],
        **{name: [*texts, *(f"Care for patients and {text}" for text in texts)] for name in TEXTS},
    }


def check_page(response):
    assert response.status_code == 200, response.content[:500]
    check_nothing_inline(response)
    return response.content.decode()


def check_exports(client, description, formats=tuple(dict(EXPORTS))):
    for file_format in formats:
        response = client.get(reverse("descriptions:export", args=[description.pk, file_format]))
        if response.status_code == 302:  # a message says what the format cannot hold
            continue
        assert response.status_code == 200, file_format
        disposition = response["Content-Disposition"]
        assert disposition.startswith("attachment; filename")
        assert not re.search(r"[\x00-\x1f\x7f/\\<>]", disposition.replace('\\"', ""))
        check_file(file_format, response.content)


def check_file(file_format, content):
    if file_format == "pdf":
        assert content.startswith(b"%PDF-")
        assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|SubmitForm|URI)\b", content)
        return
    if file_format == "docx":
        check_docx(content)
    if file_format == "html":
        root = lxml_html.fromstring(content)
        for element in root.iter():
            assert element.tag not in {"iframe", "object", "form", "img", "a", "base", "svg"}
            assert element.tag != "script" or element.get("type") == "application/ld+json"
            assert not [name for name in element.attrib if name.startswith(("on", "hx-"))]
        for script in root.xpath("//script"):
            json.loads(script.text)  # a "</script>" inside would have cut it
    if file_format == "jsonld":
        assert isinstance(json.loads(content), dict)
        assert b"</" not in content, "embedded in a page, it would end the script"
        assert b"<!--" not in content
    parsed = documents.parse_document(content, file_format)
    assert parsed[0]


def check_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(package.read(name))
            assert not root.xpath(
                "//*[local-name()='fldSimple' or local-name()='instrText' or local-name()='hyperlink']"
            )
            assert not root.xpath("//*[@TargetMode='External']")


def write(description):
    RoleProfile.objects.all().delete()  # the world's is made for pages, not for writing
    perform_request(services.request_draft(by=description.owner, description=description).pk)
    description.refresh_from_db()


@EACH_GROUP
def test_from_the_brief_to_every_page_and_file(texts):
    text = texts[0]
    world = make_world(title=titled(text), text=text)
    CompanyProfile.objects.create(name=text.replace("\x00", "")[:120])
    for kind in ("about", "benefits", "equal_opportunity"):
        Boilerplate.objects.create(kind=kind, text="\n".join(texts).replace("\x00", ""))
    description = services.create_description(by=world.people["owner"], brief=brief_with(*texts))
    write(description)
    assert {request.state for request in description.requests.all()} == {"finished"}
    client = world.client("owner")
    for name in ("edit", "brief", "revisions"):
        check_page(client.get(reverse(f"descriptions:{name}", args=[description.pk])))
    check_page(client.get(reverse("descriptions:edit", args=[description.pk]), {"sources": "all"}))
    run = description.requests.get()
    check_page(client.get(reverse("descriptions:run", args=[run.pk]), headers=FRAGMENT))
    section = description.sections.exclude(kind__in=engine.LOCKED_KINDS).first()
    check_page(client.get(reverse("descriptions:edit_section", args=[section.pk]), headers=FRAGMENT))
    check_page(client.get(reverse("descriptions:list")))
    check_page(client.get(reverse("descriptions:list"), {"q": text, "status": "all"}))
    check_exports(client, description)


@EACH
def test_from_an_editor_to_every_page_and_file(text):
    """Stored as people save it, beside other people's, in versions, comparisons, conflicts and proposals."""
    world = make_world(title=titled(text).replace("\x00", ""), text="Care")
    client, section = world.client("owner"), world.section
    saved = client.post(
        reverse("descriptions:save_section", args=[section.pk]),
        {"text": f"{text}\nCare for {text}", "heading": f"H {text}"[:120], "version": 1},
        headers=FRAGMENT,
    )
    if "\x00" in text:
        assert saved.status_code == 422
    else:
        check_page(saved)
        section.refresh_from_db()
        stale = {"text": f"other {text}", "version": 1}
        conflict = client.post(reverse("descriptions:save_section", args=[section.pk]), stale, headers=FRAGMENT)
        assert conflict.status_code == 409
        check_nothing_inline(conflict)
        client.post(reverse("descriptions:save_version", args=[world.description.pk]), {"reason": f"Because {text}"})
    check_page(client.get(address(world, "descriptions:edit")))
    check_page(client.get(address(world, "descriptions:revisions"), {"from": "1", "to": "2"}))
    check_page(client.get(address(world, "descriptions:review")))
    check_page(client.get(address(world, "descriptions:dashboard")))
    proposal = reverse("descriptions:run", args=[world.proposal.pk])
    check_page(client.get(proposal, headers=FRAGMENT))


@EACH
def test_as_a_title_and_in_a_file(text):
    world = make_world(title=titled(text).replace("\x00", ""), text=keepable(text))
    client = world.client("owner")
    page = check_page(client.get(reverse("descriptions:list")))
    assert "Nurse" in page
    check_exports(client, world.description, formats=("html", "jsonld", "markdown", "text", "docx"))


@EACH
def test_from_a_file_to_the_editor(text):
    world = make_world()
    client = world.client("owner")
    files = {
        "txt": f"Nurse\n\n{text}\n\nWhat you will do\n- {text}",
        "md": f"# Nurse {text}\n\n## What you will do\n\n- {text}\n",
        "html": f"<h1>Nurse {text}</h1><h2>What you will do</h2><ul><li>{text}</li></ul>",
        "json": json.dumps({"@type": "JobPosting", "title": f"Nurse {text}", "description": f"<p>{text}</p>"}),
    }
    for suffix, content in files.items():
        file = SimpleUploadedFile(f"x.{suffix}", content.encode("utf-8", "replace"))
        response = client.post(reverse("descriptions:import"), {"file": file})
        assert response.status_code in (302, 422), suffix
        if response.status_code == 302:
            page = check_page(client.get(response["Location"]))
            assert "Nurse" in page
        else:
            check_nothing_inline(response)


@EACH
def test_from_the_api(text):
    world = make_world()
    _, key = create_key(name="ATS", scopes=Scope.values, user=world.people["owner"])
    client = world.client("anonymous", headers={"authorization": f"Bearer {key}"})
    response = client.post(reverse("api:drafts"), json.dumps(brief_with(text)), content_type="application/json")
    assert response.status_code in (202, 422), response.content
    assert response["Content-Type"].startswith(("application/json", "application/problem+json"))
    if response.status_code == 202:
        description = JobDescription.objects.latest("pk")
        answer = client.get(reverse("api:description", args=[description.pk]))
        assert answer["Content-Type"] == "application/json"
        assert answer.json()["title"] == description.title
        check_page(world.client("stranger").get(description.get_absolute_url()))


@EACH
def test_from_a_requisition(text):
    world = make_world()
    connection = create_connection(slug="acme", name="Acme", user=world.people["owner"])
    data = {
        "id": "R-1",
        "title": titled(text),
        "department": {"name": text},
        "locations": [{"city": text[:80], "country": "GB"}],
        "description": f"<p>{text}</p>",
        "responsibilities": [text],
        "skills": [{"name": text}],
    }
    event = {"type": "requisition.created", "timestamp": "2026-03-01T09:00:00Z", "data": data}
    assert send(connection, event).status_code == 200
    stored = InboundEvent.objects.get(connection=connection)
    inbox.process_event(str(stored.pk))
    stored.refresh_from_db()
    assert stored.error == ""
    check_page(world.client("owner").get(stored.description.get_absolute_url()))
    admin = world.client("admin").get(reverse("admin:ats_inboundevent_change", args=[stored.pk]))
    assert text.replace("\x00", "") == text or b"\x00" not in admin.content
    check_admin(admin)


def check_admin(response):
    assert response.status_code == 200
    check_nothing_inline(response)


@EACH_GROUP
def test_in_the_admin(texts):
    text = "\n".join(texts).replace("\x00", "")
    world = make_world(title=titled(text), text=text)
    rows, client = furnish_admin(world, text=text), world.client("admin")
    for label, pk in rows.items():
        for url in (reverse(f"admin:{label}_changelist"), reverse(f"admin:{label}_change", args=[pk])):
            response = client.get(url, follow=True)
            check_admin(response)
            root = lxml_html.fromstring(response.content)
            assert not root.xpath("//iframe | //script[not(@src) and not(@type='application/json')] | //img[@onerror]")


@EACH
def test_in_the_form_that_comes_back(text):
    """A form with an error shows what was typed, and nothing of it runs."""
    world = make_world()
    fields = {"title": "", "notes": text, "responsibilities": text, "pay_min": text, "place_1-city": text}
    fields |= {"answer_question_1": text, "answer_text_1": text, "picked_required": [text], "role": text, "level": text}
    for headers in ({}, FRAGMENT):
        response = world.client("owner").post(reverse("descriptions:new"), fields, headers=headers)
        assert response.status_code == 422
        check_nothing_inline(response)


@EACH
def test_in_a_comment_and_an_added_point(text):
    world = make_world()
    client = world.client("owner")
    rated = client.post(address(world, "feedback:rate"), {"stars": 1, "comment": text, "section_kind": ""})
    assert rated.status_code == 302
    for fields in ({"point": text}, {"tone": text}, {"length": text}):
        asked = client.post(address(world, "descriptions:rewrite_section"), fields, headers=FRAGMENT)
        assert asked.status_code in (200, 422)
        check_nothing_inline(asked)
    wanted = world.description.requests.filter(kind="section").exclude(pk=world.proposal.pk).first()
    if wanted is not None:
        RoleProfile.objects.all().delete()
        perform_request(wanted.pk)
        check_page(client.get(reverse("descriptions:run", args=[wanted.pk]), headers=FRAGMENT))


@EACH
def test_in_an_address(text):
    world = make_world()
    client = world.client("owner")
    for url, names in (("/descriptions/", ("q", "page", "status", "owner")), ("/descriptions/new/", ("title",))):
        check_page(client.get(url, dict.fromkeys(names, text)))
    check_page(client.get(address(world, "descriptions:revisions"), {"from": text, "to": text, "page": text}))
    check_page(client.get(address(world, "descriptions:edit"), {"proposal": text, "sources": text}))
    found = client.get(reverse("library:suggest"), {"title": text})
    assert found.status_code == 200
    check_nothing_inline(found)
    page = world.client("anonymous").get("/sign-in/", {"next": text})
    check_page(page)


def test_a_very_long_word_stays_one():
    world = make_world()
    Section.objects.update(lines=[stored_line("x" * 5_000, source="person")])
    client = world.client("owner")
    check_page(client.get(address(world, "descriptions:edit")))
    check_exports(client, world.description)


#: Where text is declared safe on purpose; each has been read.
DECLARED_SAFE = {"apps/ats/engine.py"}  # JSON-LD, in which `<`, `>` and `&` are written as escapes


def test_nothing_is_declared_safe():
    found = set()
    for root in ("apps", "jdcopilot", "ml"):
        for path in (settings.BASE_DIR / root).rglob("*"):
            if path.suffix not in {".py", ".html"} or "tests" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            if re.search(
                r"\|\s*safe(?:seq)?\b|mark_safe|autoescape\s+off|SafeText\(|SafeString\(|render_value=True", text
            ):
                found.add(str(path.relative_to(settings.BASE_DIR)))
    assert found == DECLARED_SAFE
