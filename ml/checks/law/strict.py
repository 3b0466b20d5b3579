"""Reads TOML into frozen dataclasses by their type hints: a wrong key, type or name is an error that says where."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from importlib.resources.abc import Traversable
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ml.checks.law.schema import LawError

Made = TypeVar("Made")
KINDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", date: "a date"}


def read_toml(file: Traversable) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{file.name}: not valid TOML: {error}") from error


def make(kind: type[Made], data: object, path: str) -> Made:
    """An instance of the dataclass `kind`; `path` names the place in the file for errors."""
    if not isinstance(data, Mapping):
        raise LawError(f"{path}: must be a table.")
    hints = get_type_hints(kind)
    for key in data:
        if key not in hints:
            near = difflib.get_close_matches(str(key), hints, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(hints)}."
            raise LawError(f"{path}.{key}: is not known; {hint}")
    for field in fields(kind):  # type: ignore[arg-type]
        if field.default is MISSING and field.name not in data:
            raise LawError(f"{path}.{field.name}: is missing.")
    return kind(**{key: _value(hints[key], value, f"{path}.{key}") for key, value in data.items()})


def _value(hint: Any, value: object, path: str) -> object:
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise LawError(f"{path}: must be a list.")
        return tuple(_value(get_args(hint)[0], item, f"{path}[{n}]") for n, item in enumerate(value))
    if is_dataclass(hint):
        return make(hint, value, path)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return _name(hint, value, path)
    return _plain(hint, value, path)


def _name(names: type[StrEnum], value: object, path: str) -> StrEnum:
    try:
        return names(str(value))
    except ValueError:
        allowed = ", ".join(name for name in names if name)
        raise LawError(f"{path}: {value!r} is not known; choose of {allowed}.") from None


def _plain(kind: type, value: object, path: str) -> object:
    """TOML's true is no number and its dates with a time are no date, though Python takes them for such."""
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise LawError(f"{path}: must be {KINDS[kind]}, not {value!r}.")
    return value
