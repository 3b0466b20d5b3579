"""Words by which a posting makes the statements that laws ask for."""

from __future__ import annotations

import re

from ml.checks.law.reading import Reading
from ml.contracts import SectionKind

MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


BENEFITS = _words(r"\bbenefits?\b", r"\bperks\b")
BENEFITED = _words(r"(?<!non[- ])\bbenefit{1,2}ed (?:position|role|job|post)\b")
#: In any line; and the shorter words that suffice in the section of benefits.
HEALTH = _words(
    r"\bhealth ?care\b(?! (?:assistant|professional|worker|provider|setting|industry|company|sector|team|system))",
    r"\b(?:health|medical|dental|vision)(?:,? (?:and |& |or )?(?:medical|dental|vision|health))*"
    r" (?:insurance|plans?|cover(?:age)?|benefits?)\b",
    r"\bmedical, dental\b",
)
RETIREMENT = _words(r"\b40[13]\s?\(?[kb]\)?", r"\bpension\b", r"\bretirement\b", r"\brrsp\b", r"\bsuperannuation\b")
PAID_LEAVE = _words(
    r"\bpaid (?:time off|(?:\w+ ){0,2}(?:leave|vacation|holidays?|days off))\b",
    r"\bpto\b",
    r"\b(?:annual|vacation|sick|parental) leave\b",
    r"\bvacation (?:days|time)\b",
    r"\b(?:days|weeks)(?:['’])? (?:of )?(?:paid )?(?:holidays?|vacation|leave|pto)\b",
)
SHORT_HEALTH = _words(r"\b(?:health|medical|dental)\b")
SHORT_PAID_LEAVE = _words(r"\b(?:holidays?|vacation|leave|days off|pto|time off)\b")
KINDS_OF_BENEFITS = {
    "health": (HEALTH, SHORT_HEALTH),
    "retirement": (RETIREMENT, RETIREMENT),
    "paid time off": (PAID_LEAVE, SHORT_PAID_LEAVE),
}
OTHER_COMPENSATION = _words(
    r"\bbonus(?:es)?\b(?! points)",
    r"(?<!the )\bcommissions?\b(?= (?:on|of|plan|scheme|structure|paid|pay|is|are|for|only)|[.,;)]|$)",
    r"\b(?:equity|stock|share) (?:options?|grants?|awards?|plan|scheme|package)\b",
    r"\b(?:stock units|employee stock)\b",
    r"\brsus?\b",
    r"\bprofit[- ]sharing\b",
    r"\bincentive (?:pay|plan|scheme|compensation)\b",
    r"\bno other (?:compensation|pay)\b",
    r"\bovertime pay\b",
    r"\btips\b(?= (?:are|go|on top|shared))",
)
DEADLINE = _words(
    r"\bappl(?:y|ications?|ying)\b[^.\n]{0,60}\b(?:by|before|until|till|close[sd]?|no later than)\b[^.\n]{0,30}\d",
    r"\b(?:closing|application|end|final) (?:date|deadline)\b",
    r"\bdeadline (?:to apply|for appl\w+)\b",
    rf"\b(?:deadline|clos(?:es|ing)(?: on)?)\s*[:–-]?\s*(?:is |on )?(?:\w+day,? )?(?:the )?(?:{MONTHS}|\d)",
    r"\bappl\w+[^.\n]{0,50}\b(?:ongoing|on a rolling basis|at any time)\b",
    r"\bopen until (?:it is |the (?:post|position|role|job) is )?filled\b",
    r"\b(?:ongoing|rolling)\b[^.\n]{0,40}\bapplications?\b",
)
HOW_TO_APPLY = _words(
    r"\bhow to apply\b",
    r"\bto apply\b",
    r"\bapply (?:now|here|at|by (?:e-?mail|post|phone)|via|on|online|through|with|using|in person|directly|below)\b",
    r"\b(?:send|e-?mail|submit|upload|forward) (?:us |in )?(?:your|an?|the|both) (?:\w+ ){0,4}"
    r"(?:cv|resumes?|résumés?|applications?|letter|form)\b",
    r"\bapplications? (?:by|via|through|online|should|can|may|must|are (?:made|accepted|welcome))\b",
)
AI_STATEMENT = _words(
    r"\b(?:a\.?i\.?|artificial intelligence|automated (?:tools?|systems?|decision\w*|processing))\b[^.\n]{0,120}"
    r"\b(?:screen|assess|select|evaluat|rank|review|hir|recruit)\w*\b[^.\n]{0,60}\b(?:applica|candida|hiring|recruit)\w*",
    r"\b(?:screen|assess|select|evaluat|rank|review)\w*\b[^.\n]{0,60}\b(?:applica|candida)\w*[^.\n]{0,80}"
    r"\b(?:a\.?i\.?|artificial intelligence|automated (?:tools?|systems?))\b",
    r"\b(?:hiring|recruitment|selection)\b[^.\n]{0,60}\b(?:uses?|using|by|with|through)\b[^.\n]{0,30}"
    r"\b(?:ai|artificial intelligence)\b",
)
VACANCY = _words(
    r"\b(?:existing|current|actual|open|immediate|genuine) (?:\w+ )?vacanc(?:y|ies)\b",
    r"\bvacancy (?:status|exists|is (?:open|current|existing))\b",
    r"\bno (?:existing |current )?vacancy\b",
    r"\b(?:future|anticipated|upcoming) (?:\w+ )?(?:vacanc(?:y|ies)|openings?|opportunit(?:y|ies))\b",
    r"\btalent (?:pool|pipeline)\b",
)
COLLECTIVE_AGREEMENT = _words(
    r"\bcollective(?:ly)?[- ](?:bargain\w+|(?:labou?r )?agreement\w*|agreed)\b",
    r"\btarif(?:f|vertrag)\w*\b",
    r"\b(?:union|unionized|unionised)\b",
    r"\bpay scale of\b",
)
OVERPAYMENT = _words(
    r"\b(?:pay|paid|payment|overpay\w*|salary|willing)\b[^.\n]{0,60}\b(?:above|over|exceed\w*|more than|higher than)\b",
    r"\boverpay\w*\b",
    r"\b(?:higher|more)\b[^.\n]{0,30}\b(?:qualification|experience)\w*\b",
    r"\büberzahlung\b",
    r"\bnegotia\w+\b",
)
TIPPED = _words(r"\btips\b(?! (?:and tricks|on|for|about))", r"\bgratuit(?:y|ies)\b", r"\btipped\b")
ACCOMMODATION = _words(
    r"\b(?:accommodations?|adjustments?)\b[^.\n]{0,100}\b(?:disab|appl|interview|process|request|need|require)\w*",
    r"\b(?:disab|appl|interview|request|need|require|reasonable)\w*\b[^.\n]{0,100}\b(?:accommodations?|adjustments?)\b",
)
VETERANS = _words(
    r"\bprotected veterans?\b", r"\bveteran(?:['’]s)? status\b", r"\bveterans?\b[^.\n]{0,60}\bdisab", r"\bvevraa\b"
)
DISABILITY = _words(r"\bdisabilit(?:y|ies)\b", r"\bsection 503\b")
PRIVACY = _words(r"\bprivacy (?:notice|policy|statement)\b", r"\bdata protection\b", r"\bgdpr\b", r"\bpersonal data\b")


def names_benefits(reading: Reading) -> bool:
    """In a section of their own, by the word, or by a kind of them."""
    has_section = bool(reading.of(SectionKind.BENEFITS).strip())
    kinds = (BENEFITED, *(pattern for pattern, _ in KINDS_OF_BENEFITS.values()))
    return has_section or any(map(reading.says, kinds)) or _offers(reading)


def _offers(reading: Reading) -> bool:
    return any(
        BENEFITS.search(block.text)
        and re.search(r"\b(?:include|offer|such as|package|eligible)\w*", block.text, re.IGNORECASE)
        for block in reading.lines
    )


def missing_kinds(reading: Reading) -> list[str]:
    """The kinds of benefits that laws name and the posting does not."""
    section = reading.of(SectionKind.BENEFITS)
    return [
        kind
        for kind, (anywhere, in_section) in KINDS_OF_BENEFITS.items()
        if not reading.says(anywhere) and not in_section.search(section)
    ]
