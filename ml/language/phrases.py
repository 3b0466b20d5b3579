"""What recruiters type, brought into the grammar of a posting without changing what it says.

A duty becomes a phrase with its verb in base form ("Managing the rota" -> "manage the rota"), a skill a noun phrase that
fits behind "You have". Whatever no rule understands stays as it was typed.
"""

from __future__ import annotations

import re

from ml.language.text import words_of
from ml.language.verbs import forms, lexicon

#: How people begin a duty; what follows is the duty.
OPENERS = re.compile(
    r"^(?:(?:the\s+)?(?:post\s?holder|successful candidate|ideal candidate|candidate|role|person|applicant|you)(?:['’]ll|\s+will|\s+"
    r"shall|\s+must|\s+should|\s+would|\s+is expected to|\s+are expected to|\s+needs? to|\s+has to|\s+have to)"
    r"(?:\s+also)?\s+|we (?:need|want|are looking for) (?:some(?:one|body)|a person) (?:to|who (?:can|will))\s+|"
    r"(?:some(?:one|body) )?who (?:can|will)\s+|will\s+|must\s+(?=\w+\b)|to\s+|duties include:?\s+|including\s+)",
    re.IGNORECASE,
)
RESPONSIBLE = re.compile(r"^(?:be(?:ing)?\s+)?(?:responsible|accountable)\s+for\s+", re.IGNORECASE)
BE_GERUND = re.compile(r"^be\s+([a-z-]+ing)\b", re.IGNORECASE)
#: Words that stand as verb or as noun: a verb only if a word follows that nouns do not take.
AFTER_VERB = frozenset(
    "a an the all any each every our your their its his her this that these those new up out off on in with to for from and as at "
    "over into about around after against through by daily weekly monthly regular clear accurate high-quality safe".split()
)
BOTH = frozenset(
    """account act address aid answer approach audit balance bank bathe bid bill block blog board book box brief broker budget
    call campaign care cash catch challenge change charge chart check chop class climb clock code command comment contact
    control copy cost count counsel cover craft credit cross-sell cut date deal debug design detail display dispose document
    draft dress drill drive dust engineer escort estimate exchange experience feed fence field file fill film finance finish fit
    fix flag focus form format forward fund gauge grade grant grease group grow guard guide hand handle heat help hire hold
    host influence input interview invoice iron issue join judge kit label launch lead lecture level lift limit line link list
    load lobby log look machine map mark market master match measure meet mentor model monitor mount network note notice nurse
    oil order output pace pack package paint pair park partner pass patrol pay phone photograph pick picture pilot pin pipe
    pitch place plan plant plaster plate play point police polish portfolio position post practice praise present press price
    print process produce profile program programme progress project promise prompt prototype purchase query question quote
    rack raise range rank rate reach record recruit refuse register release repair report request rescue research reset
    resource respect rest return review ring risk roll rotate round route run sample save scale scan schedule scope score
    screen screw script scrub search season secure sell service set shadow shape share shift ship shop show sign signal sketch
    slot sort sound source space split spot spray staff stage stand start state stay step stock stop store strap stress stretch
    study supply support survey switch table tackle tag tailor talk target taste tender test thank tick tidy time top total
    touch track trade train transfer transport travel trial trim triage try tune turn type update upgrade use value vent view
    visit voice wait walk warn wash waste watch water wear weld wipe wire witness work wrap write-up audition bend bolt brush chip contract cool drain fold harvest haul insert inventory mould nail page
    plot prune relay rent reserve sand saw sponsor thread tow yield brew bottle breed milk shear dance weed mow dye fish crew
    sail fly trap rear herd tile slate style detail catalogue""".split()
)
#: What to do with a thing of which only the name was given, by its last noun.
HEAD_VERBS = {
    "carry out": "round rounds check checks inspection inspections audit audits assessment assessments handover handovers "
    "observation observations survey surveys cleaning maintenance servicing repair repairs test tests testing installation "
    "installations review reviews research stocktake stocktakes appraisal appraisals visit visits patrol patrols",
    "prepare": "report reports account accounts invoice invoices proposal proposals quote quotes quotation quotations "
    "presentation presentations forecast forecasts return returns minutes paperwork",
    "take part in": "meeting meetings rota rotas training on-call",
    "run": "workshop workshops session sessions class classes event events campaign campaigns payroll",
    "handle": "complaint complaints enquiry enquiries query queries call calls correspondence request requests order orders "
    "payment payments cash bookings booking deliveries delivery emails email",
    "keep": "record records log logs documentation notes",
    "plan": "planning",
    "lead": "team teams",
    "manage": "budget budgets project projects account-management inventory stock",
    "drive": "van lorry truck",
}
VERB_OF_HEAD = {noun: verb for verb, nouns in HEAD_VERBS.items() for noun in nouns.split()}
#: "stock management" and "management of stock" -> "manage stock".
NOMINAL = {
    "management": "manage", "preparation": "prepare", "supervision": "supervise", "administration": "administer",
    "coordination": "coordinate", "development": "develop", "maintenance": "maintain", "monitoring": "monitor",
    "processing": "process", "recruitment": "recruit", "installation": "install", "implementation": "implement",
    "planning": "plan", "organisation": "organise", "organization": "organize", "delivery": "deliver", "design": "design",
    "production": "produce", "reconciliation": "reconcile", "collection": "collect", "inspection": "inspect",
    "operation": "operate", "evaluation": "evaluate", "analysis": "analyse", "promotion": "promote", "provision": "provide",
}  # fmt: skip
#: Words in -ly that open a duty and are no adverb of a verb.
NOT_ADVERBS = frozenset(
    "daily weekly monthly quarterly yearly hourly family friendly early only supply reply apply".split()
)
FREEZE = frozenset("including include includes such as like by".split())
NOUN_PHRASE_HEADS = re.compile(
    r"\b(?:experience|knowledge|ability|understanding|skills?|confidence|qualifications?|degrees?|diplomas?|certificates?|"
    r"certification|licen[cs]es?|registration|registered|training|background|fluency|familiarity|competen(?:ce|cy)|proficiency|"
    r"eligibility|membership|clearance|passport|permit|years?|card|nvq|gcses?|level|standard|pin|dbs)\b",
    re.IGNORECASE,
)
ADJECTIVAL = re.compile(
    r"^(?:be\s+)?(able|willing|prepared|happy|ready|keen|comfortable|confident|eligible)\s+", re.IGNORECASE
)
PLAIN_OPENERS = re.compile(
    r"^(?:you(?:['’]ll)?\s+(?:will\s+|must\s+|should\s+)?(?:have|need|bring)\s+|must\s+have\s+|must\s+|should\s+have\s+|has\s+|have\s+|having\s+)",
    re.IGNORECASE,
)


