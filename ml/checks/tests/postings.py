"""A posting that no rule has anything against, and what the tests ask of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ml.checks import Context, Finding, read_subject

DUTIES = (
    "Open the bakery at five and light the two ovens",
    "Shape 300 loaves by hand each morning and load them in the order of the delivery round",
    "Taste every batch and write down what you would change",
    "Order flour, yeast and seeds from three mills each week",
    "Show two apprentices how to judge a dough by touch",
    "Clean the mixers after each batch and report worn parts to the engineer",
)
POSTING = f"""# Baker

Canal Bakery makes bread for forty cafés in the old town. You will run the early shift with a team of three, and you
decide which loaves leave the house. The shop in front opens at seven, so the first bread has to be out by half past
six.

## What you will do
{chr(10).join(f"- {duty}" for duty in DUTIES)}

## Your first 90 days
- Bake the whole range once beside the head baker, who leads the shift
- Take over the delivery round for the north side and know each customer by name
- Suggest one new loaf for spring, with its cost

## What you need
- You have baked sourdough in a professional kitchen and can mend one that went wrong
- You can plan a night for four ovens and stay calm when the second one fails
- You lift sacks of 16 kg, with a trolley at hand

## What would help
- Experience with rye and other heavy flours
- A licence to drive a van

## Hours and pay
- 38 hours a week from 5 am to 1 pm, Tuesday to Saturday, full time
- £29,000 to £33,000 a year, paid on the last working day of the month
- 28 days of holiday and two loaves a day
- A pension into which we pay as much as you do

## How to apply
Send us a few lines about the best loaf you have ever made by 14 May. We answer everybody within a week, and we invite
those whom we would like to meet to bake with us for a morning.
"""


def with_title(title: str) -> str:
    return POSTING.replace("# Baker", f"# {title}", 1)


def with_line(line: str) -> str:
    """The posting with one requirement more."""
    return POSTING.replace("## What would help", f"- {line}\n\n## What would help", 1)


def found_by(rule: Callable[..., Iterable[Finding]], text: str, **context: Any) -> list[Finding]:
    """What one rule says; each place is checked against the text that stands there."""
    findings = list(rule(read_subject(text, Context(**context))))
    assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    return findings


def corrected(text: str, finding: Finding, number: int = 0) -> str:
    """The line of the text in which the replacement stands, with the replacement."""
    after = text[: finding.start] + finding.replacements[number] + text[finding.end :]
    start = after.rfind("\n", 0, finding.start) + 1
    return after[start:].partition("\n")[0].lstrip("-# ")
