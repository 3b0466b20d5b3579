from __future__ import annotations

import dataclasses

import pytest

from ml.contracts import Level
from ml.library.loader import Library
from ml.library.schema import ProfileError, RoleProfile, profile_from_dict, read_profile
from ml.library.tests.profiles import content, profile


def test_it_works():
    cleaner = profile()
    assert cleaner.names[:2] == ("Cleaner", "cleaning operative")
    assert cleaner.levels == (Level.JUNIOR, Level.MID, Level.SENIOR, Level.LEAD)
    assert set(cleaner.level_statements) == {Level.JUNIOR, Level.SENIOR, Level.LEAD}
    assert cleaner.responsibilities[0].cue == "clean floors"
    assert cleaner.responsibilities[0].levels == ()
    assert cleaner.responsibilities[-1].levels == (Level.SENIOR, Level.LEAD)
    assert cleaner.requirements[0].is_essential
    assert not cleaner.requirements[-1].is_essential
    assert cleaner.skills[0].is_essential
    assert cleaner.questions[0].say == "Rooms and areas: {answer}."


def test_a_profile_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile().title = "Other"


@pytest.mark.parametrize("field", sorted(RoleProfile.__dataclass_fields__))
def test_every_field_is_needed(field):
    data = content()
    del data[field]
    with pytest.raises(ProfileError, match=rf"^cleaner\.toml: the field '{field}' is missing$"):
        profile_from_dict(data, name="cleaner.toml")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"salary": 1}, "unknown field 'salary'"),
        ({"aliases": "one"}, "expected a list of texts, got 'one'"),
        ({"aliases": [1]}, "expected a list of texts"),
        ({"levels": ["boss"]}, "'boss' is not a valid Level"),
        ({"level_statements": {"boss": []}}, "'boss' is not a valid Level"),
        ({"level_statements": []}, "no attribute 'items'"),
        ({"responsibilities": [{"cue": "a"}]}, "the field 'statements' is missing"),
        ({"responsibilities": [{"cue": "a", "statements": "b"}]}, "expected a list of texts"),
        ({"requirements": [{"cue": "a", "statements": ["b"]}]}, "the field 'kind' is missing"),
        ({"skills": [{"name": "a", "kind": "essential"}]}, "missing 1 required positional argument: 'level'"),
        ({"skills": [{"name": "a", "kind": "asset", "level": "basic", "x": 1}]}, "unexpected keyword argument 'x'"),
        ({"certificates": [{"name": "a"}]}, "missing 2 required positional arguments"),
        ({"questions": ["Why?"]}, "must be a mapping"),
        ({"questions": 7}, "not iterable"),
    ],
)
def test_what_cannot_be_read_names_file_and_cause(changes, reason):
    with pytest.raises(ProfileError, match=r"^cleaner\.toml: ") as caught:
        profile(**changes)
    assert reason in str(caught.value)


@pytest.mark.parametrize("text", [b"id = ", b"\xff\xfe", b"id = 1\nid = 2"])
def test_a_file_that_is_no_toml(text, tmp_path):
    path = tmp_path / "broken.toml"
    path.write_bytes(text)
    with pytest.raises(ProfileError, match=r"^broken\.toml: not valid TOML: "):
        read_profile(path)


def test_two_profiles_with_one_id():
    with pytest.raises(ProfileError, match="cleaner: two profiles have this id"):
        Library([profile(), profile(title="Other")])
