"""Country names by ISO 3166-1 alpha-2 code, as people write them in a posting."""

from __future__ import annotations

from importlib.resources import files

COUNTRY_NAMES: dict[str, str] = dict(
    line.split(" ", 1)
    for line in files("ml.language").joinpath("countries.txt").read_text(encoding="utf-8").splitlines()
)
COUNTRY_CODES = frozenset(COUNTRY_NAMES)
#: Names that recruiters type and that are neither the code nor the name of the list.
OTHER_NAMES = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US", "america": "US", "holland": "NL",
    "the netherlands": "NL", "czechia": "CZ", "uae": "AE", "republic of ireland": "IE", "deutschland": "DE",
}  # fmt: skip
_BY_NAME = {name.lower(): code for code, name in COUNTRY_NAMES.items()}


def country_code(text: str) -> str:
    """The code for a code or a name; the text itself, unchanged, when it is neither."""
    if text.upper() in COUNTRY_CODES:
        return text.upper()
    lowered = text.lower()
    return OTHER_NAMES.get(lowered) or _BY_NAME.get(lowered, text)


def country_name(code: str, *, in_sentence: bool = False) -> str:
    name = COUNTRY_NAMES.get(code, code)
    if in_sentence and (name.startswith("United ") or name.endswith(("Islands", "Emirates")) or code in {"NL", "PH"}):
        return f"the {name}"
    return name
