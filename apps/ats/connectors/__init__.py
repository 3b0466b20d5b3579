"""Connectors to the APIs of tracking systems: one file each, one interface (`base`), one way to speak (`wire`)."""

from __future__ import annotations

from apps.ats.connectors import ashby, greenhouse, lever, smartrecruiters, workable
from apps.ats.connectors.base import Ability, Account, Connector, ConnectorError, Field, Job, Posting, System

SYSTEMS: dict[str, System] = {
    module.SYSTEM.name: module.SYSTEM for module in (greenhouse, lever, ashby, smartrecruiters, workable)
}

__all__ = ["SYSTEMS", "Ability", "Account", "Connector", "ConnectorError", "Field", "Job", "Posting", "System"]
