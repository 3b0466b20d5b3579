"""Where rules of language keep silent: names, quotations, addresses, refusals, and sentences that open a door."""

from __future__ import annotations

import re
from functools import lru_cache

from ml.checks.subject import BlockKind, Subject

#: Quotations of a line, and addresses of mail and web.
KEPT = re.compile(
    r"“[^”\n]{1,120}”|\"[^\"\n]{1,120}\"|‘[^’\n]{1,120}’(?!\w)|[\w.+-]{1,64}@[\w.-]{1,255}|(?:https?://|www\.)\S+"
)
#: Behind words with capitals these tell a name: "Rock Star Games Ltd".
BODIES = re.compile(
    r"(?:[ ,]+(?:and |& |of )?[A-Z][\w’'&-]*){0,3},? (?:Ltd|Limited|Inc|plc|PLC|LLC|LLP|GmbH|Group|Trust|"
    r"University|College|School|Hospital|Foundation|Academy|Centre|Center|Project|Programme|Program|Award|Street|Road|Lane|Act)\b"
)
#: What is said not to be asked for is not asked for.
REFUSED_BEFORE = re.compile(
    r"(?:\b(?:not|never|without|rather than|instead of|avoid\w*|nor|unlike)|n['’]t|\bno)\s(?:[\w'’-]+,?\s){0,4}$"
)
REFUSED_BEHIND = re.compile(r"^[^.;\n]{0,20}(?:\bnot|n['’]t) (?:required|needed|necessary|essential)")
#: Sentences in which groups of people are named to welcome or protect them.
OPEN_DOOR = re.compile(
    r"equal(?:ity)?[ -](?:and |of )?(?:\w+ )?opportunit|equal employment|discriminat|regardless|"
    r"irrespective|without regard|"
    r"protected (?:characteristic|class|group|veteran)|equality act|disability confident|under-?represented|"
    r"reasonable (?:adjustment|accommodation)|all (?:ages|backgrounds|nationalities|faiths|walks)|any age|"
    r"whatever your|"
    r"\bwhether (?:you|they)|guarantee\w* (?:an )?interview|(?:do not|don['’]t|not) (?:need|have) to be|"
    r"\b(?:welcom|encourag|invit)\w* [^.]{0,60}\b(?:appl|from)|"
    r"\b(?:welcome|encouraged|invited|eligible|able) to (?:apply|join)|"
    r"\bopen to\b|\bappl(?:y|ications?) [^.]{0,30}\b(?:welcome|encouraged)|\bwelcome\b|keen to (?:hear|receive)"
)
EDGES = ("\n", ". ", "! ", "? ")
#: Characters on either side; a text without full stops is one sentence, and would be read again for each of its words.
LONGEST = 600
SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")
CAPITAL = re.compile(r"\b[A-Z]")
PERSON = re.compile(r",? (?:Mr |Mrs |Ms |Dr )?[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+")
LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """The text in small letters, each at its place: a letter whose small form is two stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_quiet(subject: Subject, start: int, end: int) -> bool:
    """A quotation, an address, a name that is known, or something that is said not to be wanted."""
    kept = _kept_places(subject.text, subject.context.names)
    if any(first <= start and end <= last for first, last in kept):
        return True
    begin, finish = sentence_around(subject.text, start, end)
    low = lowered(subject.text)
    return bool(REFUSED_BEFORE.search(low[begin:start]) or REFUSED_BEHIND.match(low[end:finish]))


def opens_a_door(text: str, start: int, end: int) -> bool:
    begin, finish = sentence_around(text, start, end)
    return OPEN_DOOR.search(lowered(text)[begin:finish]) is not None


def is_name(subject: Subject, start: int, end: int) -> bool:
    """Capitals where none belong, or a word behind it that ends names."""
    text = subject.text
    if not CAPITAL.search(text, start, end):
        return False
    if BODIES.match(text, end):
        return True
    if text[start:end].isupper() or _is_in_heading(subject, start):
        return False
    return CAPITAL.search(text, start + 1, end) is not None or not opens_line(subject, start)


def is_title_of_person(subject: Subject, start: int, end: int) -> bool:
    """Chairwoman Sandra Wise: that is what she is called."""
    if not (subject.text[start].isupper() and PERSON.match(subject.text, end)):
        return False
    return not _is_in_heading(subject, start)


def opens_line(subject: Subject, start: int) -> bool:
    """It is the first word of a sentence or a line, behind marks at most."""
    begin, _ = sentence_around(subject.text, start, start)
    before = subject.text[begin:start]
    return not LETTERS.search(before) or before.rstrip().endswith((":", "•", "–", "|"))


def _is_in_heading(subject: Subject, start: int) -> bool:
    block = next((block for block in subject.blocks if block.start <= start < block.end), None)
    return block is not None and block.kind in (BlockKind.TITLE, BlockKind.HEADING)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends, or as much of it as matters."""
    first, last = max(0, start - LONGEST), end + LONGEST
    begin = max((at + len(edge) for edge in EDGES if (at := text.rfind(edge, first, start)) >= 0), default=first)
    ended = SENTENCE_EDGE.search(text, end, last)
    return begin, ended.start() + 1 if ended else min(last, len(text))


@lru_cache(maxsize=4)
def _kept_places(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    places = [found.span() for found in KEPT.finditer(text)]
    for name in names:
        if name.strip():
            places += [found.span() for found in re.finditer(rf"(?i)\b{re.escape(name.strip())}\b", text)]
    return tuple(places)
