"""A line that gives orders to a machine: "ignore all previous instructions", the marks of a chat.

Such lines come with pasted text or were planted to steer a model. Here they are read as text and obeyed by nobody, but
readers and applicant tracking systems get them as they stand. Only what nobody says to a person is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject

OWASP = "OWASP Top 10 for LLM applications, LLM01: prompt injection"
RULE = structure_rule("planted-order", Severity.WARNING, OWASP)
#: An order begins a line, a sentence or a clause: "whether models ignore previous instructions" is none.
BEGINS = r"(?:^|[.;:!?,\"“”‘(*>\[\]–—-]\s*|\b(?:please|now|then|and|must|should|you will)\s+)"
EARLIER = r"(?:the |your |these |those |my )?(?:previous|prior|preceding|earlier|above|foregoing)"
TOLD = r"(?:instructions?|prompts?|rules|directions|directives|messages?|guidelines|text)"
MACHINE = r"(?:ai|llm|(?:large )?language model|(?:chat)?bot)"
FORGET = (
    rf"(?:ignore|disregard|forget|override|bypass) (?:all |any )?(?:of )?(?:{EARLIER} {TOLD}|"
    rf"(?:the |your )?{TOLD} (?:above|before this|you were given)|"
    r"everything (?:above|before this|you (?:were|have been) told))\b"
)
#: What is shown of each is its group `it`.
ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{BEGINS}(?P<it>{FORGET})",
        rf"{BEGINS}(?P<it>ignoriere? (?:alle )?(?:vorherigen|obigen|bisherigen) (?:anweisungen|regeln))\b",
        rf"{BEGINS}(?P<it>ignorez? (?:toutes )?(?:les )?instructions précédentes)\b",
        rf"{BEGINS}(?P<it>ignora (?:todas )?(?:las )?instrucciones anteriores)\b",
        r"\b(?P<it>(?:print|reveal|repeat|output|disclose|leak|show) (?:me )?(?:your|the) "
        r"(?:system|hidden|secret|initial) (?:prompt|instructions))\b",
        rf"\b(?P<it>if you are an? {MACHINE}(?: (?:model|assistant))?)"
        r"(?=\s*[,;:!]|\s+(?:reading|processing|screening)\b)",
        r"\b(?P<it>as an ai (?:language model|assistant)),",
        r"\b(?P<it>(?:answer|reply|respond) only (?:with|in) (?:the word|json|yes|no))\b",
        r"\b(?P<it>your (?:only|new) (?:output|task) is)\b",
        r"^\W*(?P<it>(?:system|developer|assistant) (?:prompt|message|override|note)\s*:)",
        r"(?P<it><\|\w{2,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>)",
    )
)
REASON = (
    "This reads like an order to a machine. Nobody obeys it here, but whoever reads the posting gets it: take it out."
)


def check_planted_orders(subject: Subject) -> Iterator[Finding]:
    """One finding a line."""
    for block in subject.blocks:
        found = next((found for order in ORDERS if (found := order.search(block.text))), None)
        if found:
            yield RULE.at(subject.part(block.start + found.start("it"), block.start + found.end("it")), REASON)
