"""Terms of employment out of text: full or part time, on site or remote, hours a week, level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from ml.contracts import EmploymentType, Level, WorkplaceType
from ml.documents.found import Found, Place

Kind = TypeVar("Kind", bound=StrEnum)
Patterns = tuple[tuple[Kind, re.Pattern[str]], ...]


def _patterns(*pairs: tuple[Kind, str]) -> Patterns[Kind]:
    return tuple((kind, re.compile(pattern, re.I)) for kind, pattern in pairs)


#: Behind a label, single words are enough; the earlier line of the table wins.
LABELLED_EMPLOYMENT = _patterns(
    (EmploymentType.INTERNSHIP, r"\binternship|\bintern\b|\bapprenticeship|\bplacement year"),
    (EmploymentType.PART_TIME, r"\bpart[- ]?time|\bteilzeit"),
    (EmploymentType.FULL_TIME, r"\bfull[- ]?time|\bvollzeit"),
    (
        EmploymentType.TEMPORARY,
        r"\btemp(?:orary)?\b|\bseasonal|\bcasual|\bzero[- ]hours"
        r"|^bank$|\bbank (?:staff|post|role|work|shifts?|contract|position)\b",
    ),
    (
        EmploymentType.CONTRACT,
        r"\bcontract(?:or)?\b|\bfixed[- ]term|\bfreelance|\bsecondment|\bmaternity cover|\bftc\b",
    ),
    (EmploymentType.FULL_TIME, r"\bpermanent"),
)
EMPLOYMENT_LABEL = re.compile(
    r"^\W*(?:employment(?: type| status)?|job type|type of (?:contract|employment)|contract(?: type)?|position type|"
    r"type|working (?:hours|pattern)|work pattern|hours|schedule|status|term|basis|commitment|fte|duration)\s*"
    r"(?:[:|\t]|\s[-–—]\s)\s*(?P<rest>.+)",
    re.I,
)
EMPLOYMENT = _patterns(
    (
        EmploymentType.INTERNSHIP,
        r"\b(?:paid |summer |this |our |an? |\d+[- ](?:month|week) )internship\b|\bas an intern\b|\bplacement year\b"
        r"|\b(?:an |our |this )?apprenticeship (?:lasts|runs|is)\b",
    ),
    (EmploymentType.PART_TIME, r"\bpart[- ]time\b(?! (?:stud|educat|degree|mba|course|colleagues|staff|hours are))"),
    (EmploymentType.FULL_TIME, r"\bfull[- ]time\b(?! (?:educat|stud|equivalent|degree|mba|course|parent|colleagues))"),
    (
        EmploymentType.TEMPORARY,
        r"\btemporary (?:role|position|post|job|contract|assignment|vacancy|cover|basis)\b|\bseasonal (?:role|"
        r"position|job"
        r"|work|post)\b|\bon a temporary\b|\btemporary,|\bcasual (?:role|position|basis|work)\b|\bzero[- "
        r"]hours\b|\btemp "
        r"(?:role|position|job|to)\b|\bsupply (?:teacher|role)\b",
    ),
    (
        EmploymentType.CONTRACT,
        r"\bfixed[- ]term\b|\b(?:\d+|six|twelve|three|nine|eighteen)[- ]?months?[’']? (?:rolling |initial |"
        r"fixed[- ]term )?"
        r"contract\b|\bcontract (?:role|position|basis|length|duration)\b|\bfreelance(?:r)?\b|\bmaternity cover\b"
        r"|\b(?:inside|outside) ir35\b|\b(?:on a |b2b )contract\b|\bcontractor (?:role|position)\b",
    ),
    (EmploymentType.FULL_TIME, r"\bpermanent (?:role|position|post|job|contract|vacancy|basis)\b|\bpermanent\b[,.]"),
)
TITLE_EMPLOYMENT = _patterns(
    (EmploymentType.INTERNSHIP, r"\bintern(?:ship)?\b|\bapprentice(?:ship)?\b|\bpraktik"),
    (EmploymentType.PART_TIME, r"\bpart[- ]?time\b"),
    (EmploymentType.FULL_TIME, r"\bfull[- ]?time\b"),
    (EmploymentType.TEMPORARY, r"\btemp(?:orary)?\b|\bseasonal\b|\bcasual\b"),
    (EmploymentType.CONTRACT, r"\bcontract\)?$|\bfixed[- ]term\b|\bftc\b|\bmaternity cover\b|\bfreelance\b"),
)
WORKPLACE_LABEL = re.compile(
    r"^\W*(?:job |work )?(?:locations?|workplace(?: type)?|work(?:ing)? (?:model|arrangement|style|mode)|"
    r"remote|set-?up|"
    r"where|office|place of work|arrangement)\s*(?:[:|\t]|\s[-–—]\s)\s*(?P<rest>.+)",
    re.I,
)
LABELLED_WORKPLACE = _patterns(
    (
        WorkplaceType.HYBRID,
        r"\bhybrid\b|\bpart(?:ly|ial(?:ly)?)? remote|\bremote[- ]friendly"
        r"|\b(?:[1-4]|one|two|three|four) days? (?:a|per) week\b",
    ),
    (
        WorkplaceType.ONSITE,
        r"\bwork from office\b|\bon[- ]?site\b|\bin[- ]person\b|\boffice[- ]based\b|\bnot remote\b|\bno remote\b",
    ),
    (WorkplaceType.REMOTE, r"\bremote\b|\bhome[- ]based\b|\bwork from home\b|\banywhere\b"),
)
WORKPLACE = _patterns(
    (
        WorkplaceType.ONSITE,
        r"\b(?:not|no|isn[’']t|cannot be|can[’']t be)(?: a| offer(?:ed)?)? (?:fully )?remote\b|\b(?:role|"
        r"position|job|post|work) "
        r"is (?:fully |100% )?(?:on[- ]?site|in[- ]person|office[- ]based)\b|\bno (?:remote|home)[- ]?work|"
        r"\b(?:fully|100%) "
        r"on[- ]?site\b|\bfive days (?:a week )?(?:in|at) (?:the|our)|\bon[- ]?site (?:role|position|only|"
        r"five|5|at|in)\b"
        r"|\bwork(?:ing)? on[- ]?site\b|\boffice[- ]based\b",
    ),
    (
        WorkplaceType.HYBRID,
        r"\bhybrid(?! (?:cloud|vehicle|car|electric|infrastructure|environment|app|mobile|seeds?|integration|event))\b"
        r"|\b(?:one|two|three|four|\d(?:[-–]\d)?) days?(?: a| per|/| each)? ?(?:week )?(?:in|from|at) (?:the|"
        r"our|an|your)? ?"
        r"(?:\w+ )?(?:office|home|studio)\b|\bmix of (?:home|office|remote)",
    ),
    (
        WorkplaceType.REMOTE,
        r"\b(?:fully|100%|completely|entirely|permanently) remote\b|\bremote[- ](?:role|position|job|first|"
        r"only|based|within"
        r"|working)\b|\b(?:role|position|job|post) (?:is|can be done) (?:\w+ )?remote(?:ly)?\b|\bwork(?:ing)? "
        r"(?:fully )?"
        r"(?:from home|remotely)\b|\bhome[- ]based\b|\bremote,? (?:UK|US|EU|Europe|anywhere|worldwide)\b|"
        r"^remote\b|\bwork "
        r"from anywhere\b",
    ),
)
FULL_OR_PART = frozenset({EmploymentType.FULL_TIME, EmploymentType.PART_TIME})
HOURS = re.compile(
    r"(?P<hours>\d{1,2}(?:[.,]\d{1,2})?(?: ?(?:-|–|to) ?\d{1,2}(?:[.,]\d{1,2})?)?) ?(?:h\b|hrs?\b|hours?)\.?[ "
    r"-]?(?:(?:a|per|each|/|p/?) ?"
    r"w(?:ee)?k?\b|weekly|pw\b|p\.w\.|/ ?wk|/ ?week|(?:of work )?(?:a|per) week|week\b)"
    r"|(?:weekly hours|hours (?:per|a) week|hours of work|working hours|hours|contracted "
    r"hours)\s*[:\-–]\s*(?P<bare>\d{1,2}"
    r"(?:[.,]\d{1,2})?)(?= *(?:$|h|\(|,|;|\.|per|p\.?w|week|over))",
    re.I,
)
LEVEL_LABEL = re.compile(
    r"^\W*(?:seniority|(?:career |experience |job )?level)\s*(?:[:|\t]|\s[-–—]\s)\s*(?P<rest>.+)", re.I
)
LEVELS = _patterns(
    (
        Level.DIRECTOR,
        r"\bdirector\b|\bvice president\b|\bvp\b|\bchief (?!nurse)\w+(?: \w+)? officer\b|\bc[teofim]o\b|"
        r"\bexecutive level",
    ),
    (Level.INTERN, r"\bintern(?:ship)?\b|\btrainee\b|\bapprentice"),
    (
        Level.LEAD,
        r"\blead\b|\bprincipal\b|\bstaff (?:software|engineer|data|machine|site|product|security)|\bteam leader\b",
    ),
    (Level.MANAGER, r"\bmanager\b|\bhead of\b|\bhead chef\b"),
    (Level.SENIOR, r"\bsenior\b|\bsr\.?(?=\s)|\bsnr\b"),
    (Level.JUNIOR, r"\bjunior\b|\bjr\.?(?=\s|$)|\bgraduate\b|\bentry[- ]level\b|\bentry\b"),
    (Level.MID, r"\bmid\b|\bmid[- ]level\b|\bmid[- ]weight\b|\bintermediate\b"),
)


def find_employment(lines: Iterable[Place]) -> Found[EmploymentType] | None:
    kept = list(lines)
    return (
        _behind_label(kept, EMPLOYMENT_LABEL, LABELLED_EMPLOYMENT)
        or _in_title(kept, TITLE_EMPLOYMENT)
        or _in_facts(kept, LABELLED_EMPLOYMENT)
        or _anywhere(kept, EMPLOYMENT[:1])
        or _earlier(kept)
        or _anywhere(kept, EMPLOYMENT)
    )


def find_workplace(lines: Iterable[Place]) -> Found[WorkplaceType] | None:
    kept = list(lines)
    return (
        _behind_label(kept, WORKPLACE_LABEL, LABELLED_WORKPLACE)
        or _in_title(kept, LABELLED_WORKPLACE[:1] + LABELLED_WORKPLACE[2:])
        or _in_facts(kept, LABELLED_WORKPLACE)
        or _anywhere(kept, WORKPLACE)
    )


def find_hours(lines: Iterable[Place]) -> Found[str] | None:
    """Hours a week as they are written, such as "37.5"."""
    for line in lines:
        match = HOURS.search(line.text)
        if match:
            return Found(match["hours"] or match["bare"], match[0], line)
    return None


def find_level(lines: Iterable[Place]) -> Found[Level] | None:
    kept = list(lines)
    return _behind_label(kept, LEVEL_LABEL, LEVELS) or _in_title(kept, LEVELS)


def _behind_label(lines: list[Place], label: re.Pattern[str], table: Patterns[Kind]) -> Found[Kind] | None:
    for line in lines:
        match = label.match(line.text)
        found = _first(table, match["rest"], line) if match else None
        if found:
            return found
    return None


def _in_title(lines: list[Place], table: Patterns[Kind]) -> Found[Kind] | None:
    return next((found for line in lines if line.number < 0 and (found := _first(table, line.text, line))), None)


def _in_facts(lines: list[Place], table: Patterns[Kind]) -> Found[Kind] | None:
    """A line of facts near the top, in pieces: "Leeds | Full time | Hybrid"."""
    for line in lines[:12]:
        pieces = re.split(r"\s*[·•|;\t]\s*|,\s+|\s+[-–—]\s+|\s{3,}", line.text) if len(line.text) < 200 else []
        pieces = [piece.partition(". ")[0] for piece in pieces]
        if len(pieces) < 2 and len(line.text.split()) > 3:
            continue
        found = next((hit for piece in pieces if len(piece.split()) <= 5 and (hit := _first(table, piece, line))), None)
        if found and line.number >= 0:
            return found
    return None


def _earlier(lines: list[Place]) -> Found[EmploymentType] | None:
    """Of full and part time, the one that the text names first; the other is often only possible."""
    pair = [(kind, pattern) for kind, pattern in EMPLOYMENT if kind in FULL_OR_PART][:2]
    for line in lines:
        hits = [(match.start(), kind, match[0]) for kind, pattern in pair if (match := pattern.search(line.text))]
        if hits:
            _, kind, words = min(hits)
            return Found(kind, words, line)
    return None


def _anywhere(lines: list[Place], table: Patterns[Kind]) -> Found[Kind] | None:
    """The first kind of the table that a sentence names; a sentence that denies it was listed before."""
    for kind, pattern in table:
        for line in lines:
            match = pattern.search(line.text)
            if match:
                return Found(kind, match[0], line)
    return None


def _first(table: Patterns[Kind], text: str, line: Place) -> Found[Kind] | None:
    hits = ((kind, pattern.search(text)) for kind, pattern in table)
    return next((Found(kind, match[0], line) for kind, match in hits if match), None)
