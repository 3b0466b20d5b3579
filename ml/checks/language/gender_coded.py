"""A text that leans clearly to the masculine words of Gaucher, Friesen and Kay 2011; style, and said to be no more.

Their experiments found that such texts appeal less to women, and no like effect of feminine words on men, so only this
lean is a finding; `coded_words.weigh` tells both. Castilla and Rho 2023 hardly found an effect on who applies. The
finding concerns the whole text; words of it that have a neutral sister are marked besides. A short text has no lean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.language.coded_words import Balance, Lean, stems_in, weigh
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject

#: A posting of fewer words leans by chance.
SHORTEST = 120
#: Fewer stems are no lean: a posting for an analyst says analysis many times.
FEWEST = 6
SHOWN = 5
#: Stems that name the work and the people of nearly every posting ("analyse", "team leader", "armed forces",
#: "individuals in our care") say nothing of whom it looks for: they do not make a lean here.
OF_THE_WORK = ("analy", "determin", "decision", "lead", "objective", "individual", "force", "competen", "principle")
SOURCE = (
    "Gaucher, Friesen and Kay 2011 (Journal of Personality and Social Psychology 101); "
    "Castilla and Rho 2023 (Management Science)"
)


def check_gender_coded(subject: Subject) -> Iterator[Finding]:
    if len(subject.text.split()) < SHORTEST or not subject.is_english:
        return
    balance = _of_people(weigh(subject.text))
    if balance.lean is Lean.STRONGLY_MASCULINE and _is_clear(balance):
        yield _of_whole_text(balance)
        yield from find_terms(subject, "gender_coded")


def _of_people(balance: Balance) -> Balance:
    return replace(balance, masculine=tuple(word for word in balance.masculine if not word.startswith(OF_THE_WORK)))


def _is_clear(balance: Balance) -> bool:
    masculine, feminine = stems_in(balance.masculine, "masculine"), stems_in(balance.feminine, "feminine")
    return len(masculine) >= max(FEWEST, 2 * len(feminine)) and len(balance.masculine) >= 2 * len(balance.feminine)


def _of_whole_text(balance: Balance) -> Finding:
    most = ", ".join(word for word, _ in Counter(balance.masculine).most_common(SHOWN))
    return Finding(
        rule="gender-coded",
        category=Category.LANGUAGE,
        severity=Severity.NOTE,
        start=0,
        end=0,
        text="",
        reason=(
            f"{len(balance.masculine)} words are coded as masculine by a published list ({most}) and "
            f"{len(balance.feminine)} as feminine: a matter of style, since studies disagree on whether it changes who "
            "applies; say some of them differently if you like."
        ),
        source=SOURCE,
        evidence=Evidence.MIXED,
    )
