"""Wordings that a law of the posting's places forbids, such as an applicant's age or earlier pay.

Source: 29 CFR 1625.4 and 1604.5, 8 USC 1324b, the Equality Act 2010 and the other rules of the packs beside this file;
`wordings.toml` has the words. Open-ended pay is told by `ml.checks.law.needs`, which reads pay.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.context import Context
from ml.checks.findings import Finding
from ml.checks.law.applicable import Applicable, applicable_rules
from ml.checks.law.needs import Gap
from ml.checks.law.saying import mind, say
from ml.checks.law.wordings import Wording, wordings
from ml.checks.subject import BlockKind, Span, Subject


def check_forbidden(subject: Subject) -> Iterator[Finding]:
    folded = subject.text.lower()
    for name, laws in _minded(subject.context).items():
        wording = wordings()[name]
        if any(word in folded for word in wording.words) and not wording.excuse_of_all.search(subject.text):
            yield from _found(subject, name, wording, laws)


def _minded(context: Context) -> dict[str, list[Applicable]]:
    """The laws in force by the wordings that they forbid."""
    minded: dict[str, list[Applicable]] = {}
    for law in applicable_rules(context):
        if context.is_federal_contractor or not law.rule.only_contractors:
            for name in law.rule.forbidden:
                minded.setdefault(name, []).append(law)
    return minded


def _found(subject: Subject, name: str, wording: Wording, laws: list[Applicable]) -> Iterator[Finding]:
    for sentence, is_title in _sentences(subject):
        for begin, end, instead in wording.hits(sentence.text, is_title=is_title):
            words = sentence.text[begin:end]
            gap = Gap(name.replace("_", "-"), f"{wording.reason}.", wording.severity, sentence.start + begin, words)
            minding = [mind(law, wording.severity) for law in laws]
            yield say(gap, minding, replacements=(instead,) if instead else ())


def _sentences(subject: Subject) -> Iterator[tuple[Span, bool]]:
    for block in subject.blocks:
        if block.is_heading:
            yield Span(block.text, block.start), block.kind is BlockKind.TITLE
        else:
            yield from ((sentence, False) for sentence in block.sentences())
