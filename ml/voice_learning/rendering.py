"""The report for people at a terminal, and for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ml.voice_learning.evidence import Finding, Report, Setting

LABELS = {
    Setting.PERSON: "Speaks to",
    Setting.SPELLING: "Spelling",
    Setting.CONTRACTIONS: "Contractions",
    Setting.TONE: "Tone",
    Setting.STOPS: "Full stop after bullets",
    Setting.EXCLAMATIONS: "Exclamation marks",
    Setting.HEADINGS: "Capitals in headings",
    Setting.COMPANY: "Names the company",
}


def report_to_dict(report: Report) -> dict[str, Any]:
    return asdict(report)


def report_to_text(report: Report) -> str:
    lines = [f"{report.postings} postings, {report.sentence_words:g} words a sentence on average"]
    for finding in report.findings:
        lines += _finding_lines(finding)
    if report.habits:
        lines.append("Sections, in their usual order:")
        lines += [f"  {habit.kind}: {habit.heading} ({habit.postings})" for habit in report.habits]
    for text in report.boilerplate:
        lines.append(f"Recurring text, {text.kind} (in {text.postings} postings):")
        lines += [f"  {line}" for line in text.text.splitlines()]
    if report.phrases:
        lines.append("Phrases of your own: " + ", ".join(f"{item.text} ({item.postings})" for item in report.phrases))
    return "\n".join(lines)


def _finding_lines(finding: Finding) -> list[str]:
    counts = ", ".join(f"{value} {count}" for value, count in finding.counts.items()) or "nothing found"
    head = f"{LABELS[finding.setting]}: {finding.value or finding.note} [{counts}]"
    if finding.is_enough:
        head += f" {finding.agreeing} of {finding.voting} postings, confidence {finding.confidence:.0%}"
    return [head, *(f"  “{quote}”" for quote in finding.quotes if finding.is_enough)]
