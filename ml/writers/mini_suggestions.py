"""What jd-mini offers while a person writes: other wordings of a line, and the rest of a sentence.

Only suggestions: a person takes them or not. Still they say no number, name, amount or formal term that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ml.contracts import SectionKind, ShouldStop, Style, never_stop
from ml.guard.check import is_repeat
from ml.guard.claims import Evidence
from ml.known_sentences import bounded, first_sentence, last_sentence
from ml.language.text import capitalise, content_stems, fold
from ml.language.verb_phrases import verb_phrase
from ml.writers.mini_facts import SLOT, Slotted, TooManyFacts, with_slots
from ml.writers.mini_model import Answer, MiniModel, mini_model
from ml.writers.mini_prompt import KINDS, Mark, complete_prompt, reword_prompt
from ml.writers.mini_reading import babbles

MOST_ALTERNATIVES = 3
MOST_TOKENS = 16
LINE_TOKENS = 80
#: A rest that the model itself thinks little of is not shown.
LEAST_CONFIDENCE = 0.3
#: In this order they are offered.
_AIMS = (Mark.OTHER, Mark.SHORTER, Mark.WARMER, Mark.PLAINER)


def alternatives(
    line: str,
    *,
    kind: SectionKind | None = None,
    style: Style | None = None,
    should_stop: ShouldStop = never_stop,
    model: Callable[[], MiniModel] = mini_model,
) -> tuple[str, ...]:
    """At most three other wordings of a line, different from it and from each other."""
    style, kind = style or Style(), kind or kind_of(line)
    ends_with_stop = line.rstrip().endswith(".")
    try:
        said = with_slots(line.rstrip().removesuffix("."), opens_small=kind is not SectionKind.SUMMARY)
    except TooManyFacts:
        return ()
    if kind not in KINDS or not content_stems(said.text):
        return ()
    asked = said.text + ("." if kind is SectionKind.SUMMARY else "")
    prompts = [reword_prompt(kind, asked, aim, style) for aim in _AIMS]
    found: list[str] = []
    for answer in model().answer(prompts, most=LINE_TOKENS, should_stop=should_stop):
        text = answer.text.strip().removesuffix(".")
        if _is_faithful(said, answer) and not any(_are_same(text, other) for other in (said.text, *found)):
            found.append(text)
    written = [capitalise(said.fill(text)) + ("." if ends_with_stop else "") for text in found]
    evidence = Evidence([line])
    return tuple(text for text in written if not evidence.missing(text))[:MOST_ALTERNATIVES]


def complete(
    title: str,
    section: SectionKind,
    before: str,
    typed: str,
    *,
    style: Style | None = None,
    should_stop: ShouldStop = never_stop,
    model: Callable[[], MiniModel] = mini_model,
) -> str:
    """The rest of the sentence that ends in `typed`, to be set behind it as it is; empty where nothing good comes."""
    sentence = last_sentence(typed)
    is_prose = section is SectionKind.SUMMARY
    if section not in KINDS or len(sentence.strip()) < 2 or sentence.rstrip().endswith((".", "!", "?", ":")):
        return ""
    try:
        said = with_slots(sentence, opens_small=not is_prose)
        role = with_slots(title, opens_small=False)
        previous = with_slots(last_sentence(before.strip()), opens_small=not is_prose)
    except TooManyFacts:
        return ""
    known = "" if previous.facts else previous.text
    prompt = complete_prompt(section, role.fill(role.text), known, said.text, style or Style())
    [answer] = model().answer([prompt], most=MOST_TOKENS, least=LEAST_CONFIDENCE, should_stop=should_stop)
    return _shown(answer, sentence, Evidence([title, before, typed]))


def kind_of(line: str) -> SectionKind:
    """Which kind of section a line alone would stand in."""
    if re.match(r"(?:You|The postholder)\b", line.strip()):
        return SectionKind.SUMMARY
    return SectionKind.RESPONSIBILITIES if verb_phrase(line.strip()) else SectionKind.REQUIRED


def _is_faithful(said: Slotted, answer: Answer) -> bool:
    """Every fact, mostly the line's own words, and a new word only in the place of an old one.

    One word more may come where nothing else does: "real experience".
    """
    stems, own = content_stems(answer.text), content_stems(said.text)
    added = len(stems - own)
    grown = len(answer.text.split()) - len(said.text.split())
    return (
        answer.is_whole
        and said.holds_all(answer.text)
        and bool(stems)
        and 2 * len(stems & own) >= len(stems)
        and added <= len(own - stems) + (grown <= 1)
        and not babbles(answer.text, said.text)
    )


def _are_same(text: str, other: str) -> bool:
    return fold(text) == fold(other) or (len(text.split()) < 6 and is_repeat(fold(text), fold(other)))


def _shown(answer: Answer, sentence: str, evidence: Evidence) -> str:
    rest = answer.text
    if SLOT.search(rest) or answer.confidence < LEAST_CONFIDENCE or any(letter.isdigit() for letter in rest):
        return ""
    if sentence.endswith(" "):  # the word is over, whatever the model thinks
        if not rest.startswith(" "):
            return ""
        rest = rest[1:]
    rest = bounded(first_sentence(rest), is_whole=answer.is_whole)
    return "" if evidence.missing(sentence + rest) else rest
