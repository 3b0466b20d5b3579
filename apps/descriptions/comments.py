"""Comments on a text, its sections and lines: made, answered, settled."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import tasks
from apps.descriptions.errors import BadBrief, WrongState
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.permissions import check_can_resolve
from apps.descriptions.review_models import Comment
from apps.templates_lib.engine import clean

#: A name after @, as usernames are made; a full stop at its end belongs to the sentence.
MENTION = re.compile(r"(?<![\w@.])@([\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?)")
MOST_MENTIONS = 20
MOST_OFFERED = 8


@transaction.atomic
def add_comment(
    *, by: User, description: JobDescription, text: str, section: Section | None = None, line_text: str = ""
) -> Comment:
    """On the line of the section that reads `line_text`, on the section, or on the whole text."""
    if line_text and (section is None or line_text not in [line["text"] for line in section.lines]):
        raise WrongState("This line was changed meanwhile. Look at the newest text first.")
    comment = Comment.objects.create(
        description=description,
        section_kind=section.kind if section else "",
        heading=section.heading if section else "",
        line_text=line_text,
        author=by,
        text=_checked(text),
    )
    _mention(comment)
    return comment


@transaction.atomic
def reply(*, by: User, comment: Comment, text: str) -> Comment:
    """An answer opens a settled comment again: somebody has more to say."""
    thread = comment.parent or comment
    answer = Comment.objects.create(
        description=thread.description, parent=thread, author=by, text=_checked(text), section_kind=thread.section_kind
    )
    Comment.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by=None)
    _mention(answer)
    return answer


def resolve(*, by: User, comment: Comment, is_resolved: bool) -> None:
    check_can_resolve(by, comment)
    if comment.parent_id:
        raise WrongState("An answer is settled with the comment that it answers.")
    now, person = (timezone.now(), by) if is_resolved else (None, None)
    Comment.objects.filter(pk=comment.pk).update(resolved_at=now, resolved_by=person)


def _checked(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise BadBrief("text", "Write the comment first.")
    if len(text) > Comment.LONGEST:
        raise BadBrief("text", f"A comment may have {Comment.LONGEST:,} characters; this one has {len(text):,}.")
    return text


def _mention(comment: Comment) -> None:
    people = mentioned(comment.text).exclude(pk=comment.author_id)
    comment.mentions.set(people)
    if people:
        tasks.ask_after_commit(tasks.mail_mentions, comment.pk)


def mentioned(text: str) -> Any:
    """The active people whose usernames stand after an @."""
    names = [name.rstrip(".-") for name in MENTION.findall(text)[:MOST_MENTIONS]]
    return User.objects.filter(username__in=names, is_active=True)


def people_to_mention(description: JobDescription, words: str, *, by: User) -> QuerySet[User]:
    """Who may read the text, which is everybody active, by the start of a name: those with a part in it first."""
    found = User.objects.filter(is_active=True).exclude(pk=by.pk).select_related("department")
    for word in words.split()[:3]:
        starts = Q(username__istartswith=word) | Q(first_name__istartswith=word) | Q(last_name__istartswith=word)
        found = found.filter(starts)
    near = Case(
        When(Q(pk=description.owner_id) | Q(pk__in=_commented(description)), then=0),
        When(department=description.department_id, department__isnull=False, then=1),
        default=2,
    )
    return found.order_by(near, "first_name", "username")[:MOST_OFFERED]


def _commented(description: JobDescription) -> QuerySet[Any]:
    return Comment.objects.filter(description=description, author__isnull=False).values("author")
