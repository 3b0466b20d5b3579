"""What people do with the company's voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.templates_lib.company_texts import TEXTS, create_text
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.job_templates import JOB_TEMPLATES
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate, VoiceWord
from apps.templates_lib.models.history import DraftState
from apps.templates_lib.permissions import check_can_change_voice
from apps.templates_lib.reviewing import LEARNT

#: More rules would slow every line down, and nobody remembers so many.
MOST_WORDS = 200


def company_or_new() -> CompanyProfile:
    """The company, which may not be stored yet."""
    return CompanyProfile.objects.first() or CompanyProfile()


def save_voice(*, by: User, settings: Mapping[str, Any]) -> CompanyProfile:
    """Store these settings; the others stay as they are."""
    check_can_change_voice(by)
    company, _ = CompanyProfile.objects.update_or_create(pk=1, defaults=dict(settings))
    return company


@transaction.atomic
def take_settings(*, by: User, settings: Mapping[str, Any]) -> None:
    """Settings one by one, as a proposal offers them; checked like those of the form."""
    check_can_change_voice(by)
    company = CompanyProfile.objects.select_for_update().first()
    if company is None:
        raise LibraryError("Give the company a name first, on the page of its voice.")
    for name, value in settings.items():
        setattr(company, name, value)
    try:
        company.full_clean()
    except ValidationError as error:
        raise LibraryError("This setting is not known. Reload the page and choose again.") from error
    company.save(update_fields=[*settings, "updated_at"])


def add_word(*, by: User, word: VoiceWord) -> VoiceWord:
    check_can_change_voice(by)
    if VoiceWord.objects.count() >= MOST_WORDS:
        raise LibraryError(f"There are {MOST_WORDS} words already. Remove one that is not needed first.")
    try:
        with transaction.atomic():
            word.save()
    except IntegrityError as error:
        raise LibraryError(f"“{word.word}” is in the list already. Remove it there first.") from error
    return word


def remove_word(*, by: User, word_id: int) -> None:
    check_can_change_voice(by)
    VoiceWord.objects.filter(pk=word_id).delete()


@transaction.atomic
def propose_text(*, by: User, kind: str, text: str) -> None:
    """Company text for everyone, for somebody else to review; what is there already is nobody's to overwrite unseen."""
    check_can_change_voice(by)
    new = Boilerplate(kind=kind, text=text)
    if Boilerplate.objects.overlapping(new).exists() or Boilerplate.objects.waiting_beside(new).exists():
        raise LibraryError(
            f"There is a text “{new}” for everyone already, or one waits for review. Change that one on the page of "
            "the company texts."
        )
    create_text(by=by, content=TEXTS.content_of(new), reason=LEARNT, state=DraftState.REVIEW)


@transaction.atomic
def propose_structure(*, by: User, headings: Mapping[str, str]) -> None:
    """These sections of the usual job template in this order, under these headings, for review; the others stay."""
    check_can_change_voice(by)
    template = JobTemplate.objects.select_for_update().filter(is_default=True).first()
    if template is None:
        raise LibraryError("There is no usual job template to change. Choose one in the admin first.")
    content = JOB_TEMPLATES.content_of(template)
    known = {section["kind"]: section for section in content["sections"]}
    ordered = iter([{**known[kind], "heading": heading} for kind, heading in headings.items() if kind in known])
    sections = [next(ordered) if item["kind"] in headings else item for item in content["sections"]]
    JOB_TEMPLATES.propose_change(by=by, owner=template, content=content | {"sections": sections}, reason=LEARNT)
