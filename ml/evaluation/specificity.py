"""Would a line fit other jobs? Our own measure, by the words that the role profiles of the library use.

A line fits a role if at least `COVERED` of its telling words stand somewhere in that role's profile. It is specific
if it fits at most `FEW` of all roles; "Work with colleagues to plan the work" fits most of them. Names that only the
brief has (company, department, places) count for nothing: they make no line specific.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ml.contracts import Brief
from ml.language.text import content_stems
from ml.library import Library
from ml.library.lint import all_texts
from ml.library.markup import plain
from ml.library.schema import RoleProfile

COVERED = 0.8
FEW = 0.02


class RoleWords:
    """Which role profiles use a word."""

    def __init__(self, library: Library) -> None:
        self._roles: dict[str, list[str]] = defaultdict(list)
        self._count = len(library)
        for profile in library.values():
            for stem in _stems_of(profile):
                self._roles[stem].append(profile.id)

    def is_specific(self, line: str, own: str | None, ignored: frozenset[str] = frozenset()) -> bool:
        """`own` is the role that the line was written for; `ignored` are stems that make no difference."""
        stems = content_stems(line) - ignored
        covering = Counter(role for stem in stems for role in self._roles.get(stem, ()))
        fitting = sum(role != own and count >= COVERED * len(stems) for role, count in covering.items())
        return bool(stems) and fitting <= FEW * self._count


def names_of(brief: Brief) -> frozenset[str]:
    places = [part for place in brief.locations for part in (place.city, place.region)]
    return frozenset(content_stems(" ".join([brief.company.name, brief.department, *places])))


def shared_lines(lines_of: Mapping[str, Iterable[str]], role_of: Mapping[str, str]) -> dict[str, float]:
    """For each draft the share of its lines that stand word for word in a draft for another role, all by draft id.

    Drafts with the same role (the same profile, or the same title where there is none) may share lines.
    """
    lines = {name: set(texts) for name, texts in lines_of.items()}
    roles_with: dict[str, set[str]] = defaultdict(set)
    for name, texts in lines.items():
        for text in texts:
            roles_with[text].add(role_of[name])
    return {
        name: sum(bool(roles_with[text] - {role_of[name]}) for text in texts) / max(1, len(texts))
        for name, texts in lines.items()
    }


def _stems_of(profile: RoleProfile) -> set[str]:
    texts = [plain(text) for _, text in all_texts(profile)]
    texts += [item.cue for item in profile.responsibilities] + [item.cue for item in profile.requirements]
    return content_stems(" ".join([*texts, *(skill.name for skill in profile.skills), *profile.tools]))
