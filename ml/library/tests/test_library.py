"""The library as it is shipped."""

from __future__ import annotations

from ml.grounding.encoder import SentenceEncoder
from ml.grounding.matcher import Matcher
from ml.grounding.vectors import key_of, shipped_vectors
from ml.language.countries import COUNTRY_CODES
from ml.library import default_library, load_library
from ml.library.likeness import say_the_same
from ml.library.lint import MINIMA, lint_library
from ml.library.loader import profile_paths

#: The civilian major groups of SOC 2018; 55, the armed forces, stays out.
MAJOR_GROUPS = "11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 51 53".split()
PROFILES = list(default_library().values())


def test_it_works():
    assert [str(finding) for finding in lint_library(default_library())] == []


def test_no_two_roles_say_the_same_and_every_statement_has_a_vector():
    assert [str(finding) for finding in say_the_same(default_library())] == []


def test_every_text_that_is_compared_is_embedded():
    encoder, texts = SentenceEncoder(), Matcher(default_library(), None, None).library_texts
    keys = [key_of(encoder, text) for text in texts]
    assert len(shipped_vectors(keys)) == len(set(keys)), "run `python -m ml library embed`"


def test_it_covers_many_fields():
    assert len(PROFILES) >= 300
    assert {profile.soc[:2] for profile in PROFILES} == set(MAJOR_GROUPS)


def test_a_profile_lies_where_its_id_and_field_say():
    places = {path.stem: path.parent.name for path in profile_paths()}
    assert {profile.id: profile.field for profile in PROFILES} == places


def test_minima():
    assert [
        (profile.id, field)
        for profile in PROFILES
        for field, least in MINIMA.items()
        if len(getattr(profile, field)) < least
    ] == []
    assert {len(profile.questions) for profile in PROFILES} == {3}
    points = [item for profile in PROFILES for item in (*profile.responsibilities, *profile.requirements)]
    assert {len(item.statements) for item in points} == {2}


def test_licences_that_the_law_asks_for_name_a_country():
    countries = {certificate.country for profile in PROFILES for certificate in profile.certificates}
    assert countries <= set(COUNTRY_CODES)


def test_it_is_read_in_the_order_of_ids():
    assert list(load_library()) == sorted(path.stem for path in profile_paths())


def test_an_empty_folder_is_an_empty_library(tmp_path):
    assert len(load_library(tmp_path)) == 0


def test_a_library_is_equal_only_to_itself():
    assert default_library() is default_library()
    assert load_library() != default_library()
    assert {default_library(): 1}[default_library()] == 1
