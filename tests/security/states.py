"""The state in which a request of the owner succeeds, by route."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from apps.ats.models import JobLink
from apps.descriptions import reviewing, revisions
from apps.descriptions.models import GenerationRequest, JobDescription, Section
from apps.templates_lib.models import (
    Boilerplate,
    BoilerplateDraft,
    CompanyProfile,
    JobTemplate,
    JobTemplateDraft,
    ProfileDraft,
    RoleProfile,
)
from tests.security.world import World


def prepare(world: World, name: str) -> None:
    if change := STATES.get(name):
        change(world)


def _archived(world: World) -> None:
    JobDescription.objects.update(status="archived")


def _approved(world: World) -> None:
    hashed = revisions.hash_of(world.description)
    JobDescription.objects.update(status="approved", text_hash=hashed, approved_hash=hashed, approved_at=timezone.now())


def _sent(world: World) -> None:
    _ready_to_send(world)
    reviewing.send_for_review(by=world.people["owner"], description=world.description)


def _ready_to_send(world: World) -> None:
    GenerationRequest.objects.filter(state="queued").update(state="stopped", finished_at=timezone.now())
    Section.objects.update(lines=[])
    section = Section.objects.get()
    section.lines = [{**world.section.lines[0]}]
    section.save()


def _changed_there(world: World) -> None:
    found = {"title": world.description.title, "sections": []}
    JobLink.objects.update(state="drifted", found=found, pushed_hash="0" * 64)


def _profile(**changes: object) -> Callable[[World], object]:
    return lambda world: RoleProfile.objects.filter(slug="acme").update(**changes)


def _in_review(model: type[ProfileDraft | BoilerplateDraft | JobTemplateDraft]) -> Callable[[World], object]:
    return lambda world: model.objects.update(state="review")


STATES: dict[str, Callable[[World], object]] = {
    "descriptions:reopen": _archived,
    "descriptions:send": _ready_to_send,
    "descriptions:approve": _sent,
    "descriptions:send_back": _sent,
    "descriptions:withdraw": _sent,
    "descriptions:publish": _approved,
    "connections:ask": _approved,
    "connections:take_in": _changed_there,
    "library:publish": _in_review(ProfileDraft),
    "library:send_back": _in_review(ProfileDraft),
    "library:publish_boilerplate": _in_review(BoilerplateDraft),
    "library:send_back_boilerplate": _in_review(BoilerplateDraft),
    "library:publish_template": _in_review(JobTemplateDraft),
    "library:send_back_template": _in_review(JobTemplateDraft),
    "library:restore": _profile(live=None, title="Healer", content={}),
    "library:shipped": _profile(shipped={"title": "Nurse"}),
    "library:restore_boilerplate": lambda world: Boilerplate.objects.update(live=None, text="Nuts"),
    "library:restore_template": lambda world: JobTemplate.objects.update(live=None, purpose="for nobody"),
    "library:voice_employer": lambda world: CompanyProfile.objects.get_or_create(name="Northfield"),
}
