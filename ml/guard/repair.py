"""The ladder for lines that the guard refuses. Every step is kept with its reason; none is left out or repeated.

1. A number or name that the line's own point says otherwise is put in by code.
2. The engine is asked once more for this section, and told what was refused (the chain does that).
3. The sentence that nothing supports is dropped, where the rest still says something.
4. The composer's line stands instead.

What even the composer's line cannot support is marked and waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ml.contracts import Line, Plan, Point, Repair, RepairStep, SectionPlan, Verdict
from ml.guard.check import check_section, evidence_of, is_said
from ml.guard.substitute import substitute
from ml.language.text import content_stems
from ml.library.markup import plain

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
EMPTY = "The line says nothing."
NO_POINT = "The line rests on none of the points."
LEFT_OUT = "This point was left out."


@dataclass(frozen=True)
class Judged:
    """An engine's answer before the guard: what may stay, what is refused and why, and what code has put right."""

    kept: tuple[Line, ...]
    refused: tuple[tuple[Line, str], ...]
    unsaid: tuple[Point, ...]
    repairs: tuple[Repair, ...]

    @property
    def is_clean(self) -> bool:
        return not self.refused and not self.unsaid

    @property
    def faults(self) -> int:
        return len(self.refused) + len(self.unsaid)

    def complaints(self, section: SectionPlan) -> tuple[Repair, ...]:
        """What to tell the engine when it is asked again."""
        ask = RepairStep.ASK_AGAIN
        lines = (Repair(ask, section.kind, reason, line.text) for line, reason in self.refused)
        return (*lines, *(Repair(ask, section.kind, LEFT_OUT, point.text) for point in self.unsaid))


def judge(plan: Plan, section: SectionPlan, lines: Sequence[Line]) -> Judged:
    look = Look(plan, section)
    kept: list[Line] = []
    refused: list[tuple[Line, str]] = []
    repairs: list[Repair] = []
    for answer, line in zip(lines, look.check(lines), strict=True):
        fault = fault_of(line, section)
        # What the engine itself has marked is not made right by another number in it.
        better = look.with_own_claims(line) if fault and answer.supported else None
        if better is not None:
            repairs.append(Repair(RepairStep.SLOT, section.kind, fault, line.text, better.text))
            kept.append(better)
        elif fault:
            refused.append((line, fault))
        else:
            kept.append(line)
    unsaid = tuple(point for point in section.points if point.must_say and not is_covered(point, kept))
    return Judged(tuple(kept), tuple(refused), unsaid, tuple(repairs))


def fault_of(line: Line, section: SectionPlan) -> str:
    """Why a checked line may not stay, in a sentence; empty if it may. The guard finds nothing wrong with no words."""
    has_words = any(character.isalnum() for character in line.text)
    if not has_words or (line.text.isascii() and not content_stems(line.text)):
        return EMPTY
    if not line.supported:
        return " ".join(line.reasons)
    return "" if points_of(line, section) else NO_POINT


def repair(
    plan: Plan, section: SectionPlan, judged: Judged, composed: Sequence[Line]
) -> tuple[list[Line], list[Repair]]:
    """The finished lines in the order of the points, and the steps taken. `composed` has one line for each point."""
    kept, repairs = list(judged.kept), list(judged.repairs)
    look = Look(plan, section)
    gone: list[tuple[Line, str]] = []
    for line, reason in judged.refused:
        shorter = look.without_refused_sentences(line)
        if shorter is None:
            gone.append((line, reason))
        else:
            kept.append(shorter)
            repairs.append(Repair(RepairStep.SENTENCE, section.kind, reason, line.text, shorter.text))
    numbered = [(points_of(line, section)[0], line) for line in kept]
    pairs = enumerate(zip(section.points, composed, strict=True))
    filled = {number: line for number, (point, line) in pairs if not is_covered(point, kept)}
    for line, reason in gone:
        instead = next((filled[number].text for number in points_of(line, section) if number in filled), "")
        repairs.append(Repair(RepairStep.COMPOSER, section.kind, reason, line.text, instead))
    told = {item.instead for item in repairs}
    for number, line in filled.items():
        if line.text not in told and section.points[number].must_say:
            repairs.append(Repair(RepairStep.COMPOSER, section.kind, LEFT_OUT, section.points[number].text, line.text))
    return [line for _, line in sorted([*numbered, *filled.items()], key=lambda pair: pair[0])], repairs


def points_of(line: Line, section: SectionPlan) -> list[int]:
    """The numbers of the points that the line rests on."""
    return [number for number, point in enumerate(section.points) if set(point.sources) & set(line.sources)]


def is_covered(point: Point, lines: Sequence[Line]) -> bool:
    resting = [line.text for line in lines if set(point.sources) & set(line.sources)]
    return is_said(point, resting) if point.must_say else bool(resting)


def _telling(point: Point) -> set[str]:
    return content_stems(f"{point.text} {plain(point.statement)}")


class Look:
    """The guard's look at single lines of one section, whose evidence is gathered once."""

    def __init__(self, plan: Plan, section: SectionPlan) -> None:
        self._plan = plan
        self._section = section
        self._evidence = evidence_of(plan, section)

    def check(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        return check_section(self._plan, self._section, lines, self._evidence).lines

    def with_own_claims(self, line: Line) -> Line | None:
        points = [self._section.points[number] for number in points_of(line, self._section)]
        sources = [text for point in points for text in (point.text, plain(point.statement)) if text]
        text = substitute(line.text, sources, self._evidence)
        return self._passing(line, text) if text != line.text else None

    def without_refused_sentences(self, line: Line) -> Line | None:
        """What is left must still tell of a point: "Ask us." behind a refused sentence is no line."""
        sentences = SENTENCE_END.split(line.text)
        good = [text for text in sentences if self._passing(line, text)]
        if len(good) in (0, len(sentences)):
            return None
        shorter = self._passing(line, " ".join(good))
        points = [self._section.points[number] for number in points_of(line, self._section)]
        stems = content_stems(" ".join(good))
        tells = any(len(stems & _telling(point)) >= min(2, len(_telling(point))) for point in points)
        return shorter if tells else None

    def _passing(self, line: Line, text: str) -> Line | None:
        """The line with this text, if the guard has nothing against it."""
        (checked,) = self.check([replace(line, text=text, verdict=Verdict.SUPPORTED, reasons=())])
        return None if fault_of(checked, self._section) else checked
