"""The same statement in other words, by rules that keep its meaning. Works on markup, so verbs are known for verbs."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from ml.contracts import Tone

#: Ways to say one thing: friendly, plain, formal. Each is (in markup form) where the others can stand.
WAYS = (
    ("{make} sure", "{make} sure", "{ensure}"),
    ("{look} after", "{look} after", "{take} care of"),
    ("{find} out", "{find} out", "{establish}"),
    ("{sort} out", "{sort} out", "{resolve}"),
    ("{fix}", "{mend}", "{repair}"),
    ("{buy}", "{buy}", "{purchase}"),
    ("{start}", "{start}", "{begin}"),
    ("{talk} to", "{talk} to", "{speak} with"),
    ("{deal} with", "{deal} with", "{handle}"),
    ("{join} in", "{take} part in", "{participate} in"),
    ("{keep} an eye on", "{watch}", "{monitor}"),
    ("{work} with", "{work} with", "{collaborate} with"),
    ("{carry} out", "{carry} out", "{perform}"),
    ("{ask} for", "{ask} for", "{request}"),
    ("{think} about", "{think} about", "{consider}"),
    ("{go} through", "{go} through", "{review}"),
    ("{look} at", "{look} at", "{examine}"),
    ("{look} into", "{look} into", "{investigate}"),
    ("{point} out", "{point} out", "{highlight}"),
    ("{write} down", "{write} down", "{record}"),
    ("{pass} on", "{pass} on", "{relay}"),
    ("{ring}", "{phone}", "{telephone}"),
    ("{pick}", "{choose}", "{select}"),
    ("{speed} up", "{speed} up", "{accelerate}"),
    ("{keep} track of", "{keep} track of", "{track}"),
    ("{spot}", "{notice}", "{identify}"),
    ("{help} to {plan}", "{help} to {plan}", "{assist} in planning"),
    ("{check} that", "{check} that", "{confirm} that"),
    ("{welcome}", "{greet}", "{receive}"),
    ("{work} out", "{work} out", "{determine}"),
    ("{put} right", "{put} right", "{correct}"),
    ("{bring} together", "{bring} together", "{combine}"),
    ("straight away", "at once", "immediately"),
    ("every", "each", "each"),
    ("from start to finish", "from start to finish", "from beginning to end"),
    ("quickly", "quickly", "promptly"),
    ("whole", "whole", "entire"),
    ("problems", "problems", "issues"),
    ("mistakes", "mistakes", "errors"),
    ("new colleagues", "new starters", "new employees"),
    ("enough", "enough", "sufficient"),
    ("in plain words", "in plain words", "in plain language"),
)
#: Ways to begin a requirement.
BEGINNINGS = (
    ("the know-how to", "the ability to", "the capability to"),
    ("real experience of", "experience of", "proven experience of"),
    ("a good grasp of", "knowledge of", "a sound knowledge of"),
    ("an understanding of", "an understanding of", "a thorough understanding of"),
    ("comfort with", "familiarity with", "proficiency with"),
    ("a feel for", "a feel for", "an appreciation of"),
    ("practice in", "practice in", "practical experience in"),
    ("training in", "training in", "formal training in"),
)
FRIENDLY, PLAIN, FORMAL = range(3)
CONTRACTIONS = ((r"\{You\} will\b", "{You}'ll"), (r"\{You\} are\b", "{You}'re"))
#: Where a statement can end early and still be a whole one.
BREAK = re.compile(r",? and (?=\{)|, (?=\{)|,? so that |, including |, from |, with |, so |; |: (?=[a-z])")
#: The second half of a statement leans on the first one with these.
LEANS = re.compile(r"\b(?:it|them|they|their|one|each|both|these|those|this|that|same|what|there|then)\b|\{your\}")


def in_tone(statement: str, tone: Tone) -> str:
    """Worded for the tone, where there is a choice."""
    if tone is Tone.FRIENDLY:
        statement = _said(statement, FRIENDLY)
        for pattern, new in CONTRACTIONS:
            statement = re.sub(pattern, new, statement)
        return statement
    return _said(statement, FORMAL) if tone is Tone.FORMAL else statement


def in_plain_words(statement: str) -> str:
    return _said(statement, PLAIN)


def formal(statement: str) -> str:
    return _said(statement, FORMAL)


def in_other_words(statement: str, random: Random) -> str:
    """One to three expressions exchanged and, where nothing leans on another part, the halves too."""
    if random.random() < 0.5:
        statement = _turned(statement)
    found = [ways for ways in (*WAYS, *BEGINNINGS) if any(_stands(way, statement) for way in ways)]
    for ways in random.sample(found, min(len(found), random.choice((1, 2, 3)))):
        old = next(way for way in ways if _stands(way, statement))
        others = [way for way in ways if way != old]
        if others:
            statement = _exchanged(statement, old, random.choice(others))
    return statement


def shorter(statement: str) -> str:
    """The first part of a statement that has several, or nothing."""
    breaks = [match for match in BREAK.finditer(statement) if len(statement[: match.start()].split()) >= 3]
    if not breaks:
        return ""
    before, comma, last = statement[: breaks[-1].start()].rpartition(", {")
    return f"{before} and {{{last}" if comma else last


def _turned(statement: str) -> str:
    """ "{a} this and {b} that" -> "{b} that and {a} this" """
    halves = re.split(r",? and (?=\{)", statement)
    if len(halves) != 2 or not statement.startswith("{") or LEANS.search(halves[1]) or BREAK.search(halves[0]):
        return statement
    return f"{halves[1]} and {halves[0]}" if not re.search(r"[,.:;]", halves[1]) else statement


def _said(statement: str, register: int) -> str:
    for ways in (*WAYS, *BEGINNINGS):
        for old in ways:
            if old != ways[register]:
                statement = _exchanged(statement, old, ways[register])
    return statement


def _stands(way: str, statement: str) -> bool:
    return way in statement and _pattern(way).search(statement) is not None


def _exchanged(statement: str, old: str, new: str) -> str:
    return _pattern(old).sub(lambda match: new, statement) if old in statement else statement


@cache
def _pattern(way: str) -> re.Pattern[str]:
    """A verb alone has a particle in other expressions ("{look} out"), an expression ends where its words do."""
    particle = r"(?! (?:up|out|in|into|off|on|over|down|through|to|with|at|for)\b)" if way.count(" ") == 0 else ""
    if any(way in ways for ways in BEGINNINGS):
        return re.compile(rf"^{re.escape(way)}\b")
    start = r"(?<!\w)" if not way.startswith("{") else ""
    return re.compile(f"{start}{re.escape(way)}(?!\\w){particle if way.startswith('{') else ''}")
