"""Secrets at rest: sealed with a key derived from SECRET_KEY, so that a copy of the database alone opens nothing.

A secret sealed under an old SECRET_KEY opens as long as that key stands in SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """The secret was sealed under a SECRET_KEY that this deployment no longer knows."""


def seal(secret: str) -> str:
    return _sealer().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _sealer().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen("The secret was sealed under another SECRET_KEY; make a new one.") from None


def _sealer() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(secret_key: str) -> Fernet:
    derived = hashlib.blake2b(secret_key.encode(), digest_size=32, person=b"jd-ats-secrets").digest()
    return Fernet(base64.urlsafe_b64encode(derived))
