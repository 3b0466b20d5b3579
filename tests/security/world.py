"""One of everything, and the people who stand in different relations to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from apps.accounts.models import Department, User
from apps.ats.accesses import save_access
from apps.ats.keys import create_key
from apps.ats.models import Connection, Delivery, Endpoint, InboundEvent, JobLink, Requisition
from apps.ats.services import create_connection
from apps.descriptions.check_models import Dismissal
from apps.descriptions.engine_models import EngineSpend, EngineState
from apps.descriptions.imports import read_posting
from apps.descriptions.lines import stored_line
from apps.descriptions.models import (
    ApprovalRoute,
    Comment,
    GenerationRequest,
    JobDescription,
    PendingImport,
    Review,
    Revision,
    Section,
)
from apps.feedback.models import Rating
from apps.templates_lib import editing
from apps.templates_lib.company_texts import TEXTS
from apps.templates_lib.models import (
    Boilerplate,
    BoilerplateDraft,
    BoilerplateVersion,
    CompanyProfile,
    Embedding,
    JobTemplate,
    JobTemplateDraft,
    JobTemplateVersion,
    ProfileDraft,
    ProfileVersion,
    RoleProfile,
    VoiceWord,
)
from tests.factories import (
    DepartmentFactory,
    JobDescriptionFactory,
    OccupationFactory,
    ProfileNameFactory,
    RevisionFactory,
    RoleProfileFactory,
    SectionFactory,
    UserFactory,
    WageFactory,
)

PEOPLE = ("anonymous", "owner", "colleague", "stranger", "admin")
FRAGMENT = {"HX-Request": "true"}
OPEN = "Hold a BSc"


@dataclass(frozen=True)
class World:
    department: Department
    elsewhere: Department
    people: dict[str, User]
    description: JobDescription
    section: Section
    request: GenerationRequest
    proposal: GenerationRequest
    revision: Revision
    word: VoiceWord
    pending: PendingImport
    link: JobLink
    comment: Comment

    def client(self, who: str, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if who != "anonymous":
            client.force_login(self.people[who])
        return client

    def arguments(self, names: set[str]) -> dict[str, Any]:
        """Values for these arguments of an address; each names something that is there."""
        known = {
            "description_id": self.description.pk,
            "section_id": self.section.pk,
            "request_id": self.request.pk,
            "draft_id": self.request.pk,
            "import_id": self.pending.pk,
            "number": self.revision.number,
            "format": "text",
            "file_format": "text",
            "slug": "acme",
            "connection_slug": "kitchen",
            "link_id": self.link.pk,
            "app_label": "descriptions",
            "word_id": self.word.pk,
            "dismissal_id": Dismissal.objects.values_list("pk", flat=True).first() or 0,
            "comment_id": self.comment.pk,
            "endpoint_id": Endpoint.objects.values_list("pk", flat=True).first() or 0,
            "delivery_id": Delivery.objects.values_list("pk", flat=True).first() or 0,
            "event_id": InboundEvent.objects.values_list("pk", flat=True).first() or uuid.uuid4(),
            "boilerplate_id": Boilerplate.objects.values_list("pk", flat=True).first() or 0,
            "template_id": JobTemplate.objects.values_list("pk", flat=True).first() or 0,
        }
        return {name: known[name] for name in names}


def keepable(text: str) -> str:
    """What a row can hold when a test writes it past every door: PostgreSQL itself refuses NUL, SQLite does not."""
    return text.replace("\x00", "") if connection.vendor == "postgresql" else text


def make_world(*, title: str = "Staff Nurse", text: str = "Assess patients on admission") -> World:
    department, elsewhere = DepartmentFactory(name="Wards"), DepartmentFactory(name="Kitchen")
    people = {
        "owner": UserFactory(username="owner", department=department),
        "colleague": UserFactory(username="colleague", department=department),
        "stranger": UserFactory(username="stranger", department=elsewhere),
        "admin": UserFactory(username="admin", role=User.Role.ADMIN, is_staff=True, is_superuser=True),
    }
    # The owner has moved: it is ownership, not the department, that lets them change their description.
    User.objects.filter(pk=people["owner"].pk).update(department=elsewhere)
    description = JobDescriptionFactory(title=title, owner=people["owner"], department=department)
    lines = [
        stored_line(text, source="brief", ref="responsibilities[0]"),
        {**stored_line(OPEN, source="model", ref="local 1"), "supported": False, "reasons": [f"“{text}” is new."]},
    ]
    section = SectionFactory(description=description, lines=lines, heading="What you will do")
    outline = [{"kind": section.kind, "heading": section.heading}]
    request = GenerationRequest.objects.create(
        description=description, outline=outline, requested_by=people["owner"], writer="composer 1"
    )
    proposal = GenerationRequest.objects.create(
        description=description,
        kind="section",
        section=section,
        state="finished",
        outline=outline,
        result={"kind": section.kind, "heading": section.heading, "lines": [stored_line(f"{text}!", source="model")]},
        requested_by=people["owner"],
    )
    content = [{"kind": section.kind, "heading": section.heading, "lines": lines}]
    revision = RevisionFactory(description=description, number=1, content=content)
    offers = {
        "responsibilities": [{"cue": text, "statements": [text], "levels": []}],
        "requirements": [{"cue": text, "kind": "essential", "statements": [text]}],
        "questions": [{"ask": text, "say": "You will nurse {answer}."}],
    }
    content = editing.EMPTY | {"id": "acme", "title": "Nurse", "field": "health"} | offers
    profile = RoleProfileFactory(slug="acme", title="Nurse", content=content)
    ProfileNameFactory(profile=profile)
    word = VoiceWord.objects.create(word="leverage", instead="use")
    Dismissal.objects.create(
        scope="here", rule="jargon", mark="0" * 20, text=text[:200], description=description, person=people["owner"]
    )
    make_change(profile, people["admin"])
    make_text_change(Boilerplate.objects.create(kind="benefits", country="AQ", text="Free fruit"), people["admin"])
    sections = [{"kind": "summary", "guidance": text}]
    make_template_change(JobTemplate.objects.create(name="Usual", purpose="for us", sections=sections), people["admin"])
    posting = f"Nurse\n\n{text}".replace("\x00", "").encode()
    pending = read_posting(by=people["owner"], content=posting, format="text", source=text)
    link = make_link(description, people["admin"], text)
    comment = Comment.objects.create(description=description, text=text[:2000] or "?", author=people["owner"])
    return World(
        department, elsewhere, people, description, section, request, proposal, revision, word, pending, link, comment
    )


def make_link(description: JobDescription, admin: User, text: str) -> JobLink:
    """A job of a system that nobody can reach: its address lies inside."""
    connection = create_connection(slug="kitchen", name=keepable(text)[:120], user=admin)
    save_access(
        connection=connection,
        vendor="lever",
        credentials={"api_key": "Q2FuYXJ5"},
        settings={"base_url": "https://localhost", "perform_as": "u-1"},
    )
    make_events(connection, text)
    return JobLink.objects.create(connection=connection, description=description, external_id="7")


def make_events(connection: Connection, text: str) -> None:
    """An event that could not be used, and one that no endpoint took."""
    InboundEvent.objects.create(
        connection=connection,
        event_id="evt",
        body_sha256="0" * 64,
        type="requisition.created",
        happened_at=timezone.now(),
        fields={"title": keepable(text)},
        processed_at=timezone.now(),
        error=keepable(text)[:300],
    )
    endpoint = Endpoint(url="https://ats.example.com/hook", events=["draft.finished"])
    endpoint.secret = "whsec_" + "Q2FuYXJ5" * 4
    endpoint.save()
    Delivery.objects.create(
        event_id="00000000-0000-0000-0000-000000000001",
        endpoint=endpoint,
        type="draft.finished",
        payload={"t": keepable(text)},
        state="dead",
        next_attempt_at=None,
    )


def make_change(profile: RoleProfile, author: User) -> None:
    """A version of a profile in use, and a draft of the next one."""
    profile.live = ProfileVersion.objects.create(profile=profile, number=1, kind="shipped", content=profile.content)
    profile.save(update_fields=["live"])
    fewer = profile.content | {"responsibilities": [], "requirements": [], "questions": []}
    version = ProfileVersion.objects.create(profile=profile, number=2, kind="draft", content=fewer, author=author)
    ProfileDraft.objects.create(profile=profile, version=version, base=1)


def make_text_change(text: Boilerplate, author: User) -> None:
    content = TEXTS.content_of(text)
    text.live = BoilerplateVersion.objects.create(boilerplate=text, number=1, kind="shipped", content=content)
    text.save(update_fields=["live"])
    more = content | {"text": "Free fruit and nuts"}
    version = BoilerplateVersion.objects.create(boilerplate=text, number=2, kind="draft", content=more, author=author)
    BoilerplateDraft.objects.create(boilerplate=text, version=version, base=1)


def make_template_change(template: JobTemplate, author: User) -> None:
    content = template.content
    fields = {"job_template": template, "content": content}
    template.live = JobTemplateVersion.objects.create(number=1, kind="shipped", **fields)
    template.save(update_fields=["live"])
    fields["content"] = content | {"purpose": "for all of us"}
    version = JobTemplateVersion.objects.create(number=2, kind="draft", author=author, **fields)
    JobTemplateDraft.objects.create(job_template=template, version=version, base=1)


def furnish_admin(world: World, *, text: str = "Care") -> dict[str, Any]:
    """A row of each model that the admin shows: model label -> primary key."""
    admin, now = world.people["admin"], timezone.now()
    connection = Connection.objects.filter(slug="acme").first() or create_connection(
        slug="acme", name=text[:120], user=admin
    )
    key, _text = create_key(name=text[:120], scopes=["briefs:write"], user=admin, expires_at=now + timedelta(days=1))
    occupation, wage = OccupationFactory(title=text[:200], description=text), WageFactory(title=text[:200])
    rows = {
        "accounts_user": world.people["stranger"],
        "accounts_department": world.department,
        "templates_lib_companyprofile": CompanyProfile.objects.create(name=text[:120] or "Company"),
        "templates_lib_boilerplate": Boilerplate.objects.create(kind="about", text=text),
        "templates_lib_boilerplateversion": BoilerplateVersion.objects.get(number=2),
        "templates_lib_boilerplatedraft": BoilerplateDraft.objects.get(),
        "templates_lib_roleprofile": RoleProfileFactory(content={"title": text}),
        "templates_lib_profileversion": ProfileVersion.objects.get(profile_id="acme", number=2),
        "templates_lib_profiledraft": ProfileDraft.objects.get(profile_id="acme"),
        "templates_lib_jobtemplate": JobTemplate.objects.create(name=text[:80], sections=[{"kind": "summary"}]),
        "templates_lib_jobtemplateversion": JobTemplateVersion.objects.get(number=2),
        "templates_lib_jobtemplatedraft": JobTemplateDraft.objects.get(),
        "templates_lib_referencesource": occupation.source,
        "templates_lib_occupation": occupation,
        "templates_lib_wage": wage,
        "templates_lib_voiceword": world.word,
        "templates_lib_embedding": Embedding.objects.create(key="0" * 64, vector=b"\0"),
        "descriptions_jobdescription": world.description,
        "descriptions_revision": world.revision,
        "descriptions_generationrequest": world.proposal,
        "descriptions_dismissal": Dismissal.objects.get(),
        "descriptions_approvalroute": ApprovalRoute.objects.create(name=text[:120] or "Route"),
        "descriptions_review": Review.objects.create(
            description=world.description,
            revision=world.revision,
            text_hash="0" * 64,
            steps=[{"name": text[:60], "role": "", "own_department": True}],
            sent_by=admin,
        ),
        "descriptions_comment": world.comment,
        "descriptions_enginestate": EngineState.objects.create(engine=text[:30]),
        "descriptions_enginespend": EngineSpend.objects.create(engine=text[:30], day=now.date()),
        "feedback_rating": Rating.objects.create(
            description=world.description, revision=world.revision, stars=3, comment=text, engine="person", author=admin
        ),
        "ats_machinekey": key,
        "ats_endpoint": Endpoint.objects.get(),
        "ats_connection": connection,
        "ats_apiaccess": world.link.connection.access,
        "ats_joblink": world.link,
        "ats_delivery": Delivery.objects.get(),
        "ats_requisition": Requisition.objects.create(
            connection=connection, external_id=text[:200], description=world.description
        ),
        "ats_inboundevent": InboundEvent.objects.get(),
    }
    return {label: row.pk for label, row in rows.items()}


def routes() -> dict[str, URLPattern]:
    """Every named route; nameless ones, which only redirect or refuse, under `name#pattern`."""
    found: dict[str, URLPattern] = {}
    _collect(get_resolver(), "", found)
    return found


def _collect(resolver: URLResolver, prefix: str, found: dict[str, URLPattern]) -> None:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            _collect(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix, found)
        else:
            found[prefix + (pattern.name or f"#{pattern.pattern}")] = pattern
