"""What an occupation is paid elsewhere, as a hint beside the pay fields: shown with its source, never filled in."""

from __future__ import annotations

from dataclasses import dataclass

from apps.templates_lib.models import Wage


@dataclass(frozen=True, slots=True)
class PayHint:
    amount: str
    source: str
    year: int


def wage_of(soc: str) -> PayHint | None:
    """The US median of the latest year for a SOC code; None if none is imported."""
    wage = Wage.objects.filter(soc=soc, area=Wage.Area.US).select_related("source").first() if soc else None
    if wage is None:
        return None
    return PayHint(_amount_of(wage), wage.source.get_name_display(), wage.year)


def _amount_of(wage: Wage) -> str:
    parts = [f"${wage.annual_median:,.0f} a year"] if wage.annual_median is not None else []
    if wage.hourly_median is not None:
        parts.append(f"${wage.hourly_median:,.2f} an hour")
    return ", ".join(parts)
