"""A text that says remote and on site at once, or another workplace than the job has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.rule import Rule
from ml.checks.specificity.generic_lines import PREVIEWS
from ml.checks.subject import Subject
from ml.contracts import WorkplaceType

RULE = Rule("workplace-contradiction", Category.HONESTY, Severity.WARNING, PREVIEWS, Evidence.MIXED)
#: Only what leaves no room for the other: "remote" alone may be a village, a sensor or a day a week.
REMOTE = re.compile(
    r"(?<!\bnot )(?<!\bnot a )\b(?:(?:fully|100 ?%|completely|entirely|permanently) remote|work from anywhere|"
    r"remote[- ]only)\b",
    re.IGNORECASE,
)
ON_SITE = re.compile(
    r"\b(?:(?:fully|100 ?%|completely|entirely) (?:on[- ]?site|in[- ]person|office[- ]based)|"
    r"(?:role|position|job|post) is (?:on[- ]?site|in[- ]person|office[- ]based)|(?:on[- ]?site|in[- ]person) only|"
    r"(?:five|5) days (?:a|per) week (?:in|at) (?:the|our) (?:\w+ )?office|no (?:remote|home)[- ]?work(?:ing)?|"
    r"(?:remote|home)[- ]?work(?:ing)? is not (?:possible|offered|available))\b",
    re.IGNORECASE,
)


def check_workplace(subject: Subject) -> Iterator[Finding]:
    kind = subject.context.workplace_type
    remote = REMOTE.search(subject.text)
    on_site = ON_SITE.search(subject.text) if remote or kind is WorkplaceType.REMOTE else None
    if remote and on_site:
        first, second = sorted((remote, on_site), key=lambda found: found.start())
        place = subject.part(second.start(), second.end())
        yield RULE.at(place, f"“{first[0]}” stands above: only one of the two can be true.")
    elif on_site:
        yield RULE.at(subject.part(on_site.start(), on_site.end()), "The workplace of the job is remote.")
    elif remote and kind in (WorkplaceType.ONSITE, WorkplaceType.HYBRID):
        yield RULE.at(subject.part(remote.start(), remote.end()), f"The workplace of the job is {kind.value}.")
