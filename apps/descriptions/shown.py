"""What the pages show of sections and lines: plain words for sources, writers and matches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.descriptions import engine
from apps.descriptions.diffs import Hunk, diff_words
from apps.descriptions.lines import StoredLine, is_open, slots_of
from apps.descriptions.models import Section

#: From this score on a role profile is called a close match.
CLOSE = 0.8
KIND_WORDS = {
    "brief": "Brief",
    "profile": "Role profile",
    "template": "Template",
    "boilerplate": "Boilerplate",
    "posting": "Earlier posting",
    "person": "Person",
    "model": "Model",
}
BRIEF_WORDS = {
    "responsibilities": "key responsibility",
    "required_skills": "required skill",
    "nice_to_have_skills": "nice-to-have skill",
    "answers": "answer",
    "locations": "place",
    "company.about": "about the company",
    "company.benefits": "benefit",
    "company.name": "company",
}
#: Why the text will read as it does, by who decides it.
DECIDED_BY = {
    "brief": "as you chose here",
    "template": "as the job template “{template}” has it",
    "company": "as the company usually writes",
    "": "because nothing else is chosen",
}
REF_PART = re.compile(r"^(?P<name>[\w.]+)(?:\[(?P<index>\d+)\].*)?$")


@dataclass(frozen=True, slots=True)
class Label:
    """One small label below a line: the kind of source, and where in it."""

    kind: str
    word: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    text: str
    labels: tuple[Label, ...]
    is_open: bool = False
    is_confirmed: bool = False
    reasons: tuple[str, ...] = ()
    to_fill_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section as a page shows it. `pk` and `version` are None while it is still being written.

    `notes` are what the job template says to the people who write it.
    """

    kind: str
    heading: str
    lines: tuple[ShownLine, ...]
    pk: int | None = None
    version: int | None = None
    notes: engine.SectionNotes = engine.SectionNotes()

    @property
    def is_prose(self) -> bool:
        return self.kind in engine.PROSE_KINDS

    @property
    def is_locked(self) -> bool:
        return self.kind in engine.LOCKED_KINDS or bool(self.notes.lock_reason)

    @property
    def lock_reason(self) -> str:
        return self.notes.lock_reason

    @property
    def open_lines(self) -> list[ShownLine]:
        return [line for line in self.lines if line.is_open]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def rows(self) -> int:
        """How tall a textarea has to be to show this text without scrolling, within reason."""
        return min(24, max(3, 1 + sum(1 + len(line.text) // 80 for line in self.lines)))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text beside the proposed one. `change` is same, changed, added or removed."""

    number: int
    change: str
    old: str
    new: str
    hunks: tuple[Hunk, ...]
    reasons: tuple[str, ...] = ()
    is_persons: bool = False

    @property
    def is_suggested(self) -> bool:
        """Ticked from the start, unless it would remove what a person wrote."""
        return not (self.change == "removed" and self.is_persons)


def show_section(section: Section, *, viewer: User, notes: engine.SectionNotes | None = None) -> ShownSection:
    lines = tuple(show_line(line, viewer=viewer) for line in section.lines)
    notes = notes or engine.SectionNotes()
    return ShownSection(section.kind, section.heading, lines, pk=section.pk, version=section.version, notes=notes)


def show_line(line: StoredLine, *, viewer: User) -> ShownLine:
    slots = slots_of(line["text"])
    is_confirmed = bool(line.get("confirmed")) and not slots
    return ShownLine(
        text=line["text"],
        labels=tuple(dict.fromkeys(label_source(source, viewer=viewer) for source in line.get("sources", []))),
        is_open=is_open(line),
        is_confirmed=is_confirmed,
        reasons=() if slots else tuple(line.get("reasons", [])),
        to_fill_in=tuple(slots),
    )


def label_source(source: dict[str, str], *, viewer: User) -> Label:
    kind, ref = source["kind"], source.get("ref", "")
    if kind == "person":
        return Label(kind, "You") if ref == viewer.username else Label(kind, "Person", ref)
    if kind == "template" and ref.startswith("law/"):
        return Label(kind, "Law", ref.removeprefix("law/"))
    return Label(kind, KIND_WORDS.get(kind, kind.capitalize()), ref_in_words(kind, ref))


def ref_in_words(kind: str, ref: str) -> str:
    """A source's reference as people say it: "responsibilities[2]" of a brief is key responsibility 3."""
    if kind == "model":
        return ref
    if kind == "brief":
        return _brief_words(ref)
    parts = [part.replace("-", " ").replace("_", " ") for part in ref.split("/") if part and not part.isdigit()]
    return ", ".join(parts)


def _brief_words(ref: str) -> str:
    found = REF_PART.match(ref)
    if found is None:
        return ref
    words = BRIEF_WORDS.get(found["name"], found["name"].replace("_", " ").replace(".", " "))
    return f"{words} {int(found['index']) + 1}" if found["index"] else words


def count_writers(lines: Iterable[StoredLine]) -> Counter[str]:
    return Counter(line["writer"] for line in lines if line.get("writer"))


def show_rows(section: Section, proposed: Sequence[StoredLine]) -> list[Row]:
    return [
        _show_row(number, old, new)
        for number, (old, new) in enumerate(engine.proposal_rows(section.lines, list(proposed)))
    ]


def _show_row(number: int, old: StoredLine | None, new: StoredLine | None) -> Row:
    before, after = (old or {}).get("text", ""), (new or {}).get("text", "")
    if old is None:
        change = "added"
    elif new is None:
        change = "removed"
    else:
        change = "same" if before == after else "changed"
    unsupported = new is not None and not new.get("supported", True)
    reasons = tuple((new or {}).get("reasons", [])) if unsupported else ()
    is_persons = any(source["kind"] == "person" for source in (old or {}).get("sources", []))
    return Row(number, change, before, after, diff_words(before, after), reasons, is_persons)


def match_sentence(match: dict[str, Any]) -> str:
    title = match.get("title", "")
    if match.get("profile"):
        closeness = "close match" if match.get("score", 0) >= CLOSE else "loose match, so check the details"
        return f"Based on the role profile {title} ({closeness})."
    if not match:
        return ""
    nearest = f"; nearest: {title}" if title else ""
    return f"No role profile fits this title closely{nearest}. The text rests on your brief and the template."


def writer_sentences(sections: Iterable[Section]) -> list[str]:
    """Where the text was written: one sentence for each engine, the one with most lines first."""
    written = count_writers(line for section in sections for line in section.lines)
    return list(dict.fromkeys(_writer_sentence(name) for name, _ in written.most_common()))


def _writer_sentence(writer: str) -> str:
    name = writer.lower()
    if name.startswith("composer"):
        return "Written on this server by composer, not by AI."
    if name.startswith("local"):
        return f"Written on this server by a language model ({writer}). Nothing was sent elsewhere."
    if name.startswith("sagemaker"):
        return f"Written by a language model on your company’s Amazon SageMaker endpoint ({writer})."
    return f"Written by {writer}, a service outside this server."


@dataclass(frozen=True, slots=True)
class Decided:
    name: str
    value: str
    reason: str


def show_decided(chosen: Mapping[str, Any]) -> list[Decided]:
    """Tone and length that these choices lead to, each with the reason; one that is not known counts as open."""
    tone = chosen.get("tone") if chosen.get("tone") in engine.TONES else ""
    length = chosen.get("length") if chosen.get("length") in engine.LENGTHS else ""
    decided = engine.decided_style(tone=tone or "", length=length or "", template=chosen.get("template") or "")
    return [
        Decided(name.capitalize(), value.capitalize(), DECIDED_BY[decider].format(template=template))
        for name, (value, decider, template) in decided.items()
    ]
