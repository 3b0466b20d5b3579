"""How the company speaks, and the fixed texts it puts into every posting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ml.contracts import Language, Person, Point, SectionKind, Source, SourceKind

STANDARD_ORDER = tuple(kind for kind in SectionKind if kind is not SectionKind.OTHER)


@dataclass(frozen=True, slots=True)
class FixedText:
    """One text of the company's boilerplate; `ref` names it for the source shown on the page."""

    text: str
    ref: str


@dataclass(frozen=True, slots=True)
class Voice:
    """The company's voice and the job template in use. Empty `headings` and `texts` leave the standard ones."""

    person: Person = Person.YOU
    language: Language = Language.EN_GB
    order: tuple[SectionKind, ...] = STANDARD_ORDER
    headings: Mapping[SectionKind, str] = field(default_factory=dict)
    texts: Mapping[SectionKind, tuple[FixedText, ...]] = field(default_factory=dict)

    def points(self, kind: SectionKind) -> list[Point]:
        """The company's own lines for a locked section."""
        return [Point(item.text, (Source(SourceKind.BOILERPLATE, item.ref),)) for item in self.texts.get(kind, ())]
