"""Applicant tracking systems to test against: servers on this machine that behave like those of five vendors.

Knows no Django, so that it starts at once and serves other projects too: `python -m apps.ats.simulator --help`.
"""

from __future__ import annotations

from apps.ats.simulator.server import Simulator

__all__ = ["Simulator"]
