"""Job titles as recruiters type them, taken apart: the role, the level, and what else stands in the title.

"Senior Ward Nurse (nights), Leeds - £35k" -> role "ward nurse", level senior, extras ("nights",).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from ml.contracts import EmploymentType, Level, WorkplaceType
from ml.language.text import words_of

Found = TypeVar("Found")
LEVEL_WORDS: dict[str, Level] = {
    "intern": Level.INTERN, "internship": Level.INTERN, "apprentice": Level.JUNIOR, "trainee": Level.JUNIOR,
    "graduate": Level.JUNIOR, "entry level": Level.JUNIOR, "junior": Level.JUNIOR, "jr": Level.JUNIOR,
    "mid level": Level.MID, "midlevel": Level.MID, "intermediate": Level.MID, "experienced": Level.MID,
    "senior": Level.SENIOR, "sr": Level.SENIOR, "snr": Level.SENIOR, "principal": Level.LEAD, "lead": Level.LEAD,
    "staff level": Level.LEAD, "head of": Level.MANAGER, "head": Level.MANAGER, "director of": Level.DIRECTOR,
}  # fmt: skip
EMPLOYMENT_WORDS: dict[str, EmploymentType] = {
    "full time": EmploymentType.FULL_TIME, "fulltime": EmploymentType.FULL_TIME, "part time": EmploymentType.PART_TIME,
    "parttime": EmploymentType.PART_TIME, "temporary": EmploymentType.TEMPORARY, "temp": EmploymentType.TEMPORARY,
    "seasonal": EmploymentType.TEMPORARY, "contract": EmploymentType.CONTRACT, "fixed term": EmploymentType.CONTRACT,
    "freelance": EmploymentType.CONTRACT,
}  # fmt: skip
WORKPLACE_WORDS: dict[str, WorkplaceType] = {
    "fully remote": WorkplaceType.REMOTE, "remote": WorkplaceType.REMOTE, "home based": WorkplaceType.REMOTE,
    "work from home": WorkplaceType.REMOTE, "hybrid": WorkplaceType.HYBRID, "on site": WorkplaceType.ONSITE,
    "onsite": WorkplaceType.ONSITE,
}  # fmt: skip
#: What must not follow a word of the tables above: "contract manager" and "lead generation" are work, not conditions.
UNLESS_BEFORE = {
    "contract": "manager|administrator|officer|specialist|lawyer|analyst|cleaner|cleaning|law|caterer|catering",
    "lead": "generation|time|poisoning",
    "head": "of year|of house",
    "head of": "year|house",
}
#: Says how an advert is placed, not what the job is.
NOISE = re.compile(
    r"\b(?:urgent(?:ly)?|immediate start|asap|re-?advert(?:ised|isement)?|vacancy|job(?! (?:coach|centre))|position|"
    r"needed|wanted|required|hiring|we are|now|opportunity|permanent|perm|m/f/d|m/w/d|f/m/d|h/f|all genders|"
    r"ref(?:erence)?[:. ]*\S*\d\S*|band \d\w?|grade \w{1,3}|level \d|[ivx]{1,4}(?=$|\s*[,-]))\b",
    re.IGNORECASE,
)
SHIFT = re.compile(
    r"\b(?:(?:night|day|evening|late|early|weekend|twilight|rotating|back|split) ?(?:shifts?|duty|work)|nights|"
    r"weekends?|term[- ]time(?: only)?|(?:zero|annualised) hours|on[- ]call|"
    r"bank(?! (?:clerk|teller|manager|cashier|officer|accountant|analyst|examiner|branch|reconciliation)))\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"[£$€]\s?\d[\d,.]*\s?k?(?:\s?(?:-|to)\s?[£$€]?\d[\d,.]*\s?k?)?"
    r"(?:\s?(?:per|an?|/)\s?(?:hour|day|week|month|year|annum)\b)?|\b\d+\s?k\b|\b\d+(?:\.\d+)? ?(?:hours|hrs)\b"
)
BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
SEPARATORS = re.compile(r"\s+(?:-|–|—|\||/)\s+|[,;|]|\s+at\s+|\s+@\s+|\s+in\s+(?=[A-Z])")
ABBREVIATIONS = {
    "mgr": "manager", "mngr": "manager", "asst": "assistant", "exec": "executive", "eng": "engineer",
    "engr": "engineer",
    "dev": "developer", "admin": "administrator", "rep": "representative", "tech": "technician", "supv": "supervisor",
    "coord": "coordinator", "dir": "director", "acct": "accountant", "hca": "healthcare assistant",
    "swe": "software engineer", "ict": "it",
    "f&b": "food and beverage", "r&d": "research and development", "dept": "department", "snr": "senior",
    "sr": "senior", "jr": "junior", "adv": "advisor", "ops": "operations",
    "dba": "database administrator", "pa": "personal assistant", "ea": "executive assistant", "qa": "quality assurance",
    "hr": "hr", "it": "it", "sen": "sen",
}  # fmt: skip
#: Two letters that people write with blanks between: "F & B", "R & D".
SPACED_PAIR = re.compile(r"\b([a-z])\s*&\s*([a-z])\b")
#: "Legal Division Head", "Head of Marketing": the manager of that unit.
HEADED = re.compile(
    r"(?:(?P<unit>.+?)(?: (?:division|department|section|unit|team|office))* head|"
    r"head of (?P<of>.+?)(?: (?:division|department|section|unit|team))*)$"
)
#: Plural titles ("Nurses wanted") name the same role; words that end in s anyway stay.
KEEP_S = (
    "ss",
    "us",
    "is",
    "ics",
    "sales",
    "operations",
    "services",
    "business",
    "communications",
    "logistics",
    "accounts",
)


@dataclass(frozen=True, slots=True)
class Title:
    """`role` is what is left when level, noise and conditions are taken away, in lower case."""

    text: str
    full: str
    role: str
    level: Level | None = None
    shift: str = ""
    employment_type: EmploymentType | None = None
    workplace_type: WorkplaceType | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """What to look the title up by, as typed first; who leads a unit is looked up as its manager too."""
        led = HEADED.match(self.full)
        manager = (normalise(f"{led['unit'] or led['of']} manager"),) if led else ()
        return tuple(dict.fromkeys(form for form in (normalise(self.text), self.full, *manager, self.role) if form))


def read_title(text: str) -> Title:
    plain = _spaced(MONEY.sub(" ", BRACKETS.sub(" ", text)))
    shift = SHIFT.search(_spaced(text))
    parts = [part for part in SEPARATORS.split(plain) if part and part.strip()]
    parts = [SHIFT.sub(" ", NOISE.sub(" ", part)) for part in parts] or [plain]
    main = next((part for part in parts if words_of(part) and not _is_condition(part)), plain)
    lowered = " ".join(words_of(text.lower().replace("-", " ")))
    return Title(
        text=text,
        full=normalise(main),
        role=normalise(_without_levels(main)) or normalise(main),
        level=_first(LEVEL_WORDS, lowered),
        shift=shift[0].strip() if shift else "",
        employment_type=_first(EMPLOYMENT_WORDS, lowered),
        workplace_type=_first(WORKPLACE_WORDS, lowered),
    )


def normalise(text: str) -> str:
    """Lower case, words only, abbreviations written out, last word in the singular."""
    text = SPACED_PAIR.sub(r"\1&\2", text.lower()).replace("-", " ").replace("/", " ")
    words = [ABBREVIATIONS.get(word, word) for word in words_of(text)]
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def _spaced(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(KEEP_S):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _without_levels(text: str) -> str:
    lowered = " ".join(words_of(text.lower()))
    for word in (*LEVEL_WORDS, *EMPLOYMENT_WORDS, *WORKPLACE_WORDS):
        lowered = _pattern(word).sub(" ", lowered.replace("-", " "))
    return " ".join(lowered.split())


def _is_condition(part: str) -> bool:
    words = part.lower().replace("-", " ").split()
    joined = " ".join(words)
    return joined in EMPLOYMENT_WORDS or joined in WORKPLACE_WORDS or joined in LEVEL_WORDS


def _first(table: Mapping[str, Found], lowered: str) -> Found | None:
    return next((value for word, value in table.items() if _pattern(word).search(lowered)), None)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    not_before = rf"(?! (?:{UNLESS_BEFORE[word]})\b)" if word in UNLESS_BEFORE else ""
    return re.compile(rf"\b{re.escape(word)}\b{not_before}")
