"""All forms of a verb or noun, and the form of another word that stands in its place."""

from __future__ import annotations

from enum import Enum
from functools import cache

from ml.language.verbs import DOUBLING, VOWELS, gerund, lexicon, third_person

#: Verb: its past form and, where that differs, its participle.
IRREGULAR_PAST = {
    verb: (past, participle or past)
    for verb, past, participle in (
        (*entry.split("/"), "")[:3]
        for entry in """
        be/was/been become/became/become begin/began/begun bind/bound bring/brought build/built buy/bought catch/caught
        choose/chose/chosen come/came/come cut/cut deal/dealt do/did/done draw/drew/drawn drive/drove/driven
        eat/ate/eaten
        feed/fed feel/felt fight/fought find/found fit/fitted fly/flew/flown forget/forgot/forgotten get/got
        give/gave/given go/went/gone grow/grew/grown have/had hear/heard hit/hit hold/held keep/kept know/knew/known
        lay/laid lead/led learn/learnt leave/left lend/lent let/let light/lit make/made mean/meant meet/met
        oversee/oversaw/overseen pay/paid put/put quit/quit read/read ride/rode/ridden ring/rang/rung rise/rose/risen
        run/ran/run say/said see/saw/seen seek/sought sell/sold send/sent set/set show/showed/shown shut/shut
        sing/sang/sung
        sit/sat speak/spoke/spoken spend/spent split/split spread/spread stand/stood sweep/swept swim/swam/swum
        take/took/taken teach/taught tear/tore/torn tell/told think/thought throw/threw/thrown
        undertake/undertook/undertaken understand/understood uphold/upheld wear/wore/worn weave/wove/woven win/won
        withdraw/withdrew/withdrawn write/wrote/written
        """.split()
    )
}
IRREGULAR_PLURAL = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "life": "lives", "knife": "knives", "shelf": "shelves", "half": "halves", "staff": "staff", "analysis": "analyses",
}  # fmt: skip
#: Endings by which a word outside the lexicon is known for a verb: ideate, incentivise.
VERB_ENDINGS = ("ise", "ize", "ify", "ate")
#: Verbs of business language that the lexicon leaves out; each is a noun as well.
NOUNS_TOO = frozenset({"leverage", "impact", "action", "task", "onboard", "champion", "architect", "partner", "helm"})


class Form(Enum):
    BASE = "base"
    THIRD = "third"
    GERUND = "gerund"
    PAST = "past"
    PARTICIPLE = "participle"
    PLURAL = "plural"


def past(verb: str) -> tuple[str, str]:
    """Past form and participle: use -> used, used; write -> wrote, written."""
    if verb in IRREGULAR_PAST:
        return IRREGULAR_PAST[verb]
    if verb.endswith("e"):
        form = verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        form = verb[:-1] + "ied"
    else:
        doubles = verb in DOUBLING or gerund(verb) == verb + verb[-1] + "ing"
        form = verb + (verb[-1] if doubles else "") + "ed"
    return form, form


def plural(noun: str) -> str:
    if noun in IRREGULAR_PLURAL:
        return IRREGULAR_PLURAL[noun]
    if noun.endswith("man") and noun not in ("human", "german"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def is_verb(word: str) -> bool:
    return word in lexicon() | NOUNS_TOO or (len(word) > 5 and word.endswith(VERB_ENDINGS))


@cache
def forms_of(phrase: str, *, as_verb: bool) -> dict[Form, str]:
    """Verbs are inflected at the first word of the phrase, nouns at the last: "work with", "team player"."""
    first, _, rest = phrase.partition(" ")
    if as_verb:
        verb, tail = first.lower(), f" {rest}" if rest else ""
        before, participle = past(verb)
        made = (verb, third_person(verb), gerund(verb), before, participle)
        kinds = (Form.BASE, Form.THIRD, Form.GERUND, Form.PAST, Form.PARTICIPLE)
        return {kind: form + tail for kind, form in zip(kinds, made, strict=True)}
    head, _, last = phrase.rpartition(" ")
    return {Form.BASE: phrase, Form.PLURAL: f"{head} {plural(last)}".strip()}
