"""From places to jurisdictions."""

from __future__ import annotations

import pytest

from ml.checks.context import Context
from ml.checks.law import LawError, applicable_rules, check_codes
from ml.checks.law.places import codes_of, reached
from ml.checks.law.schema import Reach
from ml.contracts import Location, WorkplaceType

REMOTE = WorkplaceType.REMOTE


def test_what_is_no_place_of_a_law():
    for place in (Location(), Location("", "", "Atlantis"), Location("JP", "", "Tokyo"), Location("", "Colorado", "")):
        assert codes_of(place) == (), place
    assert codes_of(Location("US", "TX", "Austin")) == ("US",)
    assert codes_of(Location("US", "", "Springfield")) == ("US",)
    assert codes_of(Location("US", "GA", "Columbus")) == ("US",)
    assert codes_of(Location("US", "NY", "Rochester")) == ("US", "US-NY")
    assert codes_of(Location("GB", "", "Boston")) == ("GB",)
    assert codes_of(Location("NO", "", "Oslo")) == ()


def test_places_and_what_they_are_part_of():
    assert set(codes_of(Location("US", "", "Denver"))) == {"US", "US-CO"}
    assert set(codes_of(Location("US", "State of New York", "Brooklyn"))) == {"US", "US-NY", "US-NYC"}
    assert set(codes_of(Location("", "", "Toronto, ON"))) == {"CA", "CA-ON"}
    assert set(codes_of(Location("", "", "Toronto"))) == {"CA", "CA-ON"}
    assert set(codes_of(Location("FR", "", "Lyon"))) == {"EU"}
    assert set(codes_of(Location("PL", "", "Warsaw"))) == {"EU", "EU-PL"}
    assert set(codes_of(Location("US", "DC", "Washington"))) == {"US", "US-DC"}
    assert set(codes_of(Location("US", "Washington", "Spokane"))) == {"US", "US-WA"}


def test_remote_work_is_doable_in_the_whole_country_and_in_no_other():
    whole = reached(Context(locations=(Location("US"),), workplace_type=REMOTE))
    assert whole["US"].by is Reach.PLACE
    assert (whole["US-CO"].by, whole["US-CO"].is_sure) == (Reach.REMOTE, True)
    assert not {"CA", "GB", "EU"} & set(whole)
    narrow = reached(Context(locations=(Location("US", "CO", ""),), workplace_type=REMOTE))
    assert narrow["US-CO"].by is Reach.PLACE
    assert (narrow["US-WA"].by, narrow["US-WA"].is_sure) == (Reach.REMOTE, False)
    assert reached(Context(workplace_type=REMOTE)) == {}


def test_the_codes_of_a_context_count_like_places():
    codes = {item.rule.code for item in applicable_rules(Context(jurisdictions=("us-nyc",), employees=10))}
    assert {"US-NYC", "US-NY", "US-ADEA"} <= codes


def test_a_place_without_a_rule_of_its_own_has_those_of_its_country():
    assert check_codes(["us-tx", "FR", "EU-FR", "CA-QC", "EU-PL"]) == ("US", "EU", "EU", "CA", "EU-PL")


def test_an_unknown_code_is_told():
    with pytest.raises(LawError, match=r"US-C0: no rule is known for this place; did you mean .*US-CO"):
        check_codes(["US-C0"])
    with pytest.raises(LawError, match="XX-1"):
        applicable_rules(Context(jurisdictions=("XX-1",)))
    for code in ("JP", "US-ZZ", "FR-75", ""):
        with pytest.raises(LawError, match="no rule is known"):
            check_codes([code])
