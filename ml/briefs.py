"""Reading a brief from JSON, and writing it back. Every error names the field and the next step."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from ml.contracts import (
    Answer,
    Brief,
    BriefError,
    Company,
    EmploymentType,
    Language,
    Length,
    Level,
    Location,
    Pay,
    PayPeriod,
    Tone,
    WorkplaceType,
)
from ml.language.countries import COUNTRY_CODES, country_code
from ml.language.text import clean

#: Characters of all texts of a brief together: what a person types, and what a model's prompt can carry.
MAX_CHARACTERS = 8_000
MAX_TITLE = 150
MAX_ITEMS = 40
MAX_TEMPLATE_NAME = 80
MAX_PAY = 100_000_000
Choice = TypeVar("Choice", bound=StrEnum)
#: What stands in front of a line that was pasted from a list: bullets, "3.", "1)", "[ ]"; and marks of bold text.
BULLET = re.compile(r"^(?:[\s•·◦▪‣*–]|-(?!\d)|\d{1,2}[.)]\s+(?=\D)|\[[ xX]?\]\s)+")
BOLD = re.compile(r"\*\*(\S|\S.*?\S)\*\*")
FIELDS = tuple(Brief.__dataclass_fields__)
#: Fields whose value is one text.
PLAIN = "level department workplace_type employment_type tone length language template notes".split()


def parse_brief(data: object) -> Brief:
    """Raise `BriefError` with the path of the first field that cannot be used."""
    fields = _mapping(data, "brief", FIELDS)
    brief = Brief(
        title=_title(fields.get("title")),
        level=_choice(Level, fields, "level"),
        department=_line(fields.get("department"), "department"),
        company=_company(fields.get("company")),
        locations=tuple(_each(fields, "locations", _location)),
        workplace_type=_choice(WorkplaceType, fields, "workplace_type"),
        employment_type=_choice(EmploymentType, fields, "employment_type"),
        responsibilities=_lines(fields, "responsibilities"),
        required_skills=_lines(fields, "required_skills"),
        nice_to_have_skills=_lines(fields, "nice_to_have_skills"),
        pay=_pay(fields.get("pay")),
        tone=_choice(Tone, fields, "tone"),
        length=_choice(Length, fields, "length"),
        language=_language(fields.get("language")),
        template=_line(fields.get("template"), "template")[:MAX_TEMPLATE_NAME],
        notes=_text(fields.get("notes"), "notes"),
        answers=tuple(_each(fields, "answers", _answer)),
    )
    if (size := _size(brief)) > MAX_CHARACTERS:
        raise BriefError("brief", f"has {size:,} characters in all; the limit is {MAX_CHARACTERS:,}. Shorten it.")
    return brief


def brief_to_dict(brief: Brief) -> dict[str, Any]:
    """The JSON form of a brief, without what is empty; `parse_brief` gives back an equal brief."""
    data: dict[str, Any] = {"title": brief.title}
    for name in PLAIN:
        if value := getattr(brief, name):
            data[name] = str(value)
    for name in ("responsibilities", "required_skills", "nice_to_have_skills"):
        if items := getattr(brief, name):
            data[name] = list(items)
    if brief.company != Company():
        company = {"name": brief.company.name, "about": brief.company.about, "benefits": list(brief.company.benefits)}
        data["company"] = {key: value for key, value in company.items() if value}
    if brief.locations:
        data["locations"] = [
            {key: value for key in ("country", "region", "city") if (value := getattr(place, key))}
            for place in brief.locations
        ]
    if brief.pay:
        pay = {"min": brief.pay.min, "max": brief.pay.max, "currency": brief.pay.currency, "period": brief.pay.period}
        data["pay"] = {key: value for key, value in pay.items() if value not in (None, "")}
    if brief.answers:
        data["answers"] = [{"question": item.question, "answer": item.answer} for item in brief.answers]
    return data


def all_texts(brief: Brief) -> list[str]:
    """Every text a person typed, for limits and for the guard's evidence."""
    texts = [brief.title, brief.department, brief.notes, brief.company.name, brief.company.about]
    texts += [*brief.company.benefits, *brief.responsibilities, *brief.required_skills, *brief.nice_to_have_skills]
    texts += [part for place in brief.locations for part in (place.country, place.region, place.city)]
    texts += [part for item in brief.answers for part in (item.question, item.answer)]
    return [text for text in texts if text]


def typed_texts(brief: Brief) -> list[str]:
    """What a person typed to be said: without names, places and the questions, which are not their words."""
    texts = [brief.title, *brief.responsibilities, *brief.required_skills, *brief.nice_to_have_skills]
    texts += [item.answer for item in brief.answers]
    return [text for text in (*texts, brief.notes, brief.company.about, *brief.company.benefits) if text]


def _size(brief: Brief) -> int:
    return sum(len(text) for text in all_texts(brief))


def _mapping(data: object, path: str, known: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BriefError(path, f"must be an object with keys such as {known[0]!r}, not {_kind(data)}.")
    for key in data:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}."
            raise BriefError(f"{path}.{key}" if path != "brief" else str(key), f"is not a key of a brief; {hint}")
    return data


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}.get(
        type(value), "a number"
    )


