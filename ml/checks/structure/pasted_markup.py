"""Marks of a web page that came along with pasted text: tags, and characters written as codes.

A tag that is named, such as "<button> instead of <div>" in a posting for a web developer, is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Block, Subject

RULE = structure_rule("pasted-markup", Severity.WARNING)
TAGS = r"(?:p|br|hr|div|span|ul|ol|li|b|i|u|em|strong|h[1-6]|a|table|tr|td|th|font|script|style|img|o:p)"
#: An end, a break, attributes or a comment: nobody names a tag like that.
TAG = re.compile(rf"</{TAGS}\s*>|<(?:br|hr|p|li)\s*/?>|<{TAGS}\s[^<>]*=[^<>]*>|<!--|<script\b[^<>]*>", re.IGNORECASE)
CODE = re.compile(
    r"&(?:amp|nbsp|lt|gt|quot|apos|[lr][sd]quo|[nm]dash|bull|hellip|middot|pound|euro|eacute|#\d{2,5}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)


def check_pasted_markup(subject: Subject) -> Iterator[Finding]:
    """One finding a line, at the first of its marks."""
    for block in subject.blocks:
        if found := TAG.search(block.text):
            yield _at(subject, block, found, f"“{found[0]}” comes from a web page: paste the text without it.")
        elif found := CODE.search(block.text):
            meant = html.unescape(found[0]).strip()
            reason = f"“{found[0]}” is a character of a web page as a code: write the character."
            yield _at(subject, block, found, reason, (meant,) if meant else ())


def _at(
    subject: Subject, block: Block, found: re.Match[str], reason: str, replacements: tuple[str, ...] = ()
) -> Finding:
    return RULE.at(subject.part(block.start + found.start(), block.start + found.end()), reason, replacements)
