"""How a text on a role outside the library opens: who looks for whom, to do what, in the words of the brief."""

from __future__ import annotations

import re

from ml.contracts import Brief, Length, Person, Plan, Point, Source, SourceKind, Style, Tone
from ml.grounding.titles import BRACKETS, MONEY, NOISE, SHIFT
from ml.language.casing import article, lower_first
from ml.language.noun_phrases import CARE
from ml.language.phrases import duty
from ml.language.text import words_of
from ml.language.verbs import lexicon
from ml.wording import CompanyForm

#: What stands in brackets behind a title and says nothing of the work.
ASIDE = re.compile(
    r"\s*[(\[]\s*(?:[^\w)\]]|re|advert\w*|full|part|time|remote|hybrid|on|site|based|home|x|\d+)*\s*[)\]]",
    re.IGNORECASE,
)
#: Parts of a title, but not inside brackets.
APART = re.compile(r"(?:\s+[-–—|]\s+|[|,;]|\s+@\s+|\s+at\s+(?=[A-Z])|\s+in\s+(?=[A-Z]))(?![^()]*\))")
#: Plurals that name people at work; "Optics" and "Accounts" at the end of a title do not.
PEOPLE = re.compile(
    r"(?:er|or|ist|ant|ent|ian|nurse|ive|clerk|chef|cook|aide|guard|intern|trainee|secretarie|apprentice|coache|wive|"
    r"mate|hand|pilot)s$|\b(?:staff|crew|drivers|midwives)$"
)
#: Of fewer duties than this the opening names none: the list below it says them all.
FEWEST = 3
LONGEST = 9


def shown_title(text: str) -> str:
    """The title as it reads in a sentence: without pay, shifts, places and what only advertises."""
    bare = " ".join(SHIFT.sub(" ", NOISE.sub(" ", MONEY.sub(" ", text.replace("_", " ")))).split())
    bare = ASIDE.sub("", bare)
    parts = [part.strip(" -–—|,;:!.") for part in APART.split(bare)]
    shown = next((part for part in parts if words_of(part)), "") or " ".join(text.split())
    if shown.isupper() and len(shown) > 4:
        shown = " ".join(word.capitalize() if len(word) > 3 else word for word in shown.split())
    is_sentence_case = not any(word[:1].isupper() for word in shown.split()[1:])
    return lower_first(shown) if is_sentence_case else shown


def is_plural(title: str) -> bool:
    """ "Nurses wanted": more than one is looked for."""
    head = re.split(r"\s(?:of|for|with|in|to)\s", BRACKETS.sub(" ", title).lower())[0]
    return bool(PEOPLE.search(head.strip()))


def opening_duties(brief: Brief, length: Length) -> list[int]:
    """The numbers of the first duties that read well in one sentence."""
    if len(brief.responsibilities) < FEWEST:
        return []
    plain = [number for number, text in enumerate(brief.responsibilities) if _is_plain(text)]
    if not plain or length is Length.SHORT or _is_joined(brief.responsibilities[plain[0]]):
        return plain[:1]
    return [plain[0], *(number for number in plain[1:] if not _is_joined(brief.responsibilities[number]))][:2]


def _is_joined(text: str) -> bool:
    return bool(re.search(r"\b(?:and|or)\b|&", text))


def _is_plain(text: str) -> bool:
    """Short, without asides, and with a verb that says what is done."""
    words = text.split()
    is_one = not re.search(r"[,;:()/.]|\b(?:and|or)\b.*\b(?:and|or)\b|\byours?\b", text, re.IGNORECASE)
    phrase = duty(text)
    opens_with_verb = words_of(phrase)[:1] and words_of(phrase)[0] in lexicon() and not phrase.startswith(CARE)
    return is_one and len(words) <= LONGEST and bool(opens_with_verb) and len(phrase.split()) > 1


def opening_point(brief: Brief, length: Length) -> Point:
    refs = ["title", *(f"responsibilities[{number}]" for number in opening_duties(brief, length))]
    refs += [ref for ref, value in (("company.name", brief.company.name), ("department", brief.department)) if value]
    sources = tuple(Source(SourceKind.BRIEF, ref) for ref in refs)
    return Point(shown_title(brief.title), sources, must_say=True)


def opening(brief: Brief, style: Style) -> str:
    """ "Hill Honey is looking for a Beekeeper to look after forty hives." """
    title = shown_title(brief.title)
    whom = title if is_plural(title) else f"{article(title)} {title}"
    does = " and ".join(duty(brief.responsibilities[number]) for number in opening_duties(brief, style.length))
    text = f"{_seeks(brief.company.name, style)} {whom}"
    if not brief.department:
        return f"{text} to {does}." if does else f"{text}."
    text += f" to join {_department(brief.department)}."
    return f"{text} {_subject(style, title)} will {does}." if does else text


def company_to_name(plan: Plan, point: Point) -> str:
    """The employer that a library sentence names where it opens the summary; empty where "we" or nobody is meant."""
    is_library = bool(point.statement) and point.sources[0].kind is SourceKind.PROFILE
    is_we = plan.style.wording.company is CompanyForm.WE
    return plan.brief.company.name if is_library and not is_we else ""


def at_company(text: str, company: str) -> str:
    return f"At {company}, {lower_first(text) if not text.startswith('The ') else 't' + text[1:]}"


def _subject(style: Style, title: str) -> str:
    if style.person is Person.YOU:
        return "You"
    return "The postholders" if is_plural(title) else "The postholder"


def _seeks(company: str, style: Style) -> str:
    if style.wording.company is CompanyForm.WE:
        return "We seek to appoint" if style.tone is Tone.FORMAL else "We are looking for"
    if style.tone is Tone.FORMAL:
        return f"{company or 'The employer'} seeks to appoint"
    return f"{company} is looking for" if company else "We are looking for"


def _department(name: str) -> str:
    has_kind = re.search(r"(?i)\b(?:department|team|unit|office|division|service|services|directorate|group)$", name)
    name = re.sub(r"(?i)^the\s+", "", name)
    return f"the {name}" if has_kind else f"the {name} department"
