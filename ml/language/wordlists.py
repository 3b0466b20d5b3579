"""The word lists of `phrases.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("ml.language").joinpath("phrases.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(_lists()[name].split())


@cache
def verb_of_head() -> dict[str, str]:
    """The verb that goes with a thing: "reports" -> "prepare"."""
    return {noun: verb for verb, nouns in _lists()["heads"].items() for noun in nouns.split()}


@cache
def nominal_verbs() -> dict[str, str]:
    """The verb inside a noun: "management" -> "manage"."""
    return dict(_lists()["nominal"])