def _text(value: object, path: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BriefError(path, f"must be a text, not {_kind(value)}.")
    return clean(value)


def _line(value: object, path: str) -> str:
    return " ".join(_text(value, path).split())


def _title(value: object) -> str:
    title = _line(value, "title")
    if not title:
        raise BriefError("title", "is required: give the job title, for example 'Ward nurse'.")
    if len(title) > MAX_TITLE:
        raise BriefError("title", f"has {len(title)} characters; the limit is {MAX_TITLE}.")
    if not re.search(r"[^\W\d_]", title):
        raise BriefError("title", f"{title!r} has no letters; give the job title in words.")
    return title


def _items(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BriefError(name, f"must be a list, not {_kind(value)}.")
    if len(value) > MAX_ITEMS:
        raise BriefError(name, f"has {len(value)} items; the limit is {MAX_ITEMS}.")
    return value


def _lines(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    lines = (_line(item, f"{name}[{n}]") for n, item in enumerate(_items(fields, name)))
    bare = (BULLET.sub("", BOLD.sub(r"\1", line)) for line in lines)
    return tuple(line for line in bare if line)


Item = TypeVar("Item")


def _each(fields: Mapping[str, Any], name: str, read: Callable[[object, str], Item | None]) -> list[Item]:
    made = (read(item, f"{name}[{n}]") for n, item in enumerate(_items(fields, name)))
    return [item for item in made if item is not None]


def _choice(kind: type[Choice], fields: Mapping[str, Any], name: str) -> Choice | None:
    text = _line(fields.get(name), name)
    if not text:
        return None
    try:
        return kind(re.sub(r"[\s-]+", "_", text.lower()))
    except ValueError:
        allowed = ", ".join(kind)
        raise BriefError(name, f"{text!r} is not known; choose one of {allowed}.") from None


def _language(value: object) -> Language | None:
    text = _line(value, "language")
    if not text:
        return None
    known = {"en": Language.EN_GB, "en-gb": Language.EN_GB, "en-us": Language.EN_US}
    language = known.get(text.lower().replace("_", "-"))
    if language is None:
        raise BriefError("language", f"{text!r} cannot be written yet; choose en-GB or en-US.")
    return language


def _company(value: object) -> Company:
    if value is None:
        return Company()
    fields = _mapping(value, "company", ("name", "about", "benefits"))
    benefits = fields.get("benefits")
    if benefits is not None and not isinstance(benefits, list):
        raise BriefError("company.benefits", f"must be a list, not {_kind(benefits)}.")
    lines = (_line(item, f"company.benefits[{n}]") for n, item in enumerate(benefits or []))
    return Company(
        name=_line(fields.get("name"), "company.name"),
        about=_text(fields.get("about"), "company.about"),
        benefits=tuple(line for line in lines if line),
    )


def _location(value: object, path: str) -> Location | None:
    if isinstance(value, str):
        value = {"city": value}
    fields = _mapping(value, path, ("country", "region", "city"))
    country = _line(fields.get("country"), f"{path}.country")
    code = country_code(country)
    if country and code not in COUNTRY_CODES:
        raise BriefError(f"{path}.country", f"{country!r} is not a country; use a code such as GB or US.")
    place = Location(code, _line(fields.get("region"), f"{path}.region"), _line(fields.get("city"), f"{path}.city"))
    return place if place != Location() else None


def _answer(value: object, path: str) -> Answer | None:
    fields = _mapping(value, path, ("question", "answer"))
    question = _line(fields.get("question"), f"{path}.question")
    answer = _line(fields.get("answer"), f"{path}.answer")
    if answer and not question:
        raise BriefError(f"{path}.question", "is missing: an answer needs the question it belongs to.")
    return Answer(question, answer) if answer else None


def _pay(value: object) -> Pay | None:
    if value is None:
        return None
    fields = _mapping(value, "pay", ("min", "max", "currency", "period"))
    least, most = _amount(fields.get("min"), "pay.min"), _amount(fields.get("max"), "pay.max")
    currency = _line(fields.get("currency"), "pay.currency").upper()
    period = _choice(PayPeriod, {"pay.period": fields.get("period")}, "pay.period")
    if least is None and most is None:
        if currency or period:
            raise BriefError("pay.min", "is missing: give min, max or both, or leave pay out.")
        return None
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise BriefError("pay.currency", f"{currency!r} is not a currency; give its three letters, such as GBP or USD.")
    if least is not None and most is not None and least > most:
        raise BriefError("pay.max", f"{most:g} is less than pay.min, {least:g}.")
    return Pay(least, most, currency, period)


def _amount(value: object, path: str) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"\d+(,\d{3})*(\.\d+)?", value.strip()):
        value = float(value.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BriefError(path, f"must be a number such as 32000, not {value!r:.40}.")
    if not 0 < value <= MAX_PAY:
        raise BriefError(path, f"{value!s:.20} is not a plausible amount; it must be above 0 and at most {MAX_PAY:,}.")
    return float(value)