def duty(text: str) -> str:
    """A duty in base form with a lower-case start: it reads behind "you will"."""
    text = _without_stop(text)
    for _ in range(2):
        text = OPENERS.sub("", text, count=1).strip() or text
    if RESPONSIBLE.match(text):
        text = RESPONSIBLE.sub("", text, count=1)
        return _verb_phrase(text) or f"take responsibility for {lower_first(text)}"
    if match := BE_GERUND.match(text):
        text = text[match.start(1) :]
    return _verb_phrase(text) or _from_noun(text)


def _without_stop(text: str) -> str:
    text = text.strip().rstrip(";,")
    return text[:-1] if text.endswith(".") and not text.endswith(("etc.", "e.g.", "i.e.", "..")) else text


def _verb_phrase(text: str) -> str:
    """The text with its verbs in base form, or nothing if it does not begin with a verb."""
    words = text.split()
    if not words:
        return ""
    adverb = ""
    if words[0].lower().endswith("ly") and words[0].lower() not in NOT_ADVERBS and len(words) > 1:
        adverb, words = words[0].lower() + " ", words[1:]
    first = words[0].lower().rstrip(",")
    comma = "," if words[0].endswith(",") else ""
    base = forms().get(first)
    if first.endswith("ing") and base:
        return adverb + " ".join([base + comma, *_bases(words[1:], gerund=True, after=comma)])
    if first in lexicon() and _is_verb_here(first, words):
        return adverb + " ".join([first + comma, *words[1:]])
    if base and first.endswith("s") and (base not in BOTH or _follows_verb(words)):
        return adverb + " ".join([base + comma, *_bases(words[1:], gerund=False, after=comma)])
    return ""


def _is_verb_here(first: str, words: list[str]) -> bool:
    if words[0].endswith(","):
        return len(words) > 1 and words[1].lower().strip(",") in lexicon()
    if first not in BOTH:
        return True
    return _follows_verb(words) or (len(words) > 1 and _looks_plural_object(words))


def _follows_verb(words: list[str]) -> bool:
    return len(words) > 1 and (words[1].lower().strip(",") in AFTER_VERB or words[1][0].isdigit())


def _looks_plural_object(words: list[str]) -> bool:
    """ "lead teams", "train staff", "answer customer calls": an object behind the verb that no compound noun has."""
    last = words[-1].lower() if len(words) <= 4 else ""
    second = words[1].lower()
    plural = second.endswith("s") and not second.endswith(("ss", "is", "us"))
    return (
        plural
        or second in {"staff", "people", "students", "children"}
        or (
            words[0].lower()
            in {"support", "train", "lead", "answer", "mentor", "process", "handle", "guide", "recruit", "write"}
            and last.endswith("s")
            and not last.endswith("ss")
        )
    )


