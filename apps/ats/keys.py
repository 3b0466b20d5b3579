"""Machine keys: made, found, rotated, revoked. The key itself is shown once and never stored."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Department, User
from apps.ats.models import MachineKey, Scope

#: Owner of what a key creates when nobody is named; it has no password.
MACHINE_USER = "ats"
MINUTE = timedelta(minutes=1)
#: How long a replaced key works beside its successor, so that a client can change over without a gap.
OVERLAP = timedelta(days=7)


class CannotRotate(Exception):
    """This key has no successor to get; the message says why."""


def create_key(
    *,
    name: str,
    scopes: Iterable[str],
    user: User,
    department: Department | None = None,
    expires_at: datetime | None = None,
) -> tuple[MachineKey, str]:
    """Make a key and return it with its row: it cannot be shown again."""
    prefix, chosen = secrets.token_hex(4), set(scopes)
    text = f"jd_{prefix}_{secrets.token_urlsafe(32)}"
    key = MachineKey.objects.create(
        name=name,
        prefix=prefix,
        hash=_hash(text),
        scopes=[scope for scope in Scope.values if scope in chosen],
        user=user,
        department=department,
        expires_at=expires_at,
    )
    return key, text


@transaction.atomic
def rotate_key(key: MachineKey, *, overlap: timedelta = OVERLAP) -> tuple[MachineKey, str]:
    """A successor with the same rights and the same length of life. The old key works on until `overlap` has passed."""
    now = timezone.now()
    key = MachineKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if not MachineKey.objects.live(now).filter(pk=key.pk).exists():
        raise CannotRotate("This key is expired or revoked. Make a new one.")
    if key.replaced_by_id is not None:
        raise CannotRotate(f"This key has been replaced already, by {key.replaced_by}.")
    life = key.expires_at - key.created_at if key.expires_at else None
    successor, text = create_key(
        name=key.name,
        scopes=key.scopes,
        user=key.user,
        department=key.department,
        expires_at=now + life if life else None,
    )
    ends = min(now + overlap, key.expires_at or datetime.max.replace(tzinfo=now.tzinfo))
    MachineKey.objects.filter(pk=key.pk).update(replaced_by=successor, expires_at=ends)
    return successor, text


def find_key(text: str) -> MachineKey | None:
    """The live key with this text. Its use is noted, at most once a minute."""
    return _use(Q(hash=_hash(text)))


def find_by_prefix(prefix: str) -> MachineKey | None:
    """The live key of a token, whose signature has been checked."""
    return _use(Q(prefix=prefix))


def _use(which: Q) -> MachineKey | None:
    now = timezone.now()
    key = MachineKey.objects.live(now).select_related("user", "department", "replaced_by").filter(which).first()
    if key is None:
        return None
    not_noted = Q(last_used_at=None) | Q(last_used_at__lt=now - MINUTE)
    if key.last_used_at is None or key.last_used_at < now - MINUTE:
        MachineKey.objects.filter(not_noted, pk=key.pk).update(last_used_at=now)
    return key


def _hash(text: str) -> str:
    """Plain SHA-256 is enough: the key holds 256 random bits, which nobody guesses."""
    return hashlib.sha256(text.encode()).hexdigest()


def revoke_keys(keys: QuerySet[MachineKey]) -> int:
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now())


def machine_user() -> User:
    """The account that owns what machines create; it cannot sign in."""
    user, is_new = User.objects.get_or_create(username=MACHINE_USER, defaults={"first_name": "ATS"})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
