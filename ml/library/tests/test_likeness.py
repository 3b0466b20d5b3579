from __future__ import annotations

from dataclasses import replace

from ml.library import Library, default_library
from ml.library.likeness import say_the_same


def nurse_and(other):
    return Library([default_library()["registered-nurse"], other])


def test_it_works():
    assert list(say_the_same(nurse_and(default_library()["chef"]))) == []


def test_the_same_statement_in_two_roles():
    chef, nurse = default_library()["chef"], default_library()["registered-nurse"]
    copied = replace(chef, responsibilities=(nurse.responsibilities[3], *chef.responsibilities))
    (finding,) = say_the_same(nurse_and(copied))
    assert (finding.profile, finding.place) == ("chef", "responsibilities/0")
    assert "says what registered-nurse: responsibilities/3 says" in finding.reason


def test_inside_one_role_it_is_another_rule():
    chef = default_library()["chef"]
    twice = replace(chef, responsibilities=(*chef.responsibilities, chef.responsibilities[0]))
    assert list(say_the_same(nurse_and(twice))) == []


def test_a_new_statement_has_no_vector_yet():
    chef = default_library()["chef"]
    new = replace(chef.responsibilities[0], statements=("{juggle} pans on a unicycle", "{ride} a unicycle at the pass"))
    (finding,) = say_the_same(nurse_and(replace(chef, responsibilities=(new,))))
    assert "ml library embed" in finding.reason


def test_only_some_roles_are_asked_about():
    chef, nurse = default_library()["chef"], default_library()["registered-nurse"]
    library = nurse_and(replace(chef, responsibilities=nurse.responsibilities[:1]))
    assert list(say_the_same(library, only=["other"])) == []
    assert list(say_the_same(library, only=["registered-nurse"]))
