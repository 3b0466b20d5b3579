"""Job titles as recruiters type them, taken apart: the role, the level, and what else stands in the title.

"Senior Ward Nurse (nights), Leeds - £35k" -> role "ward nurse", level senior, extras ("nights",).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    r"needed|wanted|required|hiring|we are|now|opportunity|permanent|perm|[mwfdxh](?:/[mwfdxh]){1,3}|all genders|"
    r"ref(?:erence)?[:. ]*\S*\d\S*|band \d\w?|grades? \w{1,3}(?: ?(?:&|and|to) ?\d+)?|"
    r"(?:fe)?male|level \d|[ivx]{1,4}(?=$|\s*[,-]))\b",
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
SEPARATORS = re.compile(r"\s+(?:-|–|—|\||/)\s*|[-–—]\s+|[,;|]|\s+at\s+|\s+@\s+|\s+in\s+(?=[A-Z])")
#: Several blanks between words stand for a dash: "Staff Nurse  Thetford".
GAP = re.compile(r"(?<=\w)[ \t]{2,}(?=\w)")
#: Beginnings that are no word of their own: "Electro – Mechanical" is one word, and "Re- advertised" another.
COMBINING = re.compile(
    r"\b(agro|bio|electro|full|hydro|multi|neuro|non|part|pre|psycho|re|socio)(?: ?[-–] | [-–] ?)(?=[a-z])",
    re.IGNORECASE,
)
#: "S/r", "J/r": as "Sr", "Jr".
SLASHED = re.compile(r"\b([sj])/r\b", re.IGNORECASE)
ABBREVIATIONS = {
    "mgr": "manager", "mngr": "manager", "asst": "assistant", "exec": "executive", "eng": "engineer",
    "engr": "engineer",
    "dev": "developer", "admin": "administrator", "rep": "representative", "tech": "technician", "supv": "supervisor",
    "coord": "coordinator", "dir": "director", "acct": "accountant", "hca": "healthcare assistant",
    "swe": "software engineer", "ict": "it",
    "f&b": "food and beverage", "r&d": "research and development", "dept": "department", "snr": "senior",
    "sr": "senior", "jr": "junior", "adv": "advisor", "ops": "operations",
    "mgmt": "management", "mktg": "marketing", "maint": "maintenance", "supt": "superintendent",
    "intl": "international", "cust": "customer", "svc": "service", "svcs": "services", "assoc": "associate",
    "proj": "project",
    "rmn": "mental health nurse", "rgn": "registered nurse", "cbt": "cognitive behavioural", "vp": "vice president",
    "dba": "database administrator", "pa": "personal assistant", "ea": "executive assistant", "qa": "quality assurance",
    "hr": "hr", "it": "it", "sen": "sen",
}  # fmt: skip
#: Short for something only in capitals: a "WASH engineer" washes nothing.
IN_CAPITALS = {
    "WASH": "water and sanitation", "MEAL": "monitoring and evaluation", "MEL": "monitoring and evaluation",
    "SEN": "special needs",
}  # fmt: skip
CAPITALS = re.compile(rf"\b(?:{'|'.join(IN_CAPITALS)})\b")
#: Two letters that people write with blanks between: "F & B", "R & D".
SPACED_PAIR = re.compile(r"\b([a-z])\s*&\s*([a-z])\b")
#: "Legal Division Head", "Head of Marketing": the manager of that unit; "Director of Nursing": its director.
HEADED = re.compile(
    r"(?:(?P<unit>.+?)(?: (?:division|department|section|unit|team|office))* head|"
    r"(?P<rank>head|director|manager|supervisor) of (?P<of>.+?)(?: (?:division|department|section|unit|team))*)$"
)
#: Who stands in for, or beside, a leader does that leader's work: "Deputy Branch Manager".
DEPUTY = re.compile(
    r"^(?:chief )?(?:deputy|vice|assistant|associate|acting|interim|joint) "
    r"(?=.+ (?:manager|director|head|principal|superintendent|commissioner)$|(?:manager|director|head) of )"
)
#: "PA to the Director", "Nurse with interest in wounds", "Secretary cum Cashier": the job stands before it.
BESIDE = re.compile(r" (?:to|with|cum) ")
#: Ends like a word for a person at work: "Monitoring, Evaluation and Learning Adviser" goes on to its last part.
PERSON = re.compile(
    r"(?:er|or|ar|ist|ant|(?<!m)ent|ian|man|woman|nurse|clerk|chef|cook|aide|guard|intern|trainee|attorney|counsel|lead|"
    r"head|staff|crew|mate|hand|pilot|ive|wife|coach|guide|barista|host|hostess|waitress|associate|fellow|expert|judge|"
    r"porter|apprentice|graduate|volunteer|surgeon|pair|secretary|mechanic|operative|analyst|specialist)s?$"
)
PREPOSITION = re.compile(r" (?:for|of|in|with|to) ")
#: Say on which rung a person stands, or of what kind the work is, and not in what.
RANKS = frozenset(
    """manager director officer executive assistant specialist coordinator administrator analyst supervisor consultant
    representative associate engineer technician teacher lecturer instructor inspector scientist clerk""".split()
)
#: Small words that are left at the end when what followed them is taken away.
DANGLING = re.compile(r"(?:\s+(?:for|of|in|to|and|&|the))+\s*$", re.IGNORECASE)
#: Says where the work is, not what: "front desk officer for the sales department".
WHERE = re.compile(r" (?:for|in) (?:.+ )?(?:department|unit|team|office|division|section|project|branch)$")
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
        forms = (normalise(self.text), self.full, self.work, self.first)
        return tuple(dict.fromkeys(form for form in forms if form))

    @property
    def first(self) -> str:
        """Of two names for the job with a slash between them the first, "" without a slash."""
        before, slash, _ = self.text.partition("/")
        return read_title(before).work if slash and PERSON.search(normalise(before)) else ""

    @property
    def work(self) -> str:
        """The role, without where it is done; of who leads a unit, its manager; of a deputy, who is stood in for."""
        full = DEPUTY.sub("", self.full)
        if led := HEADED.match(full):
            rank = (led["rank"] or "head").replace("head", "manager")
            return normalise(f"{led['unit'] or led['of']} {rank}")
        role = WHERE.sub("", DEPUTY.sub("", self.role))
        before = BESIDE.split(role)[0]
        return normalise(before) if before not in RANKS and PERSON.search(before) else role


def read_title(text: str) -> Title:
    plain = _written_out(MONEY.sub(" ", BRACKETS.sub(" ", GAP.sub(" - ", text.strip()))))
    shift = SHIFT.search(_spaced(text))
    parts = [part for part in SEPARATORS.split(plain) if part and part.strip()]
    parts = [DANGLING.sub("", SHIFT.sub(" ", NOISE.sub(" ", part))) for part in parts] or [plain]
    full = normalise(_main_of([part for part in parts if words_of(part) and not _is_condition(part)]) or plain)
    lowered = " ".join(words_of(text.lower().replace("-", " ")))
    return Title(
        text=text,
        full=full,
        role=normalise(_without_levels(full)) or full,
        level=_first(LEVEL_WORDS, lowered),
        shift=shift[0].strip() if shift else "",
        employment_type=_first(EMPLOYMENT_WORDS, lowered),
        workplace_type=_first(WORKPLACE_WORDS, lowered),
    )


def _main_of(parts: Sequence[str]) -> str:
    """The first part that names a person at work, with those before it; without one, the first. A rank alone takes what
    follows it along: "Manager, Sales" is a sales manager.
    """
    heads = [PREPOSITION.split(part)[0] for part in parts]
    count = next((place for place, head in enumerate(heads, 1) if PERSON.search(normalise(head))), 1)
    is_rank = count == 1 < len(parts) and _without_levels(normalise(parts[0])) in RANKS
    return f"{parts[1]} {parts[0]}" if is_rank else " ".join(parts[:count])


def normalise(text: str) -> str:
    """Lower case, words only, abbreviations written out, last word in the singular."""
    text = SPACED_PAIR.sub(r"\1&\2", text.lower()).replace("-", " ").replace("/", " ")
    words = [ABBREVIATIONS.get(word, word) for word in words_of(text)]
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def _written_out(text: str) -> str:
    """What is cut up or short in one word each."""
    joined = COMBINING.sub(r"\1", SLASHED.sub(r"\1r", _spaced(text)))
    return joined if joined.isupper() else CAPITALS.sub(lambda found: IN_CAPITALS[found[0]], joined)


def _spaced(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(KEEP_S):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _without_levels(normal: str) -> str:
    for word in (*LEVEL_WORDS, *EMPLOYMENT_WORDS, *WORKPLACE_WORDS):
        normal = _pattern(word).sub(" ", normal)
    return " ".join(normal.split())


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
