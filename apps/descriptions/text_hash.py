"""What an approval is given for: one number for the words and facts of a text, the same however it is laid out."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

#: What exports say besides the lines.
FACTS = ("company", "department", "locations", "workplace_type", "employment_type", "pay")
SAME_MARKS = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("‐‑–—", "-")})
LINE_MARKS = re.compile(r"^(?:[-*•]\s+)+|[.;]+$")


def text_hash(*, title: str, language: str, brief: Mapping[str, Any], content: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 as hex. `content` is that of a revision: [{kind, heading, lines}]; empty sections do not count."""
    sections = [
        [section["kind"], plain(section["heading"]), plain_lines(line["text"] for line in section["lines"])]
        for section in content
        if section["lines"]
    ]
    facts = {name: brief[name] for name in FACTS if brief.get(name)}
    said = json.dumps([plain(title), language, facts, sections], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def plain_lines(lines: Any) -> str:
    """Lines joined: where one ends and the next begins is formatting too."""
    return " ".join(filter(None, (plain(line) for line in lines)))


def plain(text: str) -> str:
    """Without what only the eye sees: widths, kinds of spaces, quotes and dashes, bullets, the full stop at the end."""
    text = unicodedata.normalize("NFKC", text).translate(SAME_MARKS)
    return LINE_MARKS.sub("", " ".join(text.split())).strip()
