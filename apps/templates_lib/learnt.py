"""What was measured in a company's postings, as proposals on a page, and what a person takes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.templates_lib.engine import Finding, Report
from apps.templates_lib.models import Boilerplate, CompanyProfile

#: Setting as measured -> field of the company's profile, title on the page.
FIELDS = {
    "person": ("person", "Speaks to"),
    "spelling": ("spelling", "Spelling"),
    "tone": ("tone", "Usual tone"),
    "contractions": ("contractions", "Contractions"),
    "company": ("names_itself", "Calls itself"),
    "stops": ("stops", "Full stops after bullets"),
    "headings": ("headings", "Capitals in headings"),
    "exclamations": ("exclamations", "Exclamation marks"),
}
#: Values that the profile stores otherwise than they are measured.
STORED: dict[tuple[str, str], Any] = {
    ("tone", "neutral"): "",
    ("headings", "sentence"): "",
    ("exclamations", "yes"): True,
    ("exclamations", "no"): False,
}
WORDS = {"yes": "they may stay", "no": "none", "postholder": "the postholder", "name": "its name", "we": "we"}
CHOICES: dict[str, Any] = {
    "person": CompanyProfile.Person.choices,
    "spelling": CompanyProfile.Spelling.choices,
    "tone": CompanyProfile.Tone.choices,
    "contractions": CompanyProfile.Contractions.choices,
    "names_itself": CompanyProfile.NamesItself.choices,
    "stops": CompanyProfile.Stops.choices,
    "headings": CompanyProfile.Headings.choices,
}
SURE, FAIRLY_SURE = 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    title: str
    take: str
    value: str
    evidence: str
    sureness: str
    quotes: tuple[str, ...]
    note: str
    is_set: bool


def proposals(report: Report, company: CompanyProfile) -> list[Proposal]:
    findings = {str(finding.setting): finding for finding in report.findings}
    return [_proposal(findings[name], field, title, company) for name, (field, title) in FIELDS.items()]


def _proposal(finding: Finding, field: str, title: str, company: CompanyProfile) -> Proposal:
    value = stored_value(field, finding.value)
    counts = ", ".join(f"{_shown(field, said)}: {count}" for said, count in finding.counts.items())
    return Proposal(
        title=title,
        take=f"{field}={finding.value}" if finding.is_enough else "",
        value=_shown(field, finding.value),
        evidence=f"{finding.agreeing} of {finding.voting} postings agree; counted {counts}" if counts else "",
        sureness=_sureness(finding.confidence),
        quotes=finding.quotes if finding.is_enough else (),
        note=finding.note,
        is_set=finding.is_enough and getattr(company, field) == value,
    )


def _sureness(confidence: float) -> str:
    if confidence >= SURE:
        return f"Sure ({confidence:.0%})"
    return f"Fairly sure ({confidence:.0%})" if confidence >= FAIRLY_SURE else f"Not very sure ({confidence:.0%})"


def _shown(field: str, value: str) -> str:
    shown = dict(CHOICES.get(field, []))
    return str(shown.get(value) or WORDS.get(value, value))


def stored_value(field: str, value: str) -> Any:
    return STORED.get((field, value), value)


def settings_of(taken: Sequence[str]) -> dict[str, Any]:
    """The settings that a person ticked: `person=you`. What is no setting is left out."""
    fields = {field for field, _ in FIELDS.values()}
    pairs = (item.partition("=") for item in taken)
    return {field: stored_value(field, value) for field, _, value in pairs if field in fields}


def texts_of(taken: Sequence[str], typed: dict[str, str]) -> dict[str, str]:
    """The company texts that a person ticked, as they left them: kind -> text."""
    limit = Boilerplate._meta.get_field("text").max_length
    kinds = [item.removeprefix("text=") for item in taken if item.startswith("text=")]
    texts = {kind: typed.get(f"text_{kind}", "").strip()[:limit] for kind in kinds if kind in Boilerplate.Kind.values}
    return {kind: text for kind, text in texts.items() if text}
