"""A job template: the order, headings and fixed lines of a kind of document, read from TOML or JSON.

README.md of this package says what each key means. Every error is a sentence that names the place.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ml.contracts import LOCKED_SECTIONS, BriefError, Length, Person, SectionKind, Tone
from ml.language.text import clean

TEMPLATES_FOLDER = Path(__file__).parent / "templates"
DEFAULT_TEMPLATE = "Standard"
SKILL_LEVELS = ("basic", "working", "advanced")
#: Sections that are lists of points, which a template may begin.
STARTABLE = frozenset(
    {SectionKind.RESPONSIBILITIES, SectionKind.FIRST_90_DAYS, SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE}
)
#: A slot of a fixed line, such as {department}.
SLOT = re.compile(r"\{([a-z][a-z_]{1,39})\}")
MAX_NAME, MAX_PURPOSE, MAX_HEADING, MAX_TEXT = 80, 120, 120, 600
MAX_ITEMS, MAX_LINES = 20, 30
Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")


class TemplateError(ValueError):
    """A job template that cannot be used; the message names the place and the cause."""


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """One section of a document.

    `guidance` and `comments` are for the people who write; `starters` are points that fill the section where the brief
    leaves room, `fixed` are lines that stand there word for word. `lines` is how many lines a text of standard length
    wants, `most` how many it may have. No model writes a `locked` section; a `required` one may not stay empty.
    """

    kind: SectionKind
    heading: str = ""
    locked: bool = False
    required: bool = False
    guidance: str = ""
    comments: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    lines: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateSkill:
    """A skill that this kind of job implies; an essential one says how well it must be known."""

    name: str
    kind: str
    level: str = ""

    @property
    def is_essential(self) -> bool:
        return self.kind == "essential"


@dataclass(frozen=True, slots=True)
class JobTemplate:
    """The structure of a kind of document. Tone, length and person that are not given leave the choice to others."""

    name: str
    purpose: str
    sections: tuple[TemplateSection, ...]
    skills: tuple[TemplateSkill, ...] = ()
    tone: Tone | None = None
    length: Length | None = None
    person: Person | None = None

    def section(self, kind: SectionKind) -> TemplateSection | None:
        return next((section for section in self.sections if section.kind is kind), None)


def template_from_dict(data: object) -> JobTemplate:
    """Raise `TemplateError` naming the first place that cannot be used, such as `sections[2].kind`."""
    fields = _mapping(data, "template", JobTemplate)
    return JobTemplate(
        name=_needed(fields, "name", MAX_NAME),
        purpose=_needed(fields, "purpose", MAX_PURPOSE),
        sections=_sections(fields.get("sections")),
        skills=_each(fields.get("skills"), "skills", _skill),
        tone=_choice(Tone, fields.get("tone"), "tone"),
        length=_choice(Length, fields.get("length"), "length"),
        person=_choice(Person, fields.get("person"), "person"),
    )


def template_to_dict(template: JobTemplate) -> dict[str, Any]:
    """The JSON form, without what is empty; `template_from_dict` gives back an equal template."""
    data: dict[str, Any] = _filled(asdict(template))
    return data


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(item) for key, item in value.items() if item not in (None, "", (), False)}
    if isinstance(value, tuple):
        return [_filled(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def read_template(path: Path) -> JobTemplate:
    try:
        return template_from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path.name}: not valid TOML: {error}") from error
    except TemplateError as error:
        raise TemplateError(f"{path.name}: {error}") from error


def load_templates(folder: Path = TEMPLATES_FOLDER) -> dict[str, JobTemplate]:
    """The templates below `folder` by the stem of their file."""
    return {path.stem: read_template(path) for path in sorted(folder.glob("*.toml"))}


@cache
def default_templates() -> Mapping[str, JobTemplate]:
    return load_templates()


def pick_template(wanted: str, names: Iterable[str]) -> str:
    """The name that `wanted` means, however it is written ("public-service"); raise `BriefError` with a proposal."""
    known = {slug_of(name): name for name in names}
    slug = slug_of(wanted)
    if slug in known:
        return known[slug]
    near = difflib.get_close_matches(slug, known, n=1)
    hint = f"did you mean {known[near[0]]!r}?" if near else f"choose one of {', '.join(known.values()) or 'none'}."
    raise BriefError("template", f"{wanted!r} is not a job template; {hint}")


def slug_of(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


# Reading


def _sections(value: object) -> tuple[TemplateSection, ...]:
    sections = _each(value, "sections", _section)
    if not sections:
        raise TemplateError("sections: is empty; give at least one section with its kind, such as 'summary'.")
    seen: set[SectionKind] = set()
    for number, section in enumerate(sections):
        if section.kind in seen:
            raise TemplateError(f"sections[{number}].kind: {section.kind} is there twice; keep one of them.")
        seen.add(section.kind)
    return sections


def _section(value: object, path: str) -> TemplateSection:
    fields = _mapping(value, path, TemplateSection)
    kind = _choice(SectionKind, fields.get("kind"), f"{path}.kind")
    if kind is None or kind is SectionKind.OTHER:
        raise TemplateError(f"{path}.kind: is missing; give the kind of section, such as 'summary'.")
    section = TemplateSection(
        kind=kind,
        heading=_text(fields.get("heading"), f"{path}.heading", MAX_HEADING),
        locked=_flag(fields.get("locked"), f"{path}.locked", default=kind in LOCKED_SECTIONS),
        required=_flag(fields.get("required"), f"{path}.required"),
        guidance=_text(fields.get("guidance"), f"{path}.guidance", MAX_TEXT),
        comments=_texts(fields.get("comments"), f"{path}.comments"),
        starters=_texts(fields.get("starters"), f"{path}.starters"),
        fixed=_texts(fields.get("fixed"), f"{path}.fixed"),
        placeholders=_texts(fields.get("placeholders"), f"{path}.placeholders"),
        lines=_count(fields.get("lines"), f"{path}.lines"),
        most=_count(fields.get("most"), f"{path}.most"),
    )
    _check_section(section, path)
    return section


def _check_section(section: TemplateSection, path: str) -> None:
    if section.kind in LOCKED_SECTIONS and not section.locked:
        raise TemplateError(f"{path}.locked: must be true; {section.kind} is pay, company or legal text.")
    if section.starters and section.kind not in STARTABLE:
        raise TemplateError(f"{path}.starters: {section.kind} takes none; write fixed lines instead.")
    for number, starter in enumerate(section.starters):
        if "{" in starter or "}" in starter:
            raise TemplateError(f"{path}.starters[{number}]: has a brace; only fixed lines may have placeholders.")
    _check_slots(section, path)


def _check_slots(section: TemplateSection, path: str) -> None:
    used: set[str] = set()
    for number, line in enumerate(section.fixed):
        used |= (slots := set(SLOT.findall(line)))
        if re.search(r"[{}]", SLOT.sub("", line)):
            raise TemplateError(f"{path}.fixed[{number}]: has a brace that is no placeholder such as {{department}}.")
        if unknown := sorted(slots - set(section.placeholders)):
            raise TemplateError(f"{path}.fixed[{number}]: add {unknown[0]!r} to {path}.placeholders.")
    if unused := sorted(set(section.placeholders) - used):
        raise TemplateError(f"{path}.placeholders: {unused[0]!r} stands in no fixed line; use it or take it out.")


def _skill(value: object, path: str) -> TemplateSkill:
    fields = _mapping(value, path, TemplateSkill)
    name = _needed(fields, "name", MAX_NAME, path)
    kind, level = (_text(fields.get(key), f"{path}.{key}", MAX_NAME) for key in ("kind", "level"))
    if kind not in ("essential", "asset"):
        raise TemplateError(f"{path}.kind: {kind!r} is not known; choose essential or asset.")
    if level and level not in SKILL_LEVELS:
        raise TemplateError(f"{path}.level: {level!r} is not known; choose one of {', '.join(SKILL_LEVELS)}.")
    if kind == "essential" and not level:
        raise TemplateError(f"{path}.level: is missing; say how well {name} must be known: {', '.join(SKILL_LEVELS)}.")
    if "{" in name or "}" in name:
        raise TemplateError(f"{path}.name: has a brace; only fixed lines may have placeholders.")
    return TemplateSkill(name, kind, level)


def _mapping(value: object, path: str, kind: type) -> Mapping[str, Any]:
    known: Sequence[str] = tuple(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    if not isinstance(value, Mapping):
        raise TemplateError(f"{path}: must be an object with keys such as {known[0]!r}.")
    for key in value:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}."
            raise TemplateError(f"{path}.{key}: is not known; {hint}".removeprefix("template."))
    return value


def _each(value: object, path: str, read: Callable[[object, str], Item]) -> tuple[Item, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise TemplateError(f"{path}: must be a list.")
    if len(value) > MAX_ITEMS:
        raise TemplateError(f"{path}: has {len(value)} items; the limit is {MAX_ITEMS}.")
    return tuple(read(item, f"{path}[{number}]") for number, item in enumerate(value))


def _texts(value: object, path: str) -> tuple[str, ...]:
    return tuple(text for text in _each(value, path, lambda item, place: _text(item, place, MAX_TEXT)) if text)


def _needed(fields: Mapping[str, Any], key: str, limit: int, path: str = "") -> str:
    place = f"{path}.{key}" if path else key
    text = _text(fields.get(key), place, limit)
    if not text:
        raise TemplateError(f"{place}: is missing.")
    return text


def _text(value: object, path: str, limit: int) -> str:
    """One line of text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TemplateError(f"{path}: must be a text.")
    text = " ".join(clean(value).split())
    if len(text) > limit:
        raise TemplateError(f"{path}: has {len(text)} characters; the limit is {limit}.")
    return text


def _flag(value: object, path: str, *, default: bool = False) -> bool:
    if value is None:
        return default
    if not isinstance(value, bool):
        raise TemplateError(f"{path}: must be true or false.")
    return value


def _count(value: object, path: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_LINES:
        raise TemplateError(f"{path}: must be a whole number from 1 to {MAX_LINES}.")
    return value


def _choice(kind: type[Choice], value: object, path: str) -> Choice | None:
    text = _text(value, path, MAX_NAME)
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        near = difflib.get_close_matches(text, list(kind), n=1)
        hint = f"did you mean {str(near[0])!r}?" if near else f"choose one of {', '.join(kind)}."
        raise TemplateError(f"{path}: {text!r} is not known; {hint}") from None
