"""A statement as a recruiter would type it: short, without articles, as gerunds, as a noun, with a slip of the keys."""

from __future__ import annotations

import re
from random import Random

from ml.contracts import SectionKind
from ml.language.verbs import gerund, third_person
from ml.library.markup import TOKEN, marked_verbs, plain

ARTICLES = re.compile(r"\b(?:a|an|the|each|every|their|your|its)\s+")
#: "{plan} rotas for" -> "rota planning for"
OBJECT = re.compile(
    r"^\{([a-z]+)\} (?:the |a |an |\{your\} )?((?:[a-z-]{3,} )?)([a-z]{4,})"
    r"(?=$|,| and | (?:of|for|with|in|on|to|from|across|at|by)\b)"
)
#: In front of the object these are no part of a compound.
NO_COMPOUND = frozenset(
    """and for with from into out off over the each every all any both their its new up down through on in to at by of
    what that how""".split()
)
REQUIREMENT_HEAD = re.compile(
    r"^(?:(?:sound|working|practical|good|solid|hands-on|basic|some|first) )?"
    r"(experience|knowledge|an understanding|the ability|familiarity|confidence|skill|practice|training|ease|command"
    r"|fluency|awareness|understanding|a background|readiness) (?:of|with|in|to|on)\s+"
)
OPENINGS = ("you will ", "will ", "to ", "must ", "need to ", "you ", "has to ", "able to ")
GERUND_OPENINGS = ("responsible for ", "accountable for ", "duties include ", "involves ")
REQUIREMENT_OPENINGS = ("must have ", "you have ", "needs ", "someone with ", "has ", "required: ")
#: "{assess} patients" -> "patient assessment", "assessment of patients"; every other verb as a gerund.
NOUNS = {
    verb: noun
    for verb, _, noun in (
        pair.partition(":")
        for pair in """
        manage:management maintain:maintenance supervise:supervision prepare:preparation deliver:delivery
        develop:development analyse:analysis install:installation inspect:inspection coordinate:coordination
        administer:administration assess:assessment review:review support:support design:design control:control
        recruit:recruitment produce:production operate:operation evaluate:evaluation calculate:calculation
        collect:collection improve:improvement measure:measurement repair:repair translate:translation
        document:documentation negotiate:negotiation present:presentation configure:configuration
        reconcile:reconciliation investigate:investigation implement:implementation integrate:integration
        register:registration allocate:allocation select:selection record:recording report:reporting
        """.split()
    )
}


def as_typed(kind: SectionKind, statement: str, random: Random) -> str:
    """The statement, in markup form, as a point. It keeps the words that carry meaning."""
    is_requirement = kind in (SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE)
    text = _requirement(statement, random) if is_requirement else _duty(statement, random)
    return _shortened(text, random)


def as_keyed(point: str, random: Random) -> str:
    """The point with capitals, and now and then a slip."""
    return _cased(_mistyped(point, random) if random.random() < 0.03 else point, random)


def _duty(statement: str, random: Random) -> str:
    form = random.random()
    if form < 0.25 or not marked_verbs(statement):
        return plain(statement)
    if form < 0.47:
        return _in_form(statement, gerund)
    if form < 0.72:
        return _as_noun(statement, random)
    if form < 0.79:
        return _as_thing(statement)
    if form < 0.85:
        return _in_form(statement, third_person)
    if form < 0.92:
        return random.choice(GERUND_OPENINGS) + _in_form(statement, gerund)
    return random.choice(OPENINGS) + plain(statement)


def _as_noun(statement: str, random: Random) -> str:
    """ "{plan} rotas for the ward" -> "rota planning for the ward"; gerunds where no plain object follows."""
    match = OBJECT.match(statement)
    if not match or match[3].endswith(("ing", "ly", "ed")) or match[2].strip() in NO_COMPOUND:
        return _in_form(statement, gerund)
    noun, kind, thing = NOUNS.get(match[1], gerund(match[1])), match[2], match[3]
    phrase = f"{noun} of {kind}{thing}" if random.random() < 0.25 else f"{kind}{_singular(thing)} {noun}"
    return phrase + _in_form(statement[match.end() :], gerund)


def _as_thing(statement: str) -> str:
    """Only what is done something with, where there is one verb: the line has to find it."""
    thing = plain(statement.partition("} ")[2])
    is_plain = len(marked_verbs(statement)) == 1 and OBJECT.match(statement) and thing.split()[0] not in NO_COMPOUND
    return thing if is_plain else plain(statement)


def _requirement(statement: str, random: Random) -> str:
    text = plain(statement)
    if random.random() < 0.55 and (head := REQUIREMENT_HEAD.match(text)):
        rest = text[head.end() :]
        if head[1] == "the ability":
            return random.choice(("", "can ", "able to ", "")) + rest
        return f"{rest} {head[1]}" if head[1] in ("experience", "knowledge") and random.random() < 0.3 else rest
    return random.choice(REQUIREMENT_OPENINGS) + text if random.random() < 0.12 else text


def _shortened(text: str, random: Random) -> str:
    choice = random.random()
    if choice < 0.5:
        text = ARTICLES.sub("", text)
    elif choice < 0.65:
        text = ARTICLES.sub(lambda match: match[0] if random.random() < 0.5 else "", text)
    if random.random() < 0.12:
        text = text.replace(" and ", random.choice((" & ", ", ", " + ", " / ")))
    return text.replace(" with ", " w/ ") if random.random() < 0.02 else text


def _mistyped(text: str, random: Random) -> str:
    """One letter left out or two exchanged, in the middle of one longer word."""
    words = [match for match in re.finditer(r"[a-z]{6,}", text)]
    if not words:
        return text
    word = random.choice(words)
    place = random.randrange(word.start() + 1, word.end() - 2)
    if random.random() < 0.5:
        return text[:place] + text[place + 1 :]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _cased(text: str, random: Random) -> str:
    choice = random.random()
    if choice < 0.86:
        return text
    if choice < 0.96:
        return text[:1].upper() + text[1:]
    return text.title() if choice < 0.98 else text.upper()


def _in_form(statement: str, form: object) -> str:
    verbs = set(marked_verbs(statement))
    return plain(TOKEN.sub(lambda match: form(match[1]) if match[1] in verbs else match[0], statement))  # type: ignore[operator]


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
