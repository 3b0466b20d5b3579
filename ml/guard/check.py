"""Check the lines of a section against its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ml.briefs import all_texts
from ml.contracts import Language, Line, Match, Plan, Point, Section, SectionPlan, SourceKind, Verdict
from ml.grounding.candidates import CLOSE
from ml.guard.claims import SCALE, Evidence, numbers_in
from ml.language.open_slots import slot_reasons
from ml.language.spelling import americanise
from ml.language.text import content_stems, fold
from ml.library.markup import plain
from ml.planning.facts import condition_points, format_pay

#: A line of a model must share this part of its telling words with the sources, or it says something of its own.
GROUNDED = 0.5
#: A point counts as said when this part of its telling words stands in one line. Numbers must all be there.
SAID = 0.75
REPEATED = 92


@dataclass(frozen=True, slots=True)
class Checked:
    """The lines with their verdicts, and the points of the brief that no line says."""

    lines: tuple[Line, ...]
    unsaid: tuple[Point, ...]

    @property
    def is_clean(self) -> bool:
        return not self.unsaid and all(line.supported for line in self.lines)


def evidence_of(plan: Plan, section: SectionPlan) -> Evidence:
    """The brief, and what the library lent to this section: nothing else is a source."""
    texts = all_texts(plan.brief) + [point.text for point in section.points]
    statements = [plain(point.statement) for point in section.points if point.statement]
    texts += statements
    if plan.style.language is Language.EN_US:
        texts += [americanise(statement) for statement in statements]
    texts += [point.text for point in condition_points(plan.brief)]
    if plan.brief.pay:
        texts.append(format_pay(plan.brief.pay))
    return Evidence(texts)


def check_section(plan: Plan, section: SectionPlan, lines: Sequence[Line], evidence: Evidence | None = None) -> Checked:
    """`evidence` is that of the section, for callers that look at it several times."""
    evidence = evidence or evidence_of(plan, section)
    checked = tuple(_check_line(line, evidence, plan.match) for line in lines)
    said = [line.text for line in checked]
    unsaid = tuple(point for point in section.points if point.must_say and not is_said(point, said))
    return Checked(checked, unsaid)


def _check_line(line: Line, evidence: Evidence, match: Match) -> Line:
    reasons = slot_reasons(line.text) or evidence.missing(line.text)
    if any(source.kind is SourceKind.MODEL for source in line.sources) and not _is_grounded(line.text, evidence):
        reasons.append("Most of this line stands in no source.")
    if not reasons and _rests_on_loose_match(line, match):
        reasons.append(f"Taken from the role profile {match.title}, which fits this title only loosely.")
    if not reasons:
        return line
    return replace(line, verdict=Verdict.UNSUPPORTED, reasons=tuple(reasons))


def mark_open_slots(line: Line) -> Line:
    """The line, unsupported as long as a person has something to fill in."""
    reasons = slot_reasons(line.text)
    return replace(line, verdict=Verdict.UNSUPPORTED, reasons=tuple(reasons)) if reasons else line


def _is_grounded(text: str, evidence: Evidence) -> bool:
    stems = content_stems(text)
    return not stems or len(stems & evidence.stems) >= GROUNDED * len(stems)


def _rests_on_loose_match(line: Line, match: Match) -> bool:
    kinds = {source.kind for source in line.sources}
    return match.score < CLOSE and SourceKind.PROFILE in kinds and SourceKind.BRIEF not in kinds


def is_said(point: Point, texts: Sequence[str]) -> bool:
    """Is the point in one of the texts: all its numbers, and nearly all of its telling words?"""
    numbers = numbers_in(point.text)
    stems = {stem for stem in content_stems(point.text) if not numbers_in(stem)}
    stems -= set(SCALE) if numbers else set()
    if not stems and not numbers:
        return any(fold(point.text) in fold(text) for text in texts)
    return any(numbers <= numbers_in(text) and len(stems & content_stems(text)) >= SAID * len(stems) for text in texts)


def is_repeat(folded: str, other: str) -> bool:
    """Do two folded lines say the same? "Level 2" and "Level 3" are spelt alike and do not."""
    return bool(fuzz.ratio(folded, other, score_cutoff=REPEATED)) and numbers_in(folded) == numbers_in(other)


def drop_repeats(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Leave out bullets that stand already, word for word or nearly, in the same or an earlier section."""
    seen: list[str] = []
    result = []
    for section in sections:
        lines = []
        for line in section.lines:
            folded = fold(line.text)
            if any(is_repeat(folded, other) for other in seen):
                continue
            seen.append(folded)
            lines.append(line)
        if lines:
            result.append(replace(section, lines=tuple(lines)))
    return tuple(result)
