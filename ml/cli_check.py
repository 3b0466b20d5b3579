"""The command `check`: what the rules say of one posting and its score, as JSON or to read."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml.contracts import Language

if TYPE_CHECKING:
    from ml.checks import Context, Finding, Score

BAD_INPUT = 2
CODE = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z0-9]+)*")
#: From the worst to the least.
SEVERITIES = ("error", "warning", "note")


def add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="what the rules say of a posting: wording, structure, law")
    check.add_argument("file", help="plain text or Markdown; Word, PDF, HTML; or - for standard input")
    check.add_argument(
        "--format",
        choices=["json", "score", "text"],
        default="json",
        help="the findings as JSON, the score as JSON, or both to read",
    )
    check.add_argument(
        "--jurisdiction",
        type=_code,
        nargs="+",
        action="extend",
        default=[],
        metavar="CODE",
        help="where it will be posted, such as US-CO or GB; after FILE",
    )
    check.add_argument("--posting-date", type=_date, metavar="YYYY-MM-DD", help="the day on which the law is asked")
    check.add_argument("--employees", type=_count, metavar="N", help="of the whole employer")
    check.add_argument("--language", choices=[language.value for language in Language])
    check.add_argument("--fail-on", choices=SEVERITIES, help="end with 1 if there is a finding as grave as this")
    check.set_defaults(run=run_check)


def run_check(options: argparse.Namespace) -> int:
    from ml import checks, documents

    try:
        text, is_rendered = read_text(options.file)
    except OSError as error:
        return _fail(f"{options.file}: {error.strerror}. Give a file with a posting, or - for standard input.")
    except documents.DocumentError as error:
        return _fail(f"{options.file}: {error.reason}")
    if is_rendered:
        _say(f"Places count the text that `python -m ml read {options.file} --format markdown` prints.")
    subject = checks.read_subject(text, _context(options))
    findings = checks.check(subject)
    score = checks.score(subject, findings)
    match options.format:
        case "json":
            _write_json(rows_of(findings, score))
        case "score":
            _write_json(summary_of(score))
        case "text":
            sys.stdout.writelines((*_report(text, findings, _costs(score)), *_told(score)))
    return int(_is_grave(findings, options.fail_on))


def read_text(name: str) -> tuple[str, bool]:
    """The text of a file as it stands, its byte order mark apart, or as Markdown where the file is no text."""
    from ml import documents
    from ml.documents.formats import decode

    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    format = documents.FORMAT_OF_ENDING.get(Path(name).suffix.lower()) or documents.format_of(content)
    if format not in (documents.Format.TEXT, documents.Format.MARKDOWN):
        rendered = documents.export(documents.parse(content, format), documents.Format.MARKDOWN)
        return rendered.content.decode(), True
    text = decode(content)
    if not text.strip():
        raise documents.DocumentError("This file holds no text.")
    return text, False


def _context(options: argparse.Namespace) -> Context:
    from ml.checks import Context

    return Context(
        language=Language(options.language) if options.language else None,
        jurisdictions=tuple(options.jurisdiction),
        posting_date=options.posting_date,
        employees=options.employees,
    )


def _is_grave(findings: Iterable[Finding], threshold: str | None) -> bool:
    grave = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold else ()
    return any(finding.severity in grave for finding in findings)


def _write_json(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def rows_of(findings: Iterable[Finding], score: Score) -> list[dict[str, Any]]:
    from ml.checks import finding_to_dict

    costs = _costs(score)
    return [{**finding_to_dict(finding), "cost": round(costs[finding], 1)} for finding in findings]


def summary_of(score: Score) -> dict[str, Any]:
    """The score without the findings, which stand in a list of their own."""
    from ml.checks import score_to_dict

    told = score_to_dict(score)
    for factor in told["factors"]:
        del factor["findings"]
    return told


def _costs(score: Score) -> dict[Finding, float]:
    """What each finding takes from the score."""
    return {
        finding: cost for factor in score.factors for finding, cost in zip(factor.findings, factor.costs, strict=True)
    }


def _told(score: Score) -> Iterator[str]:
    """The score, and its factors that add up to it."""
    from ml.checks.score import FULL

    yield f"Score: {score.points} of {FULL}\n" if score.points is not None else "Score: not measured\n"
    for factor in score.factors:
        points = f"{factor.points:>3} of {factor.of:>3}" if factor.is_measured else f"{'–':>3}{'':7}"
        yield f"    {factor.name:<12} {points}  {factor.why}\n"
    yield f"    {score.why}\n"


def _report(text: str, findings: Sequence[Finding], costs: Mapping[Finding, float]) -> Iterator[str]:
    """Each finding with its line and column, why, and what could stand there; then how many there are."""
    for finding in findings:
        words = " ".join(finding.text.split())
        head = f"{_place(text, finding)}: {finding.severity} ({finding.rule})"
        yield f"{head}: {words}\n" if words else f"{head}\n"
        yield f"    {finding.reason}\n"
        if finding.replacements:
            yield f"    Instead: {' | '.join(finding.replacements)}\n"
        cost = f"; takes {costs[finding]:.1f} points" if costs[finding] else ""
        yield f"    {finding.source} (evidence: {finding.evidence}{cost})\n"
    yield f"{len(findings) or 'No'} finding{'' if len(findings) == 1 else 's'}\n"


def _place(text: str, finding: Finding) -> str:
    if finding.is_of_whole_text:
        return "whole text"
    before = text[: finding.start].replace("\r\n", "\n").split("\n")
    return f"{len(before)}:{len(before[-1]) + 1}"


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the code of a place; write it as US-CO or GB, after FILE")
    from ml.checks import law

    try:
        return law.check_codes([text])[0]
    except law.LawError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-07-01") from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of people; write it as 250")
    return int(text)


def _fail(reason: str) -> int:
    _say(" ".join(reason.split()))
    return BAD_INPUT


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
