"""What a candidate would still ask after reading: the first results, colleagues, hours, tools.

A question counts as answered if any of its usual words stands in the text; better a question too few than one whose
answer is there. Tools are asked for only where the role profile knows which ones are usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.known_profile import profile_of
from ml.checks.rule import Rule
from ml.checks.specificity.generic_lines import PREVIEWS
from ml.checks.subject import Subject
from ml.contracts import SectionKind
from ml.language.text import content_stems


def _rule(name: str) -> Rule:
    return Rule(name, Category.SPECIFICITY, Severity.NOTE, PREVIEWS, Evidence.MIXED)


FIRST_MONTHS, COLLEAGUES = _rule("asks-first-months"), _rule("asks-colleagues")
HOURS, TOOLS = _rule("asks-hours"), _rule("asks-tools")
MONTHS_SAID = re.compile(
    r"\bfirst (?:\w+ )?(?:\d+ )?(?:days?|weeks?|months?|year|projects?|tasks?)\b|\bin your first\b|\bsuccess looks\b|"
    r"\b(?:on-?boarding|induction|probation\w*|preceptorship)\b|"
    r"\b(?:within|after) (?:the first )?(?:\d+|three|six|twelve) (?:weeks|months)\b",
    re.IGNORECASE,
)
COLLEAGUES_SAID = re.compile(
    r"\b(?:teams?|colleagues?|co-?workers?|staff|director|departments?|supervis\w+|line manage\w*|managed by|"
    r"reports? (?:directly )?to|reporting (?:directly )?to|work(?:s|ing)? (?:\w+ ){0,3}(?:with|alongside)|"
    r"collaborat\w+|partners? with|assistant to|under the (?:\w+ )?direction|"
    r"the (?:\w+ ){0,4}(?:head|manager|officer|clerk))\b",
    re.IGNORECASE,
)
HOURS_SAID = re.compile(
    r"\b(?:hours?|hrs|full[- ]?time|part[- ]?time|shifts?|rotas?|weekends?|evenings?|nights?|weekdays?|overtime|"
    r"on[- ]call|schedules?|flexible working|flexitime|flextime|working pattern|job share|sessions?|term[- ]time|"
    r"days? (?:a|per) week|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d ?[ap]m|FTE|WTE|bank)\b",
    re.IGNORECASE,
)
#: Work by the shift and days of recruiting have no first three months.
CASUAL = re.compile(r"\b(?:bank|casual|relief|ad[ -]hoc|open days?|recruitment (?:day|event)s?)\b", re.IGNORECASE)
TOOLS_NAMED = 3


def check_first_months(subject: Subject) -> Iterator[Finding]:
    is_casual = subject.title is not None and CASUAL.search(subject.title.text) is not None
    if not is_casual and _asks(subject, MONTHS_SAID) and SectionKind.FIRST_90_DAYS not in subject.sections:
        yield FIRST_MONTHS.of_text("A candidate would still ask: what shall I have done after the first three months?")


def check_colleagues(subject: Subject) -> Iterator[Finding]:
    if _asks(subject, COLLEAGUES_SAID):
        yield COLLEAGUES.of_text("A candidate would still ask: whom do I work with, and who leads me?")


def check_hours(subject: Subject) -> Iterator[Finding]:
    if _asks(subject, HOURS_SAID) and subject.context.employment_type is None:
        yield HOURS.of_text("A candidate would still ask: how many hours, and when?")


def check_tools(subject: Subject) -> Iterator[Finding]:
    profile = profile_of(subject)
    if profile is None or not (subject.is_posting and subject.is_english):
        return
    if not any(content_stems(tool) & subject.stems for tool in profile.tools):
        usual = ", ".join(profile.tools[:TOOLS_NAMED])
        yield TOOLS.of_text(f"A candidate would still ask which tools the work is done with. Usual are: {usual}.")


def _asks(subject: Subject, answered: re.Pattern[str]) -> bool:
    return subject.is_posting and subject.is_english and not answered.search(subject.text)
