"""The library as it stands on disk, read once a process and looked up by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ml.library.schema import ProfileError, RoleProfile, read_profile

PROFILES_FOLDER = Path(__file__).parent / "profiles"


class Library(Mapping[str, RoleProfile]):
    """Role profiles by id, in the order of their ids."""

    def __init__(self, profiles: Iterable[RoleProfile]) -> None:
        self._profiles: dict[str, RoleProfile] = {}
        for profile in sorted(profiles, key=lambda profile: profile.id):
            if profile.id in self._profiles:
                raise ProfileError(f"{profile.id}: two profiles have this id")
            self._profiles[profile.id] = profile

    def __getitem__(self, profile_id: str) -> RoleProfile:
        return self._profiles[profile_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._profiles)

    def __len__(self) -> int:
        return len(self._profiles)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def profile_paths(folder: Path = PROFILES_FOLDER) -> list[Path]:
    return sorted(folder.glob("*/*.toml"))


def load_library(folder: Path = PROFILES_FOLDER) -> Library:
    """Read every profile below `folder`; raise `ProfileError` for the first that cannot be read."""
    return Library(read_profile(path) for path in profile_paths(folder))


@cache
def default_library() -> Library:
    return load_library()
