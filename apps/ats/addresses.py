"""Addresses of webhook targets: those of `jdcopilot.lib.addresses`, and a loopback where the settings allow one."""

from __future__ import annotations

from django.conf import settings

from jdcopilot.lib import addresses
from jdcopilot.lib.addresses import AddressRefused, Target, resolve

__all__ = ["AddressRefused", "Target", "check_url", "resolve"]


def check_url(url: str) -> Target:
    return addresses.check_url(url, allow_loopback=settings.JD_WEBHOOK_ALLOW_LOOPBACK)
