"""One file for each simulated system."""

from __future__ import annotations

from apps.ats.simulator.systems.ashby import Ashby
from apps.ats.simulator.systems.base import SimulatedSystem
from apps.ats.simulator.systems.greenhouse import Greenhouse
from apps.ats.simulator.systems.lever import Lever
from apps.ats.simulator.systems.smartrecruiters import SmartRecruiters
from apps.ats.simulator.systems.workable import Workable

SYSTEMS: dict[str, type[SimulatedSystem]] = {
    "greenhouse": Greenhouse,
    "lever": Lever,
    "ashby": Ashby,
    "smartrecruiters": SmartRecruiters,
    "workable": Workable,
}
