"""What stands in a text until a person has filled it in; no text with it can be finished."""

from __future__ import annotations

import re

OPEN_SLOT = re.compile(r"\[fill in: ([^\[\]]{1,60})\]")


def open_slot(name: str) -> str:
    return f"[fill in: {name.replace('_', ' ')}]"


def slot_reasons(text: str) -> list[str]:
    """What is still to be filled in, as sentences for the person who does it."""
    return [f"Fill in the {name}." for name in OPEN_SLOT.findall(text)]
