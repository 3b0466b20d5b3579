"""Profiles for tests: a good one, and the same with something changed."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

from ml.library.loader import PROFILES_FOLDER
from ml.library.schema import RoleProfile, profile_from_dict

CLEANER: dict[str, Any] = tomllib.loads((PROFILES_FOLDER / "facilities/cleaner.toml").read_text(encoding="utf-8"))


def content(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(CLEANER) | changes


def profile(**changes: Any) -> RoleProfile:
    return profile_from_dict(content(**changes), name="cleaner.toml")
