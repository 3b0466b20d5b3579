"""A rule is written once, as `check_x` that raises; `can_x` asks it for buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def is_allowed(check: Callable[..., None], *who_and_what: Any, refusal: type[Exception]) -> bool:
    try:
        check(*who_and_what)
    except refusal:
        return False
    return True
