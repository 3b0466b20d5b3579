"""What the library offers for a role, as groups of choices that a form shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from apps.templates_lib.services import Offers


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    is_picked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that are posted as `name`, or written by the page's script into the text field `target`."""

    name: str
    label: str
    target: str
    choices: tuple[Choice, ...]


#: More would turn a title into a questionnaire.
MAX_QUESTIONS = 3


def show_questions(offers: Offers, *, answered: Collection[str] = ()) -> list[dict[str, str]]:
    """The first questions that have no answer yet, as the brief keeps answers."""
    fresh = [question for question in offers.questions if question not in answered]
    return [{"question": question, "answer": ""} for question in fresh[:MAX_QUESTIONS]]


def show_groups(offers: Offers, *, picked: Collection[str] = ()) -> list[Group]:
    """`picked` are lines that the brief holds already, in whatever case."""
    chosen = {text.casefold() for text in picked}
    groups = (
        ("picked_responsibilities", "Responsibilities", "responsibilities", offers.responsibilities),
        ("picked_required", "Required skills", "required_skills", offers.required),
        ("picked_nice", "Nice to have", "nice_to_have_skills", offers.nice_to_have),
    )
    return [
        Group(name, label, target, tuple(Choice(text, text.casefold() in chosen) for text in texts))
        for name, label, target, texts in groups
        if texts
    ]
