"""The rule packs of this folder: one file a region, each rule with its default day of review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from ml.checks.law.places import jurisdictions
from ml.checks.law.schema import LawError, Need, Rule
from ml.checks.law.strict import make, read_toml
from ml.checks.law.wordings import wordings

FOLDER = files("ml.checks.law")


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of all packs, by pack and in their order there. Raise `LawError` naming the first bad place."""
    return load_packs(FOLDER.joinpath("packs"))


def load_packs(folder: Traversable) -> tuple[Rule, ...]:
    found = [rule for name in pack_names(folder) for rule in read_pack(folder.joinpath(name))]
    _check_versions(found)
    return tuple(found)


def pack_names(folder: Traversable) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))


def region_of_pack(file: Traversable) -> str:
    return str(read_toml(file).get("region", ""))


def read_pack(file: Traversable) -> list[Rule]:
    pack = read_toml(file)
    if unknown := set(pack) - {"region", "reviewed_on", "rule"}:
        raise LawError(f"{file.name}: {min(unknown)!r} is not known; a pack has region, reviewed_on and [[rule]].")
    usual = {"reviewed_on": pack["reviewed_on"]} if "reviewed_on" in pack else {}
    tables = pack.get("rule")
    if not isinstance(tables, list):
        raise LawError(f"{file.name}: has no [[rule]].")
    return [_rule(usual, table, f"{file.name}: rule {n}") for n, table in enumerate(tables, start=1)]


def _rule(usual: Mapping[str, object], table: Mapping[str, object], path: str) -> Rule:
    rule = make(Rule, {**usual, **table}, f"{path} ({table.get('code', 'no code')})")
    for reason in _faults(rule):
        raise LawError(f"{path} ({rule.code}): {reason}")
    return rule


def _faults(rule: Rule) -> Iterable[str]:
    """What types cannot tell."""
    if rule.jurisdiction not in jurisdictions():
        yield f"jurisdiction {rule.jurisdiction!r} is not in jurisdictions.toml; add it there."
    if unknown := [name for name in rule.forbidden if name not in wordings()]:
        yield f"forbidden {unknown[0]!r} is not in wordings.toml; add it there."
    if not (rule.needs or rule.forbidden):
        yield "asks for nothing; give required, required_later, recommended or forbidden."
    if bool(rule.required_later) != bool(rule.later):
        yield "required_later and later belong together; give both."
    if not rule.reach:
        yield "reach is empty; give place, remote or reports_to."
    if rule.effective_to and rule.effective_to < rule.effective_from:
        yield "effective_to is before effective_from."
    if Need.PAY_RANGE in rule.needs and Need.PAY in rule.needs:
        yield "pay and pay_range say two things of the same; give one."


def _check_versions(found: Iterable[Rule]) -> None:
    """Versions of a code count from 1 and do not overlap."""
    by_code: dict[str, list[Rule]] = {}
    for rule in found:
        by_code.setdefault(rule.code, []).append(rule)
    for code, versions in by_code.items():
        if [rule.version for rule in versions] != list(range(1, len(versions) + 1)):
            raise LawError(f"{code}: its versions must count from 1, in their order, each once.")
        for earlier, later in pairwise(versions):
            if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
                raise LawError(f"{code}: version {earlier.version} must end before version {later.version} begins.")
