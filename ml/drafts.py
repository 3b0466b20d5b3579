"""The JSON form of a draft (docs/schemas/draft.json)."""

from __future__ import annotations

from typing import Any

from ml.contracts import Draft, Line, Match, Question, Repair, Section


def draft_to_dict(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "sections": [section_to_dict(section) for section in draft.sections],
        "questions": [question.text for question in draft.questions],
        "match": match_to_dict(draft.match),
        "notices": list(draft.notices),
        "writer": draft.writer,
        "timings_ms": dict(draft.timings_ms),
        "replaced_share": draft.replaced_share,
        "repairs": [repair_to_dict(repair) for repair in draft.repairs],
    }


def section_to_dict(section: Section) -> dict[str, Any]:
    lines = [line_to_dict(line) for line in section.lines]
    return {"kind": str(section.kind), "heading": section.heading, "lines": lines}


def line_to_dict(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "sources": [{"kind": str(source.kind), "ref": source.ref} for source in line.sources],
        "writer": line.writer,
        "supported": line.supported,
        "reasons": list(line.reasons),
    }


def match_to_dict(match: Match) -> dict[str, Any]:
    return {
        "profile": match.profile,
        "score": match.score,
        "title": match.title,
        "method": match.method,
        "also": list(match.also),
        **({"occupation": match.occupation} if match.occupation else {}),
    }


def question_to_dict(question: Question) -> dict[str, str]:
    return {"text": question.text, "say": question.say}


def repair_to_dict(repair: Repair) -> dict[str, str]:
    return {
        "step": str(repair.step),
        "section": str(repair.section),
        "reason": repair.reason,
        "text": repair.text,
        "instead": repair.instead,
    }
