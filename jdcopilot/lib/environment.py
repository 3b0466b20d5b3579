"""Secrets of a fresh machine: made once, kept in a file that only its owner reads."""

from __future__ import annotations

import secrets
from pathlib import Path


def secret_from_file(path: Path) -> str:
    """The secret in `path`, made on first use. Safe when two processes start at once: the first to create it wins."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
