"""A degree as a must where the role profile describes the work by skills alone.

Many postings ask for a degree that most people in the work do not have (Fuller and Raman 2017, "Dismissed by Degrees",
Harvard Business School). The profile is ours and may not know the case; so the finding asks, and claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.known_profile import profile_of
from ml.checks.rule import Rule
from ml.checks.subject import Subject
from ml.contracts import SectionKind
from ml.library import RoleProfile
from ml.library.markup import plain

DEGREES = "Fuller and Raman 2017, Dismissed by Degrees, Harvard Business School"
RULE = Rule("degree-without-need", Category.HONESTY, Severity.WARNING, DEGREES, Evidence.MIXED)
DEGREE = re.compile(
    r"\b(?:(?:an? )?(?:relevant |good |strong |first |four[- ]year )*(?:"
    r"(?:bachelor|master)(?:['’]?s)?(?: degree| of (?:arts|science|engineering|laws))|"
    r"(?:undergraduate|university|college|honou?rs|graduate|postgraduate|higher|academic) degree|"
    r"degree(?= in\b|[- ]level|[- ]educated)(?:[- ]level(?: education| qualification)?|[- ]educated)?|"
    r"B\.?Sc\.?|M\.?Sc\.?|B\.A\.|MBA|Ph\.?D\.?)|educated to (?:a )?degree level)(?!\w)",
    re.IGNORECASE,
)
#: Another way in, or no must.
OPEN = re.compile(
    r"\bor (?:\w+ ){0,4}?(?:experience|equivalent|comparable|similar|qualif\w+|training|skills)\b|\bequivalent\b|"
    r"\bprefer|\bdesir|\badvantage|\bnice to have|\bplus\b|\bideally|\bhelpful|\bworking towards|"
    r"\bnot (?:needed|required|necessary|essential)|\bno degree\b",
    re.IGNORECASE,
)
MUST = re.compile(r"\b(?:must|requir|essential|minimum|need|you have|you will have|possess)", re.IGNORECASE)
FORMAL = re.compile(
    r"\b(?:degree|qualif\w+|registration|registered|licen[cs]\w+|diploma|chartered|doctorate|graduate)\b", re.IGNORECASE
)
BELOW_PROFESSIONS = ("14", "25", "3", "4", "5", "6", "7", "8", "9")
TAIL = re.compile(r"\s*(?:required|essential)?\s*[.;]?\s*$", re.IGNORECASE)


def check_degree(subject: Subject) -> Iterator[Finding]:
    profile = profile_of(subject)
    if profile is None or not subject.is_english or not skills_suffice(profile):
        return
    for block in subject.lines():
        for sentence in block.sentences() if block.section is not SectionKind.NICE_TO_HAVE else ():
            found = DEGREE.search(sentence.text)
            is_must = block.section is SectionKind.REQUIRED or MUST.search(sentence.text)
            if found and is_must and not OPEN.search(sentence.text):
                yield RULE.at(
                    subject.part(sentence.start + found.start(), sentence.start + found.end()),
                    f"The role profile “{profile.title}” describes this work without a degree: is it needed?",
                    (f"{found[0]} or equivalent experience",) if TAIL.fullmatch(sentence.text[found.end() :]) else (),
                )


def skills_suffice(profile: RoleProfile) -> bool:
    """No certificate that the law asks for, no formal qualification among the essential requirements, no profession.

    ISCO-08 puts professionals and most managers at its fourth level of skill, which is learnt in years of study as a
    rule; of them only ICT professionals (25) count here, many of whom learnt their trade at work.
    """
    if not profile.isco.startswith(BELOW_PROFESSIONS):
        return False
    essential = (plain(text) for each in profile.requirements if each.is_essential for text in each.statements)
    return not profile.certificates and not any(FORMAL.search(text) for text in essential)
