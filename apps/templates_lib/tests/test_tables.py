"""Profiles, boilerplate and job templates as CSV, XLSX and YAML: out of the admin, and back in as drafts."""

from __future__ import annotations

import json

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.accounts.models import Department, User
from apps.templates_lib.admin.resources import ProfileResource
from apps.templates_lib.models import (
    Boilerplate,
    BoilerplateDraft,
    JobTemplate,
    JobTemplateDraft,
    ProfileDraft,
    ProfileVersion,
    RoleProfile,
)
from apps.templates_lib.tests.editors import change, load_profile, make_editor, save
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
FORMATS = {"csv": "0", "xlsx": "1", "yaml": "2"}


@pytest.fixture
def admin():
    return UserFactory(username="admin", role=User.Role.ADMIN, is_staff=True, is_superuser=True)


@pytest.fixture
def nurse():
    return load_profile()


def export(client, model, format):
    response = client.post(reverse(f"admin:templates_lib_{model}_export"), {"format": FORMATS[format]})
    assert response.status_code == 200
    return response.content if format == "xlsx" else response.content.decode()


def upload(client, model, format, content):
    """What the admin answers to a file, and to the confirmation where it asks for one."""
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(f"library.{format}", data)
    fields = {"import_file": file, "format": FORMATS[format]}
    response = client.post(reverse(f"admin:templates_lib_{model}_import"), fields)
    assert response.status_code == 200
    confirm = response.context.get("confirm_form")
    if confirm is None:
        return response
    return client.post(reverse(f"admin:templates_lib_{model}_process_import"), confirm.initial, follow=True)


def table(client, format="csv", **changes):
    """The exported profiles with some cells of the first one changed."""
    data = tablib.Dataset().load(export(client, "roleprofile", format), format=format)
    row = dict(zip(data.headers, data[0], strict=True)) | changes
    data[0] = tuple(row[name] for name in data.headers)
    return data.export(format)


@pytest.mark.parametrize("format", FORMATS)
def test_it_works(client, admin, nurse, format):
    client.force_login(admin)
    unchanged = upload(client, "roleprofile", format, table(client, format))
    assert unchanged.status_code == 200
    assert not ProfileVersion.objects.exists()
    upload(client, "roleprofile", format, table(client, format, tools="scissors\nbandages"))
    draft = ProfileDraft.objects.get()
    assert (draft.state, draft.version.author, draft.version.reason) == ("review", admin, "Imported from a file")
    assert draft.version.content == change(nurse, tools=["scissors", "bandages"])
    nurse.refresh_from_db()
    assert "scissors" not in nurse.content["tools"]


def test_a_new_role_waits_too(client, admin, nurse):
    client.force_login(admin)
    upload(client, "roleprofile", "csv", table(client, slug="zookeeper", title="Zookeeper", aliases=""))
    profile = RoleProfile.objects.get(slug="zookeeper")
    assert (profile.is_published, profile.draft.state) == (False, "review")


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"skills": "[1, 2"}, "This is no valid JSON"),
        ({"skills": '[{"name": "x"}]'}, "missing 2 required positional arguments"),
        ({"levels": "wizard"}, "wizard"),
        ({"title": ""}, "A role needs a title."),
        ({"title": "x" * 200}, "longer than 120 characters"),
        ({"slug": "no slug!"}, "is no address"),
        ({"slug": ""}, "is no address"),
    ],
)
def test_a_bad_row_names_its_row_and_cause(client, admin, nurse, changes, cause):
    load_profile("chef")
    client.force_login(admin)
    page = upload(client, "roleprofile", "csv", table(client, **changes))
    result = page.context["result"]
    assert [row.number for row in result.invalid_rows] == [1]
    assert cause in page.content.decode().replace("&#x27;", "'")
    assert not ProfileVersion.objects.exists()


def test_an_open_change_is_not_overwritten(client, admin, nurse):
    save(make_editor(first_name="Edith", last_name="Editor"), nurse, change(nurse, tools=["mine"]))
    client.force_login(admin)
    page = upload(client, "roleprofile", "csv", table(client, tools="theirs"))
    assert "has an open change by Edith Editor" in page.content.decode()
    assert ProfileDraft.objects.get().version.content["tools"] == ["mine"]


