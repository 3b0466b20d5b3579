"""A line that would fit any job.

What a posting says of the work is what applicants choose by; realistic previews of a job lower the rate of people who
leave, mostly because they show honesty (Earnest, Allen and Landis 2011, Personnel Psychology 64:865). A line is named
only if nothing is left of it beside phrases that fit any job (`ml.language.generic`): one telling word keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.rule import Rule
from ml.checks.subject import Block, BlockKind, Span, Subject
from ml.contracts import LEGAL_SECTIONS
from ml.language.generic import is_generic

SHORTEST_SENTENCE = 5
PREVIEWS = "Earnest, Allen and Landis 2011, Personnel Psychology 64:865"
RULE = Rule("generic-line", Category.SPECIFICITY, Severity.WARNING, PREVIEWS, Evidence.MIXED)


def check_generic_lines(subject: Subject) -> Iterator[Finding]:
    if not subject.is_english:
        return
    for block in subject.lines():
        if block.section not in LEGAL_SECTIONS and not _may_be_heading(block):
            for sentence in block.sentences():
                if is_generic(sentence.text):
                    yield RULE.at(_without_stop(sentence), "This would fit any job: say what it means in this one.")


def _may_be_heading(block: Block) -> bool:
    """A short line by itself, such as "Communication skills" above a list, which nothing marks as a heading."""
    is_short = block.text.count(" ") < SHORTEST_SENTENCE - 1 and not block.text.endswith((".", "!", "?"))
    return block.kind is BlockKind.PARAGRAPH and is_short


def _without_stop(sentence: Span) -> Span:
    return Span(sentence.text.rstrip(), sentence.start)
