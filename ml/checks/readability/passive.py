"""A passive with its agent, which can be said the other way round without a doubt.

Where the passive is right ("the school was built in 1960", "you will be paid weekly") nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.readability.plain_english import readability_rule, sentences_of
from ml.checks.subject import Subject

RULE = readability_rule("passive")
#: "You will be supported by the ward manager." -> "The ward manager will support you."
AGENT = re.compile(
    r"^(?P<said>You(?: will|['’]ll) be (?P<done>managed|supported|supervised|trained|mentored|guided|led|joined) by "
    r"(?P<who>(?:an?|the|our|your) [a-z][\w’'-]*(?: [\w’'-]+){0,4}))\.?$"
)
#: Behind one of these the agent goes on, or is none.
GOES_ON = re.compile(
    r"\b(?:who|which|that|and|or|to|from|when|while|where|as|in|on|at|with|for|during|before|after|until)\b"
)
VERBS = {
    "managed": "manage", "supported": "support", "supervised": "supervise", "trained": "train", "mentored": "mentor",
    "guided": "guide", "led": "lead", "joined": "join",
}  # fmt: skip


def check_passive(subject: Subject) -> Iterator[Finding]:
    for sentence in sentences_of(subject):
        found = AGENT.match(sentence.text.rstrip())
        if found and not GOES_ON.search(found["who"]):
            who = found["who"][:1].upper() + found["who"][1:]
            place = subject.part(sentence.start, sentence.start + found.end("said"))
            yield RULE.at(place, "Say first who does it.", (f"{who} will {VERBS[found['done']]} you",))
