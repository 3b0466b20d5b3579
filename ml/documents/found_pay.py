"""Pay as postings write it: "£12.50 an hour", "$80k-$95k", "45.000 € brutto", "up to", "Band 5", "pro rata"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ml.contracts import Pay, PayPeriod, SectionKind
from ml.documents.found import Found, Place

#: What a dollar is where the posting names the country of the work.
DOLLARS = {"CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
#: Rupees, where the posting names another country than India.
RUPEES = {"PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}
SYMBOLS = {"£": "GBP", "€": "EUR", "₹": "INR", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD"}
SYMBOLS |= {"NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "R$": "BRL", "zł": "PLN", "EURO": "EUR", "EUROS": "EUR"}
CODES = "GBP|USD|EUR|CAD|AUD|NZD|CHF|SEK|NOK|DKK|INR|JPY|ZAR|SGD|HKD|PLN|CZK|AED|BRL|MXN|KES|NGN|PHP|MYR|ILS"
CURRENCY = rf"(?:(?:US|AU?|CA?|NZ|S|HK|R)?\$|£|€|₹|zł|\beuros?\b|\brs\.?|\b(?:{CODES})\b)"
NUMBER = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[,.’' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|"
    r"\d+(?:[.,]\d{1,2})?(?!\d)"
)
LAKHS = r"(?:lakhs?|lacs?|lpa)\b"
AMOUNT = (
    rf"(?:(?P<c@>{CURRENCY})\s?|(?<![\w.,£$€]))(?P<n@>{NUMBER})\s?(?P<k@>k\b|{LAKHS})?(?:,-|\.-)?\s?"
    rf"(?P<d@>{CURRENCY})?"
)
PER = (
    r"(?:\s*\+?\s*(?:gross|brutto|net|basic)?\s*\(?(?:per|an|a|/|p/?)\s*"
    r"(?:hour|hr|day|week|wk|month|mth|year|yr|annum|h\b|d\b|a\b|w\b|cm\b))?"
)
RANGE = re.compile(
    AMOUNT.replace("@", "1")
    + PER
    + r"\.?\s*(?:-|–|—|\bto\b|\bup to\b|\band\b|\bbis\b|~|(?=\s[£$€]\d))\s*"
    + AMOUNT.replace("@", "2"),
    re.I,
)
SINGLE = re.compile(AMOUNT.replace("@", "1") + r"(?P<plus>\s?\+(?!\s?\w))?", re.I)
PERIODS = (
    (PayPeriod.HOUR, r"(?:\b(?:per|an|a|each)\s+|/\s*|\bp/?)(?:hour|hr|h)\b|\bhourly\b|(?<![a-z])p\.?h\b"),
    (PayPeriod.DAY, r"(?:\b(?:per|a|each)\s+|/\s*|\bp/)(?:day|d)\b|\bdaily\b|\bday rate\b|(?<![a-z])p\.?d\b"),
    (PayPeriod.WEEK, r"(?:\b(?:per|a|each)\s+|/\s*|\bp/?)(?:week|wk|w)\b|\bweekly\b"),
    (
        PayPeriod.MONTH,
        r"(?:\b(?:per|a|each)\s+|/\s*)(?:calendar )?(?:month|mth)\b|\bmonthly\b|\bp\.?c\.?m\b|\bmonatlich\b",
    ),
    (
        PayPeriod.YEAR,
        r"(?:\b(?:per|a|each)\s+|/\s*)(?:year|yr|annum|anum)\b|\bannual|\byearly\b|\bp\.?\s?a\b\.?|/a\b|"
        r"\bper-annum\b|\blpa\b|\bpro jahr\b",
    ),
)
LABEL = re.compile(
    r"\b(?:salar(?:y|ies)|pay|paid|paying|compensation|wages?|remuneration|rates?|earn|earning|stipend|base|ote|band|"
    r"grade|gehalt|package|range)\b",
    re.I,
)
#: Money that is not what the person earns for the work.
OTHER_MONEY = re.compile(
    r"\b(?:bonus(?:es)?|budgets?|revenue|turnover|funds?|fund(?:ed|ing)|relocation|allowance|sign(?:ing)?[- ]on|worth|"
    r"donat\w+|portfolio|pension|voucher|bursary|contribut\w+|invest\w*|refer(?:ral)?|annual leave|discount|sales of|"
    r"stipend for|rais(?:e|ed|ing)|assets|charity|savings?|subscription|training|learning|courses?|"
    r"target(?! (?:hiring|salary|pay)\b)|awards?|grants?|"
    r"supplement|enhancement|expenses|reimburse\w*|caseload|insurance|p&l|grow\w*|arr|mileage|price[sd]?|fines?)\b",
    re.I,
)
MILLIONS = re.compile(
    r"^\s?(?:%|(?:m|mn|million|bn|billion|hours?|days?|years?|st|nd|rd|th|x|people|staff|beds)\b)", re.I
)
UP_TO = re.compile(r"(?:\bup ?to|\bmax(?:imum)?\.?(?: of)?|\bto a maximum of|\bbis zu|<)\s*$", re.I)
FROM = re.compile(
    r"(?:\bfrom|\bstart(?:s|ing)?(?: \w+)? (?:at|from)|\bmin(?:imum)?\.?(?: of)?|\bat least|\bab)\s*:?\s*$", re.I
)
NEAR = 70
#: Between or behind two amounts that are no steps of one pay: another sentence, a full-time equivalent, overtime.
NO_STEP = re.compile(r"[.;(](?:\s|\w)|\bplus\b|\bpro[- ]?rata\b")
NO_STEP_AFTER = re.compile(r"^[^.;]{0,30}\b(?:overtime|fte|full[- ]time equivalent|pro[- ]?rata)\b", re.I)
MOST_RISE = 1.5
PRO_RATA = re.compile(r"\W{0,3}pro[- ]?rat", re.I)
NOTES = re.compile(
    r"\b(?:pro[- ]?rata|negotiable|competitive|depending on experience|d\.?o\.?e\b|plus (?:commission|tips|"
    r"bonus)|ote\b|"
    r"(?:agenda for change )?band \d[a-d]?|grade [a-z0-9]{1,3}\b|NJC scale|inclusive of london weighting|"
    r"spinal point \d+|scp \d+(?: ?[-–] ?\d+)?)",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: Found[Pay]
    score: int


def find_pay(lines: Iterable[Place], country: str = "") -> Found[Pay] | None:
    """The pay that the text tells best: in its own section or behind its label, with a period, as a range."""
    best: _Candidate | None = None
    for line in lines:
        for candidate in _candidates(line, country):
            if best is None or candidate.score > best.score:
                best = candidate
    return best.found if best and best.score >= 3 else None


def find_pay_notes(lines: Iterable[Place]) -> list[Found[str]]:
    """What numbers cannot carry: pro rata, negotiable, a band or a grade. Each once."""
    notes: dict[str, Found[str]] = {}
    for line in lines:
        for match in NOTES.finditer(line.text):
            notes.setdefault(match[0].lower(), Found(match[0], match[0], line))
    return list(notes.values())


def _candidates(line: Place, country: str) -> Iterator[_Candidate]:
    if not any(character.isdigit() for character in line.text):
        return
    taken: list[range] = []
    for match in _ranges(line.text):
        candidate = _judged(line, match, _range_pay(match, line.text, country))
        if candidate:
            taken.append(range(*match.span()))
            yield candidate
    singles = [match for match in SINGLE.finditer(line.text) if not any(match.start() in span for span in taken)]
    judged = [(match, _judged(line, match, _single_pay(match, line.text, country))) for match in singles]
    found = [(match, candidate) for match, candidate in judged if candidate]
    yield from (candidate for _, candidate in found)
    for (first, low), (second, high) in pairwise(found):
        if _is_step(line.text, first, second):
            yield from _risen(low, high, line.text[first.start() : second.end()])


def _is_step(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    between, after = text[first.end() : second.start()], text[second.end() : second.end() + NEAR]
    return len(between) <= NEAR and not NO_STEP.search(between) and not NO_STEP_AFTER.search(after)


def _risen(low: _Candidate, high: _Candidate, words: str) -> Iterator[_Candidate]:
    """ "£28,500 a year, rising to £31,000": two amounts of one sentence that differ by less than half."""
    lower, higher = low.found.value, high.found.value
    same = (lower.currency, lower.period) == (higher.currency, higher.period)
    first, last = lower.min or 0, higher.max or 0
    if same and lower.period and min(low.score, high.score) > 0 and first < last < MOST_RISE * first:
        pay = replace(lower, max=last)
        yield _Candidate(Found(pay, words.strip(" -–,"), low.found.line), low.score + 1)


def _ranges(text: str) -> Iterator[re.Match[str]]:
    """Each range; "band 5-£24,907-30,615" is one of £24,907, for 5 is no pay beside it."""
    start = 0
    while match := RANGE.search(text, start):
        is_odd = not match["c1"] and not match["k1"] and len(match["n1"]) < 3 and len(match["n2"]) > 4
        if is_odd:
            start = match.end("n1")
        else:
            start = match.end()
            yield match


def _judged(line: Place, match: re.Match[str], pay: Pay | None) -> _Candidate | None:
    before = line.text[max(0, match.start() - NEAR) : match.start()]
    after = line.text[match.end() : match.end() + NEAR]
    if pay is None or MILLIONS.match(after):
        return None
    clause = re.split(r"[.;!?](?:\s|$)|,\s", before)[-1] + " " + re.split(r"[.;,!?](?:\s|$)|\bplus\b|[+(]", after)[0]
    has_label = bool(LABEL.search(before[-45:])) or bool(LABEL.search(line.heading)) or line.kind is SectionKind.PAY
    score = 2 * bool(pay.currency) + 2 * has_label + (pay.period is not None) + (pay.min != pay.max)
    score += (line.kind is SectionKind.PAY) + bool(PRO_RATA.match(after))
    score -= 4 * bool(OTHER_MONEY.search(clause))
    return _Candidate(Found(pay, match[0].strip(" -–,"), line), score)


def _range_pay(match: re.Match[str], text: str, country: str) -> Pay | None:
    currency = _currency(match["c1"] or match["d1"] or match["c2"] or match["d2"] or "", text, country)
    low, high = _number(match["n1"], match["k1"]), _number(match["n2"], match["k2"])
    if match["k2"] and not match["k1"] and low < 1000:
        low *= _scale(match["k2"])
    if match["k1"] and not match["k2"] and high < 1000:
        high *= _scale(match["k1"])
    if low > high and high < 1000 <= low:  # "£30,000-35" is £30,000 to £35,000
        high *= 1000
    is_plain = not currency and not _period(match, text)
    if low > high or low <= 0 or (is_plain and low < 10_000) or (not currency and _looks_like_years(low, high)):
        return None
    return Pay(low, high, currency, _period(match, text))


def _single_pay(match: re.Match[str], text: str, country: str) -> Pay | None:
    currency = _currency(match["c1"] or match["d1"] or "", text, country)
    amount = _number(match["n1"], match["k1"])
    period = _period(match, text)
    if amount <= 0 or (not currency and amount < 10_000):
        return None
    before = text[: match.start()]
    if UP_TO.search(before):
        return Pay(None, amount, currency, period)
    if FROM.search(before) or match["plus"]:
        return Pay(amount, None, currency, period)
    return Pay(amount, amount, currency, period)


def _looks_like_years(low: float, high: float) -> bool:
    return 1900 <= low <= 2100 and 1900 <= high <= 2100


def _number(text: str, suffix: str | None) -> float:
    """A dot or comma before exactly three digits parts thousands; before one or two it is the decimal mark."""
    digits = re.sub(r"[,.’' \u00a0\u202f](?=\d{3}(?!\d)|\d{2},)", "", text).replace(",", ".")
    return float(digits) * (_scale(suffix) if suffix else 1)


def _scale(suffix: str) -> int:
    """Of "k", or of the lakhs that Indian pay is counted in."""
    return 1000 if suffix.lower() == "k" else 100_000


def _currency(symbol: str, text: str, country: str) -> str:
    symbol = symbol.strip().upper().replace("ZŁ", "zł")
    if symbol == "$":
        named = re.search(r"\b(USD|CAD|AUD|NZD|SGD|HKD|MXN)\b", text)
        return named[1] if named else DOLLARS.get(country, "USD")
    if symbol.startswith("RS") or (not symbol and re.search(rf"\d\s?{LAKHS}", text, re.I)):
        return RUPEES.get(country, "INR")
    return SYMBOLS.get(symbol, symbol)


def _period(match: re.Match[str], text: str) -> PayPeriod | None:
    """The period named nearest behind the amount, else before it in the line."""
    behind = text[match.start() : match.end() + 45]
    before = text[max(0, match.start() - NEAR) : match.start()]
    for part in (behind, before):
        found = [(hit.start(), period) for period, pattern in PERIODS if (hit := re.search(pattern, part, re.I))]
        if found:
            return (min if part is behind else max)(found, key=lambda item: item[0])[1]
    return None