def _bases(words: list[str], *, gerund: bool, after: str = "") -> list[str]:
    """Bring the verbs coordinated with the first ("..., ordering stock and training staff") into the same form."""
    done: list[str] = []
    frozen = False
    for position, word in enumerate(words):
        bare = word.lower().strip(",;")
        frozen = (
            frozen
            or bare in FREEZE
            or (bare in {"of", "for", "from", "with", "in", "on"} and _next_is_gerund(words, position))
        )
        before = done[-1].lower() if done else after
        joined = before.endswith(",") or before in {"and", "or", "&"}
        base = forms().get(bare)
        coordinated = joined and base and not frozen and bare.endswith("ing" if gerund else "s")
        if coordinated and (gerund or _follows_verb(words[position:])):
            word = word.lower().replace(bare, str(base), 1)
        done.append(word)
    return done


def _next_is_gerund(words: list[str], position: int) -> bool:
    return position + 1 < len(words) and words[position + 1].lower().strip(",;").endswith("ing")


def _from_noun(text: str) -> str:
    """Only a thing was named: take the verb that goes with it."""
    if match := re.match(r"(?i)line management of\s+", text):
        return f"line-manage {text[match.end() :]}"
    if re.match(r"(?i)budget of\s+", text):
        return f"manage a {lower_first(text)}"
    head_of = re.match(r"(?i)^(?:the\s+)?([a-z]+)\s+of\s+(.+)$", text)
    if head_of and (verb := NOMINAL.get(head_of[1].lower())):
        return f"{verb} {head_of[2]}"
    words = words_of(text)
    if words and len(words) <= 3 and lower_first(text) == text and text[:1].isupper():
        return f"work with {text}"
    if not words or not text.replace(" ", "").replace("-", "").isalpha() or len(words) > 6:
        return f"take care of {lower_first(text)}" if len(words) <= 8 and words else text
    head = words[-1].lower()
    if head in NOMINAL and len(words) == 2 and head not in {"maintenance", "delivery", "design", "development"}:
        return f"{NOMINAL[head]} {lower_first(' '.join(text.split()[:-1]))}"
    if head in VERB_OF_HEAD and len(words) > 1:
        return f"{VERB_OF_HEAD[head]} {lower_first(text)}"
    return f"take care of {lower_first(text)}"


def is_plain_noun(text: str) -> bool:
    """Is only a thing named ("stock control"), without a verb that says what to do with it?"""
    return not _verb_phrase(OPENERS.sub("", _without_stop(text), count=1)) and not RESPONSIBLE.match(text)


def requirement(text: str) -> str:
    """A requirement as a noun phrase with a lower-case start where grammar allows."""
    text = _without_stop(text)
    text = PLAIN_OPENERS.sub("", text, count=1).strip() or text
    if match := re.match(r"(?i)(worked|taught|managed|led)\s+", text):
        text = {"worked": "working", "taught": "teaching", "managed": "managing", "led": "leading"}[
            match[1].lower()
        ] + (" " + text[match.end() :])
    if match := ADJECTIVAL.match(text):
        rest = text[match.end() :]
        return (
            f"the ability {rest}"
            if match[1].lower() == "able" and rest.lower().startswith("to ")
            else lower_first(text)
        )
    if re.match(r"(?i)can\s+\w+", text):
        return f"the ability to {text.split(None, 1)[1]}"
    if NOUN_PHRASE_HEADS.search(text):
        return lower_first(text)
    verb = _verb_phrase(text)
    words = text.split()
    is_gerund = words[0].lower().endswith("ing") and words[0].lower() not in lexicon()
    if verb and is_gerund and len(words) > 1 and not any(letter.isdigit() for letter in text):
        return f"experience of {lower_first(text)}"
    if verb and (len(words) > 2 or (len(words) > 1 and words[0].lower() not in BOTH)):
        return f"the ability to {verb}"
    return lower_first(text)


def lower_first(text: str) -> str:
    """Lower-case the first letter of an ordinary word; names, abbreviations and single letters keep theirs."""
    first, _, rest = text.partition(" ")
    bare = re.sub(r"[^\w'’-]", "", first)
    if len(bare) < 2 or not bare[0].isupper() or any(letter.isupper() for letter in bare[1:]) or rest[:1].isdigit():
        return text
    if any(letter.isdigit() for letter in bare) or not _is_ordinary(bare.lower()):
        return text
    return text[:1].lower() + text[1:]


def _is_ordinary(word: str) -> bool:
    from ml.language.ordinary import ordinary_words

    return word in lexicon() or word in forms() or word in ordinary_words()
