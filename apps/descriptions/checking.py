"""The door from job descriptions to `ml.checks`: what its rules say of a text, each finding at its place."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone

import ml
from apps.accounts.models import Department
from apps.descriptions import engine
from apps.descriptions.models import JobDescription, Revision, Section
from apps.descriptions.past_pay import past_pay
from apps.templates_lib.engine import employer_of, published_profile, stored_company
from ml import checks
from ml.checks import law
from ml.planning.law import legal_context
from ml.rewording import Rewording, reword

Score = checks.Score
name_of = checks.name_of
#: A section as the rules read it: kind, heading, lines.
Read = tuple[ml.SectionKind, str, tuple[str, ...]]
Outcome = tuple[checks.Subject, tuple[checks.Finding, ...]]
SPACES, FIGURES = re.compile(r"\s+"), re.compile(r"\d[\d,.]*")


class Part(StrEnum):
    """Which piece of a description a finding stands in; `WHOLE` concerns the text as such."""

    WHOLE = "whole"
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"


#: A part of the text: its section, if it has one, and where it begins and ends in the subject.
Piece = tuple[Part, Section | None, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding at its place: `start` and `end` count the code points of that part of that section.

    `mark` says what was found, wherever it stands: the same words found by the same rule have the same mark.
    """

    finding: checks.Finding
    part: Part
    start: int
    end: int
    mark: str
    number: int = 0
    section: Section | None = None

    @property
    def key(self) -> str:
        """Names this finding on a page, and still does after the text was changed elsewhere."""
        return f"{self.mark}-{self.number}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of one state of a description. `hashes` are those of the sections' texts, by their ids."""

    found: tuple[Found, ...]
    hashes: Mapping[int, str]
    subject: checks.Subject

    def score(self, left: Iterable[Found]) -> checks.Score:
        """Of the findings that nobody has dismissed."""
        return checks.score(self.subject, [one.finding for one in left])

    def laws(self) -> list[dict[str, Any]]:
        """Those that reach the job at its places and its date, as `ml.checks.law` writes them."""
        return [law.applicable_to_dict(item) for item in law.applicable_rules(self.subject.context)]


def check_description(description: JobDescription, typed: Mapping[int, str] | None = None) -> Checked:
    """Check the stored text, with what is being typed in some sections, by their ids, in the place of theirs."""
    sections = list(description.sections.all())
    texts = {section.pk: _text_of(section, typed or {}) for section in sections}
    read = tuple(_read(section, texts[section.pk]) for section in sections)
    subject, findings = _check(description.title, read, context_of(description))
    parts = list(_parts(subject, sections, read))
    found = tuple(_numbered(_placed(finding, parts) for finding in findings))
    return Checked(found, {pk: hash_of(text) for pk, text in texts.items()}, subject)


def context_of(description: JobDescription) -> checks.Context:
    """What the brief and the employer tell; the posting is taken to go out today."""
    company = stored_company()
    brief = engine.brief_for(description, company)
    names = (brief.company.name, brief.department, *Department.objects.values_list("name", flat=True))
    return replace(
        legal_context(brief, employer_of(company)),
        language=ml.Language(description.language),
        level=brief.level,
        employment_type=brief.employment_type,
        posting_date=timezone.localdate(),
        profile=description.match.get("profile") or "",
        past_pay=_past_pay(description, brief.pay),
        names=tuple(dict.fromkeys(name for name in names if name)),
    )


def marks_of(description: JobDescription, revision: Revision) -> Counter[tuple[str, str]]:
    """How often each finding, known by its category and mark, stands in a version of the text."""
    read = tuple(
        (ml.SectionKind(part["kind"]), part["heading"], tuple(line["text"] for line in part["lines"]))
        for part in revision.content
    )
    _, findings = _check(revision.title, read, context_of(description))
    return Counter((str(finding.category), _mark_of(finding)) for finding in findings)


def _past_pay(description: JobDescription, pay: ml.Pay | None) -> checks.PastPay | None:
    past = past_pay(description) if pay else None
    return checks.PastPay(**asdict(past), currency=pay.currency, period=pay.period) if past and pay else None


def hash_of(text: str) -> str:
    """The page makes the same of what is typed there (`hash.js`), and drops what was said of another text."""
    return f"{zlib.crc32(text.encode()):08x}"


@lru_cache(maxsize=64)
def _check(
    title: str, read: tuple[Read, ...], context: checks.Context
) -> tuple[checks.Subject, tuple[checks.Finding, ...]]:
    """Kept in this process by everything that the rules look at: the same text is checked once."""
    subject = checks.subject_from_sections(title, read, context)
    return subject, checks.check(subject)


forget_checked = _check.cache_clear


def _text_of(section: Section, typed: Mapping[int, str]) -> str:
    """What is typed comes without bullets, a line of text each; only empty lines may still be in it."""
    lines = typed[section.pk].split("\n") if section.pk in typed else section.text.split("\n")
    return "\n".join(line for line in lines if line.strip())


def _read(section: Section, text: str) -> Read:
    return ml.SectionKind(section.kind), section.heading, tuple(text.split("\n")) if text else ()


def _parts(subject: checks.Subject, sections: list[Section], read: tuple[Read, ...]) -> Iterator[Piece]:
    """Title, headings and texts in their order, each with where it begins and ends in the subject."""
    blocks = iter(subject.blocks)
    if subject.title:
        yield Part.TITLE, None, subject.title.start, next(blocks).end
    for section, (_, _, texts) in zip(sections, read, strict=True):
        heading, *lines = islice(blocks, 1 + len(texts))
        yield Part.HEADING, section, heading.start, heading.end
        if lines:
            yield Part.TEXT, section, lines[0].start, lines[-1].end


def _placed(finding: checks.Finding, parts: list[Piece]) -> Found:
    """What lies in no single part of the text concerns the text as a whole."""
    mark = _mark_of(finding)
    for part, section, begin, end in parts:
        if not finding.is_of_whole_text and begin <= finding.start and finding.end <= end:
            return Found(finding, part, finding.start - begin, finding.end - begin, mark, section=section)
    return Found(finding, Part.WHOLE, 0, 0, mark)


def _numbered(found: Iterator[Found]) -> Iterator[Found]:
    """The first, second, third place of the same words get a number each, since a page has to tell them apart."""
    seen: Counter[str] = Counter()
    for one in found:
        yield Found(one.finding, one.part, one.start, one.end, one.mark, seen[one.mark], one.section)
        seen[one.mark] += 1


def _mark_of(finding: checks.Finding) -> str:
    """Of the whole text there are no words to name it by: its reason stands for them, without the figures in it."""
    said = FIGURES.sub("#", finding.reason) if finding.is_of_whole_text else finding.text
    return sha256(f"{finding.rule}\n{SPACES.sub(' ', said).strip().casefold()}".encode()).hexdigest()[:20]


def other_wordings(section: Section, line: str, *, said: Sequence[str]) -> tuple[Rewording, ...]:
    """Better wordings of one line of a section; none where nothing is measurably better."""
    description = section.description
    return reword(
        line,
        ml.SectionKind(section.kind),
        context=context_of(description),
        style=engine.style_of(description),
        profile=published_profile(description.match.get("profile") or ""),
        said=[other for other in said if other != line],
        ask_model=settings.COMPLETION,
    )
