"""Facts put into a statement, so that the model learns to carry what no library sentence contains.

Numbers and names become slots; ordinary words are exchanged for words of other roles and for made-up ones.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from ml.contracts import SectionKind
from ml.language.text import STOP_WORDS
from ml.language.verbs import forms, lexicon
from ml.training.corpus.sayings import Saying, Split, sayings_of
from ml.writers.mini_prompt import SLOTS

PREPOSITIONS = "of|for|with|in|on|to|from|across|between|at|by|into|about"
#: Where a number can stand: "{check} <5> deliveries", "for <12> wards".
BEFORE_PLURAL = re.compile(r"(?:\} |\b(?:of|in|on|at|to|by|for) )([a-z]{3,}[^\Wsui]s)\b(?!['’])")
#: A noun, most likely: what follows ends its group.
NOUN = re.compile(rf"(?<![{{\w'’-])[a-z]{{4,}}(?![\w}}'’-])(?=$|,|\.| and | or | (?:{PREPOSITIONS})\b)")
NO_NOUN = re.compile(r"(?:ing|ly|ed|ss)$")
#: A tail behind one of these would belong to the clause and not to the sentence.
CLAUSE = re.compile(r"\b(?:so|that|because|before|after|when|where|which|who|until|if|while|how|what|or)\b")
UNITS = (
    "wards|sites|stores|teams|people|clients|projects|branches|machines|vehicles|rooms|countries|schools|customers"
    "|colleagues|pupils|patients|apprentices|products|suppliers|systems|regions|accounts|calls a day|orders a week"
).split("|")
TIMES = "days|hours|minutes|weeks|working days|months".split("|")
TAILS = {
    SectionKind.RESPONSIBILITIES: (
        "for {} {unit}", "across {} {unit}", "for {}", "at {}", "in {}", "using {}", "with {}", "in {} and {}",
        "within {} {time}", "every {} {time}", "for up to {} {unit}", "with a team of {}", "under {}", "by {}",
        "at our {} site", "on {}", "for the {} team", "with {} and {}", "for at least {} {unit}",
    ),
    SectionKind.REQUIRED: (
        "in {}", "with {}", "such as {}", "including {}", "using {}", "with {} and {}", "at {}", "in {} or {}",
        "for at least {} {time}", "in a team of {}", "to {} level", "across {} {unit}",
    ),
}  # fmt: skip
TAILS[SectionKind.NICE_TO_HAVE] = TAILS[SectionKind.REQUIRED]
TAILS[SectionKind.FIRST_90_DAYS] = TAILS[SectionKind.RESPONSIBILITIES]
SYLLABLES = """
    ba ca dor el fin gra hol is jan ker lo mar nel or pra qui ros sten tor ul ver wim xen yo zan tri plo che
""".split()  # noqa: SIM905


def with_facts(saying: Saying, statement: str, random: Random) -> str:
    """The statement with up to three slots in it, numbered as they stand."""
    for tool in saying.tools:
        if tool in statement and random.random() < 0.5:
            statement = re.sub(rf"\b{re.escape(tool)}\b", SLOTS[0], statement, count=1)
    if random.random() < 0.5:
        statement = _with_number(statement, random)
    if random.random() < 0.6 and saying.kind in TAILS and not CLAUSE.search(statement):
        statement += " " + _tail(saying.kind, random)
    return numbered(statement, first=random.randrange(3) if random.random() < 0.1 else 0)


def numbered(text: str, first: int = 0) -> str:
    """The slots of a text numbered in their order; at most as many as there are."""
    slots = iter(SLOTS[first:])
    return re.sub(f"[{SLOTS[0]}-{SLOTS[-1]}]", lambda match: next(slots, SLOTS[-1]), text)


def with_other_words(statement: str, random: Random) -> str:
    """One or two nouns exchanged: what is left says something that no role says, in correct grammar."""
    found = [match for match in NOUN.finditer(statement) if _is_noun(match[0])]
    for match in sorted(random.sample(found, min(len(found), random.choice((1, 1, 2)))), key=lambda m: -m.start()):
        other = _other_word(match[0], random)
        statement = statement[: match.start()] + other + statement[match.end() :]
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwz])|\b([Aa]) (?=[aeio])", _article, statement)


def _with_number(statement: str, random: Random) -> str:
    places = [match.start(1) for match in BEFORE_PLURAL.finditer(statement)]
    if not places:
        return statement
    place = random.choice(places)
    return f"{statement[:place]}{SLOTS[0]} {statement[place:]}"


def _tail(kind: SectionKind, random: Random) -> str:
    tail = random.choice(TAILS[kind]).replace("{unit}", random.choice(UNITS)).replace("{time}", random.choice(TIMES))
    return tail.replace("{}", SLOTS[0])


def _other_word(word: str, random: Random) -> str:
    is_plural = word.endswith("s")
    if random.random() < 0.15:
        return "".join(random.choices(SYLLABLES, k=random.choice((2, 3, 3)))) + ("s" if is_plural else "")
    return random.choice(_nouns()[is_plural])


def _article(match: re.Match[str]) -> str:
    return f"{match[1]} " if match[1] else f"{match[2]}n "


def _is_noun(word: str) -> bool:
    return word not in STOP_WORDS and not NO_NOUN.search(word) and word not in {"well", "once", "home", "time", "least"}


@cache
def _nouns() -> dict[bool, tuple[str, ...]]:
    """The nouns of the training roles, plural or not. A word said often is drawn no more often."""
    texts = [text for saying in sayings_of(Split.TRAINING) for text in saying.statements]
    found = sorted({match[0] for text in texts for match in NOUN.finditer(text) if _is_noun(match[0])})
    found = [word for word in found if word not in lexicon() and word not in forms()]
    return {plural: tuple(word for word in found if word.endswith("s") is plural) for plural in (True, False)}
