"""Mails to several people."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail


def send_to_each(addresses: Iterable[str], subject: str, body: str) -> int:
    """To each alone, so that nobody learns who else was written to; empty addresses are left out. How many went out."""
    subject = " ".join(subject.split())[:200]
    return sum(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address]) for address in addresses if address)
