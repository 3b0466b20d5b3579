"""A company's rules of wording, as frozen values. They change how a text reads, never what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Contractions(StrEnum):
    """By the tone alone: friendly texts contract a little, the others do not."""

    BY_TONE = ""
    USE = "use"
    AVOID = "avoid"


class Stops(StrEnum):
    """Full stops at the end of bullets."""

    AS_WRITTEN = ""
    ALWAYS = "always"
    NEVER = "never"


class CompanyForm(StrEnum):
    """How the text names the employer."""

    AS_WRITTEN = ""
    WE = "we"
    NAME = "name"


class HeadingCase(StrEnum):
    """ "What you will do" or "What You Will Do"."""

    SENTENCE = ""
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word or phrase that the company does not use. The first of `instead` replaces it; empty: it is only noticed.

    Without `whole_word` parts of other words are found too; those are noticed and never changed, but for the parts of
    a hyphenated word.
    """

    word: str
    instead: tuple[str, ...] = ()
    reason: str = ""
    whole_word: bool = True
    match_case: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    contractions: Contractions = Contractions.BY_TONE
    stops: Stops = Stops.AS_WRITTEN
    company: CompanyForm = CompanyForm.AS_WRITTEN
    headings: HeadingCase = HeadingCase.SENTENCE
    exclamations: bool = False
    avoided: tuple[Avoided, ...] = ()
    liked: tuple[str, ...] = ()
