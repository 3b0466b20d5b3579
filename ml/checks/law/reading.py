"""What a posting says, read once for all rules: its pay, and its text without what is still to be filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ml.checks.subject import Block, Subject
from ml.contracts import Pay, PayPeriod, SectionKind
from ml.documents.found import Found, Place
from ml.documents.found_pay import find_pay
from ml.language.open_slots import OPEN_SLOT

#: "and up", "+", "etc." behind an amount.
OPEN_END = re.compile(
    r"\s*(?:an? \w+|per \w+|/ ?\w+)?,?\s*(?:and (?:up|above|over|more)\b|\+(?!\s?\w)|or more\b|etc\b)", re.IGNORECASE
)
COMMISSION_ONLY = re.compile(
    r"\bcommission[- ](?:only|based only)\b|\b(?:100 ?%|purely|solely|entirely) (?:on )?commission\b", re.IGNORECASE
)
LINK = re.compile(r"https?://\S+|\bwww\.\S+|\]\(\S+\)", re.IGNORECASE)
#: Hours of a year's full-time work, and how often the other periods of pay come in it.
A_YEAR = {PayPeriod.HOUR: 2080, PayPeriod.DAY: 260, PayPeriod.WEEK: 52, PayPeriod.MONTH: 12, PayPeriod.YEAR: 1}
#: Periods that `Pay` has no word for, so many characters behind the amount.
RARE_PERIOD = re.compile(
    r"\bbi-?weekly\b|\bsemi-?monthly\b|\bfortnight|\bper (?:session|shift|visit|class|term)\b", re.IGNORECASE
)
NEAR = 40
#: Nobody is paid so much for less than a year, in the currencies of the laws' places.
A_YEARS_PAY = 15_000


@dataclass(frozen=True, slots=True)
class ShownPay:
    """Pay as the text gives it, at its place. `is_open` says that one end is not named."""

    pay: Pay
    start: int
    text: str
    is_open: bool
    has_rare_period: bool = False

    @property
    def period(self) -> PayPeriod | None:
        """Amounts of a year are read as such without the word."""
        amounts = [amount for amount in (self.pay.min, self.pay.max) if amount is not None]
        return self.pay.period or (PayPeriod.YEAR if min(amounts) >= A_YEARS_PAY else None)

    @property
    def has_period(self) -> bool:
        return self.period is not None or self.has_rare_period

    @property
    def is_range(self) -> bool:
        return not self.is_open and self.pay.min != self.pay.max

    def a_year(self) -> tuple[float, float] | None:
        """Both ends for a year of full-time work; None if an end or the period is not known."""
        least, most, period = self.pay.min, self.pay.max, self.period
        if self.is_open or least is None or most is None or period is None:
            return None
        return least * A_YEAR[period], most * A_YEAR[period]


@dataclass(frozen=True)
class Reading:
    subject: Subject

    @cached_property
    def lines(self) -> tuple[Block, ...]:
        """Everything but the headings, without lines that wait to be filled in."""
        return tuple(block for block in self.subject.lines() if not OPEN_SLOT.search(block.text))

    @cached_property
    def text(self) -> str:
        return "\n".join(block.text for block in self.lines)

    def of(self, kind: SectionKind) -> str:
        return "\n".join(block.text for block in self.lines if block.section is kind)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Each pattern is searched once, though many laws ask for the same."""
        if pattern not in self._said:
            self._said[pattern] = pattern.search(self.text) is not None
        return self._said[pattern]

    @cached_property
    def _said(self) -> dict[re.Pattern[str], bool]:
        return {}

    def has_link_near(self, pattern: re.Pattern[str]) -> bool:
        return any(LINK.search(block.text) and pattern.search(block.text) for block in self.lines)

    @cached_property
    def is_commission_only(self) -> bool:
        return self.says(COMMISSION_ONLY)

    @cached_property
    def pay(self) -> ShownPay | None:
        country = next((place.country for place in self.subject.context.locations if place.country), "")
        found = find_pay(self._places(), country)
        return self._shown(found) if found else None

    def _places(self) -> list[Place]:
        heading, places = "", []
        for number, block in enumerate(self.subject.blocks):
            heading = block.text if block.is_heading else heading
            if not OPEN_SLOT.search(block.text):
                places.append(Place(block.text, heading, block.section or SectionKind.OTHER, number))
        return places

    def _shown(self, found: Found[Pay]) -> ShownPay:
        block = self.subject.blocks[found.line.number]
        at = max(0, block.text.find(found.words))
        behind = block.text[at + len(found.words) :]
        known = self.subject.context.pay
        pay = found.value
        if known and (known.min, known.max) == (pay.min, pay.max):
            pay = Pay(pay.min, pay.max, pay.currency or known.currency, pay.period)
        is_open = pay.min is None or pay.max is None or OPEN_END.match(behind) is not None
        return ShownPay(pay, block.start + at, found.words, is_open, RARE_PERIOD.search(behind[:NEAR]) is not None)
