"""The state in which a request of the owner succeeds, by route."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from apps.ats.models import JobLink
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


def _finished(world: World) -> None:
    JobDescription.objects.update(status="finished")


def _ready_to_finish(world: World) -> None:
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
    "descriptions:reopen": _finished,
    "descriptions:finish": _ready_to_finish,
    "connections:ask": _finished,
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
