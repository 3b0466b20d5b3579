"""Lines of accepted job descriptions as examples of a company's manner of writing, with every fact left out."""

from __future__ import annotations

from collections.abc import Sequence

from ml.contracts import LOCKED_SECTIONS, PROSE_SECTIONS, Example, SectionKind
from ml.guard.claims import CURRENCY, formal_in, names_in, numbers_in
from ml.guard.contacts import contacts_in, echoes_in
from ml.language.open_slots import slot_reasons
from ml.writers.prompts import clean

#: Sections that an engine writes; every other one holds pay, terms, legal or company text.
SHOWN = frozenset(SectionKind) - LOCKED_SECTIONS - {SectionKind.CONDITIONS, SectionKind.OTHER}
LONGEST = {True: 240, False: 140}


def scrubbed_example(kind: SectionKind, text: str, *, names: Sequence[str]) -> Example | None:
    """The line as an example; None if it says pay, a number, a contact, a licence or any name, such as one of `names`.

    A line is left out whole: one with holes would teach the model to write holes.
    """
    text = clean(text)
    if kind not in SHOWN or not 20 <= len(text) <= LONGEST[kind in PROSE_SECTIONS]:
        return None
    folded = text.casefold()
    says_name = any(name.casefold() in folded for name in names if name.strip())
    says_fact = CURRENCY.search(text) or numbers_in(text) or names_in(text) or formal_in(text) or contacts_in(text)
    if says_name or says_fact or echoes_in(text) or slot_reasons(text):
        return None
    return Example(kind, text)
