"""The texts by which a profile is compared with what people type."""

from __future__ import annotations

from ml.library.markup import plain
from ml.library.schema import Requirement, Responsibility, RoleProfile


def text_of(item: Responsibility | Requirement) -> str:
    return f"{item.cue}: {plain(item.statements[0])}"


def comparable_texts(profile: RoleProfile) -> list[str]:
    items: tuple[Responsibility | Requirement, ...] = (*profile.responsibilities, *profile.requirements)
    return [text_of(item) for item in items] + [plain(result) for result in profile.first_90_days]


def description_of(profile: RoleProfile) -> str:
    cues = ", ".join(item.cue for item in profile.responsibilities[:10])
    return f"{profile.title}: {plain(profile.summaries[0])} {cues}"