def test_the_pages_fit_the_content_security_policy(client, admin, nurse):
    client.force_login(admin)
    file = SimpleUploadedFile("a.csv", table(client, tools="<img src=x onerror=alert(1)>").encode())
    names = ("import", "export", "changelist")
    pages = [client.get(reverse(f"admin:templates_lib_roleprofile_{name}")) for name in names]
    pages.append(client.post(reverse("admin:templates_lib_roleprofile_import"), {"import_file": file, "format": "0"}))
    for page in pages:
        assert page.status_code == 200
        assert b"style=" not in page.content
        assert b"<img src=x" not in page.content
    assert b"&lt;img" in pages[-1].content


def test_a_formula_does_not_run_in_a_spreadsheet(client, admin, nurse):
    RoleProfile.objects.update(title="=HYPERLINK(1)")
    client.force_login(admin)
    assert "\n=HYPERLINK" not in export(client, "roleprofile", "csv").replace(",", "\n")


def test_boilerplate_there_and_back(client, admin):
    Department.objects.create(name="Wards")
    known = Boilerplate.objects.create(kind="about", text="We care.")
    client.force_login(admin)
    data = tablib.Dataset().load(export(client, "boilerplate", "csv"), format="csv")
    data[0] = (str(known.pk), "about", "", "", "", "", "", "We care a lot.")
    data.append(("", "benefits", "Wards", "GB", "en-GB", "2027-01-01", "", "Free fruit"))
    upload(client, "boilerplate", "csv", data.export("csv"))
    assert list(Boilerplate.objects.published()) == [known]
    drafts = {draft.version.content["kind"]: draft for draft in BoilerplateDraft.objects.all()}
    assert {draft.state for draft in drafts.values()} == {"review"}
    assert drafts["about"].version.content["text"] == "We care a lot."
    assert drafts["benefits"].version.content["effective_from"] == "2027-01-01"
    known.refresh_from_db()
    assert known.text == "We care."
    data.append(("", "nonsense", "", "", "", "", "", "x"))
    page = upload(client, "boilerplate", "csv", data.export("csv"))
    assert [row.number for row in page.context["result"].invalid_rows][-1] == 3


def test_job_templates_there_and_back(client, admin):
    known = JobTemplate.objects.create(name="Night work", purpose="for nights", sections=[{"kind": "summary"}])
    client.force_login(admin)
    data = tablib.Dataset().load(export(client, "jobtemplate", "yaml"), format="yaml")
    upload(client, "jobtemplate", "yaml", data.export("yaml"))
    assert not JobTemplateDraft.objects.exists()
    row = dict(zip(data.headers, data[0], strict=True))
    data[0] = tuple((row | {"purpose": "for long nights"})[name] for name in data.headers)
    data.append(tuple((row | {"id": "", "name": "Day work"})[name] for name in data.headers))
    upload(client, "jobtemplate", "yaml", data.export("yaml"))
    drafts = {draft.version.content["name"]: draft for draft in JobTemplateDraft.objects.all()}
    assert {draft.state for draft in drafts.values()} == {"review"}
    assert drafts["Night work"].version.content["purpose"] == "for long nights"
    assert drafts["Day work"].version.content["sections"] == [{"kind": "summary"}]
    known.refresh_from_db()
    assert known.purpose == "for nights"
    data.append(tuple((row | {"id": "", "name": "x", "sections": '[{"kind": "x"}]'})[name] for name in data.headers))
    page = upload(client, "jobtemplate", "yaml", data.export("yaml"))
    assert "sections[0].kind" in page.text


def test_nested_cells_are_json(nurse):
    row = ProfileResource().export(RoleProfile.objects.all()).dict[0]
    assert json.loads(row["skills"]) == nurse.content["skills"]
    assert row["aliases"].splitlines() == nurse.content["aliases"]
