"""The headings of the sections in each tone."""

from __future__ import annotations

import re

from ml.contracts import SectionKind, Tone
from ml.language.contractions import contract, expand
from ml.wording import Contractions, HeadingCase, Wording

NEUTRAL = {
    SectionKind.ABOUT: "About us",
    SectionKind.SUMMARY: "The role",
    SectionKind.RESPONSIBILITIES: "What you will do",
    SectionKind.FIRST_90_DAYS: "Your first 90 days",
    SectionKind.REQUIRED: "What you need",
    SectionKind.NICE_TO_HAVE: "What would help",
    SectionKind.CONDITIONS: "Where and when",
    SectionKind.PAY: "Pay",
    SectionKind.BENEFITS: "Benefits",
    SectionKind.EQUAL_OPPORTUNITY: "Equal opportunity",
    SectionKind.ACCOMMODATION: "Adjustments and accessibility",
    SectionKind.PRIVACY_NOTICE: "How we use your data",
    SectionKind.AI_NOTICE: "Use of AI in hiring",
}
BY_TONE = {
    Tone.NEUTRAL: NEUTRAL,
    Tone.FRIENDLY: NEUTRAL
    | {
        SectionKind.ABOUT: "Who we are",
        SectionKind.SUMMARY: "The job in short",
        SectionKind.RESPONSIBILITIES: "What you'll do",
        SectionKind.REQUIRED: "What you'll bring",
        SectionKind.NICE_TO_HAVE: "Nice to have",
        SectionKind.BENEFITS: "What you'll get",
    },
    Tone.FORMAL: NEUTRAL
    | {
        SectionKind.SUMMARY: "Purpose of the post",
        SectionKind.RESPONSIBILITIES: "Main duties",
        SectionKind.FIRST_90_DAYS: "Results expected in the first 90 days",
        SectionKind.REQUIRED: "Essential requirements",
        SectionKind.NICE_TO_HAVE: "Desirable requirements",
        SectionKind.CONDITIONS: "Terms of the post",
    },
    Tone.CONCISE: NEUTRAL
    | {
        SectionKind.SUMMARY: "Role",
        SectionKind.RESPONSIBILITIES: "Tasks",
        SectionKind.FIRST_90_DAYS: "First 90 days",
        SectionKind.REQUIRED: "Must have",
        SectionKind.NICE_TO_HAVE: "Nice to have",
        SectionKind.CONDITIONS: "Details",
    },
}


SMALL = frozenset("a an and as at by for from in of on or the to with".split())


def heading_of(kind: SectionKind, tone: Tone, wording: Wording | None = None) -> str:
    """The standard heading in the company's wording; its own headings stay as it typed them."""
    heading, wording = BY_TONE[tone][kind], wording or Wording()
    if wording.contractions is Contractions.AVOID:
        heading = expand(heading)
    if wording.contractions is Contractions.USE and tone is not Tone.FORMAL:
        heading = contract(heading)
    return titled(heading) if wording.headings is HeadingCase.TITLE else heading


def titled(heading: str) -> str:
    """With capitals, but for small words inside: "Where and When"."""
    first, *rest = heading.split(" ")
    capitals = [word if word in SMALL else re.sub(r"^\w", lambda match: match[0].upper(), word) for word in rest]
    return " ".join([first, *capitals])
