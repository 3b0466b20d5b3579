"""Plain text of other people's habits: headings in capitals, with colons, numbers, stars or dashes; e-mails.

Our own exports underline their headings, and those are taken at their word; here a heading is told by how it looks and
by what stands below it. Every line of the text stays: as a heading, or as a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ml.contracts import SectionKind
from ml.documents.headings import MOST_WORDS, is_bare_heading, kind_of_heading
from ml.documents.place_names import read_place

#: Marks around a heading: **Duties**, == Duties ==, [Duties], ## Duties, --- Duties ---, _Duties_, >> Duties <<.
DECORATED = re.compile(
    r"^\s*(?:(?P<mark>\*{1,3}|_{1,3}|={2,}|-{2,}|~{2,}|>{1,3}|•{2,}|#{2,})\s*(?P<a>[^*_=~#<>-].*?)\s*"
    r"(?P<end>[*_=~#<>-]{1,}):?|\[(?P<b>[^\[\]]{2,60})\]:?|#{1,6}\s+(?P<c>\S.*?)\s*#*|(?P<d><{0}[^<>]+?)\s*-{3,})\s*$"
)
NUMBERED = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[IVX]{1,4}|[A-Ha-h])[.):]|(?:Section|Part) \w{1,4}[:.]?|§\s?\d+)\s+(?P<rest>\S.*)$"
)
BULLET = re.compile(r"^\s*(?:[-*•◦▪●‣·–—+»>✓✔→~]|--|o(?= {2,}))(?:\s+|$)")
UNDERLINE = re.compile(r"={3,}|-{3,}")
ITEM = re.compile(r"^\s*\(?(?:\d{1,2}|[a-h])[.)]\s")
INLINE = re.compile(r"^\s*(?P<heading>[A-Za-z][^:.!?]{2,50}?)\s*(?::\s+|\s[-–—]\s|\t+)(?P<rest>\S.*)$")
#: Sections that people write in one line: "Duties: sweeping, mopping". Facts such as "Pay: £12" stay lines.
INLINE_KINDS = frozenset(
    {
        SectionKind.RESPONSIBILITIES,
        SectionKind.REQUIRED,
        SectionKind.NICE_TO_HAVE,
        SectionKind.BENEFITS,
        SectionKind.EQUAL_OPPORTUNITY,
        SectionKind.ABOUT,
        SectionKind.SUMMARY,
    }
)
LEADING_KINDS = frozenset({SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE})
INLINE_NOT = re.compile(r"^(?:experience|education|role|the role|skills|overview|the job|required|essential)$", re.I)
#: Words that begin a sentence which leads over to a list, and no heading.
LEADS_OVER = re.compile(
    r"^(?:you|we|this|these|the (?:post|role|job|successful|ideal)|please|as (?:a|an|our)|in (?:this|addition|"
    r"your)|it|to|if|for|"
    r"our|i|they|he|she|there|when|hi|hello|dear|hey|thanks|regards|kind regards|best|cheers|sincerely)\b",
    re.I,
)
LABELLED_TITLE = re.compile(
    r"^\W*(?:job title|position(?: title)?|role(?: title)?|vacancy|post(?: title)?|title|job|subject|re|job opening|"
    r"now hiring|hiring|we(?:[’']re| are) hiring|wanted|job vacancy|opening|stellenbezeichnung)\s*(?::|\t|\s[-–—]\s)\s*"
    r"(?:(?:re|fwd?|fw)\s*:\s*)*(?:(?:new )?(?:vacancy|job|role|opening|position|hiring|job opening|job ad|"
    r"advert)\s*[:–—-]\s*)?"
    r"(?P<title>\S.{1,98})$",
    re.I,
)
MAIL_HEADER = re.compile(r"^(?:from|to|cc|sent|date|subject|reply-to)\s*:\s", re.I)
TITLE_TAIL = re.compile(
    r"^(?P<title>\S.{2,80}?)\s*(?:\s[-–—|/·]+\s+|\s(?=[(\[]))(?P<tail>[^|]{2,40}|[(\[][^()\[\]]{2,40}[)\]])$"
)
NO_TITLE = re.compile(
    r"^[(\[]?(?:m/[fw]/[dx]|all genders|(?:fully )?remote|hybrid|on-?site|(?:full|part)[- ]time|"
    r"temp(?:orary)?|seasonal|permanent|"
    r"contract|fixed[- ]term|temp to perm|freelance|maternity cover|no agencies|\d+ months?)\b.*$",
    re.I,
)
TITLE_LINES = 8
LONGEST_HEADING, LONGEST_INLINE = 80, 2_000
HEADING_WORDS = 6


def is_ours(text: str) -> bool:
    """True for a text whose headings are underlined."""
    return any(above.strip() and UNDERLINE.fullmatch(below.strip()) for above, below in pairwise(text.splitlines()))


def labelled_title(lines: list[str]) -> str:
    """The title behind a label near the top: "Job title: Ward nurse", or the subject of an e-mail."""
    for line in [line for line in lines if line.strip()][:TITLE_LINES]:
        match = LABELLED_TITLE.match(line.strip())
        if match and not match["title"].endswith("."):
            return match["title"].strip(" *_#=")
    return ""


def bare_title(title: str) -> tuple[str, str]:
    """The title, and what stands behind it in the same line and belongs to the facts: terms, a place, (m/f/d)."""
    match = TITLE_TAIL.match(title)
    if match and (NO_TITLE.search(match["tail"]) or read_place(match["tail"].strip("()[]")) is not None):
        return match["title"].strip(), match["tail"].strip("()[] ")
    return title, ""


def undecorated(line: str) -> str:
    """The words of a heading between its marks; empty for a line without such marks."""
    match = DECORATED.match(line) if len(line) <= LONGEST_HEADING else None
    if not match:
        return ""
    words = next((part for part in (match["a"], match["b"], match["c"], match["d"]) if part), "").strip()
    return words if words and len(words) <= 60 and any(map(str.isalpha, words)) else ""


def inline_heading(line: str) -> tuple[str, str] | None:
    """Heading and text of a section that is written in one line."""
    match = INLINE.match(line) if len(line) <= LONGEST_INLINE else None
    if not match or BULLET.match(line) or INLINE_NOT.match(match["heading"]):
        return None
    heading = match["heading"].strip(" *_")
    is_known = is_bare_heading(heading) and kind_of_heading(heading) in INLINE_KINDS
    return (heading, match["rest"].strip(" *")) if is_known and len(match["rest"].split()) >= 3 else None


def is_heading(line: str, *, above: str, below: str) -> bool:
    """Does this line stand as a heading between these two?"""
    words = line.strip()
    if BULLET.match(words) or not words or len(words) > LONGEST_HEADING or MAIL_HEADER.match(words):
        return False
    numbered = NUMBERED.match(words)
    bare = numbered["rest"] if numbered else words
    if is_bare_heading(bare) or _is_known(bare) and (bare.endswith((":", "?")) or not above.strip()):
        return True
    if _leads_into_list(bare, below):
        return True
    if numbered or not below.strip() and not bare.endswith(":") or LEADS_OVER.match(bare):
        return bool(numbered) and bare.isupper() and len(bare.split()) <= HEADING_WORDS
    stands_apart = not above.strip() and bool(BULLET.match(below) or ITEM.match(below))
    return _looks_like_one(bare) and (bare.endswith(":") and len(bare) > 3 and not above.strip() or stands_apart)


def _leads_into_list(words: str, below: str) -> bool:
    """ "It would be great if you also had:", above bullets."""
    is_lead = len(words.split()) <= MOST_WORDS and words[:1].isupper() and words[-1:] not in ".,;!?"
    return is_lead and bool(BULLET.match(below)) and kind_of_heading(words) in LEADING_KINDS


def _is_known(words: str) -> bool:
    """Few words that tell a kind, as headings have them: no sentence, no fact."""
    is_short = len(words.split()) <= MOST_WORDS and not words.endswith((".", ",", ";", "!"))
    return (
        is_short
        and not re.search(r"\d|[£$€@]|: \S", words)
        and words[:1].isupper()
        and kind_of_heading(words) is not SectionKind.OTHER
        and not re.match(
            r"(?:we|you|this|the (?:post|successful)|must|experience|ability|please)\b(?!.*[:?]$)", words, re.I
        )
    )


def _looks_like_one(words: str) -> bool:
    is_short = len(words.split()) <= HEADING_WORDS and not words.endswith((".", ",", ";", "!"))
    return is_short and words[:1].isupper() and not re.search(r"\d|[£$€@]|: \S", words)


def levelled(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line with "is it a heading?"; a heading written in the line of its text comes before that text."""
    around = ["", *lines, ""]
    is_behind_list = False
    for above, line, below in zip(around, lines, around[2:], strict=False):
        if words := undecorated(line):
            yield words, True
        elif inline := inline_heading(line):
            yield inline[0], True
            yield inline[1], False
        else:
            ends_list = is_behind_list and not above.strip() and _begins_text(line, below)
            yield line, ends_list or is_heading(line, above=above, below=below)
        if line.strip():
            is_behind_list = bool(BULLET.match(line))


def _begins_text(line: str, below: str) -> bool:
    """Few words right above a text without bullets: what no list says any more has a heading of its own."""
    is_text = bool(below.strip()) and not BULLET.match(below) and below.rstrip().endswith((".", "!", "?"))
    return is_text and _looks_like_one(line.strip()) and not LEADS_OVER.match(line.strip())
