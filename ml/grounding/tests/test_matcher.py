from __future__ import annotations

import pytest

from ml.contracts import Match
from ml.grounding.candidates import CLOSE, FLOOR
from ml.grounding.matcher import Matcher
from ml.grounding.occupations import Occupations, official_titles
from ml.grounding.tests.fake_encoder import FakeEncoder
from ml.grounding.titles import read_title
from ml.grounding.vectors import MemoryStore
from ml.library import Library, default_library

GIBBERISH = ("asdf qwer", "qwertz", "blah blah", "foo bar baz", "lkjsdf")


@pytest.fixture(scope="module")
def lexical() -> Matcher:
    return Matcher(default_library(), None, None)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(default_library(), FakeEncoder(), MemoryStore())


def test_it_works(lexical):
    assert lexical.match("Registered Nurse") == Match("registered-nurse", 1.0, "Registered Nurse", "exact")


def test_every_title_and_alias_is_found_exactly(lexical):
    for profile in default_library().values():
        for name in profile.names:
            match = lexical.match(name)
            assert (match.profile, match.score, match.method) == (profile.id, 1.0, "exact"), name


@pytest.mark.parametrize(
    "title",
    ["SENIOR registered nurse (nights), Leeds", "Registered Nurses wanted", "Part-time Registered Nurse - Band 5"],
)
def test_level_noise_and_conditions_do_not_matter(title, lexical):
    assert lexical.match(title).method == "exact"


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("Regsitered Nurse", "registered-nurse"),
        ("Registerd Nurse", "registered-nurse"),
        ("Sofware Engineer", "software-engineer"),
        ("Electrican", "electrician"),
        ("Receptionst", "receptionist"),
        ("Acountant", "accountant"),
        ("Plummer", "plumber"),
        ("Paediatric ward nurse", "childrens-nurse"),
        ("Bilingual data analyst", "data-analyst"),
    ],
)
def test_typing_errors_and_longer_titles(title, profile, lexical):
    match = lexical.match(title)
    assert (match.profile, match.method) == (profile, "fuzzy")
    assert CLOSE <= match.score < 1


@pytest.mark.parametrize(
    "title",
    [
        "Police artist",
        "Police specialist",
        "Writer",
        "Freelance writer",
        "Chief",
        "Carrier",
        "Caterer",
        "Couturier",
        "Croupier",
        "Customs agent",
        "Carpet worker",
        "Market manager",
        "Rental manager",
        "Rail manager",
        "Pharmacologist",
        "Projection operator",
        "Piano carrier",
        "Bookseller",
        "Diver",
        "Potter",
        "Sailor",
        "PI",
        "Director of tax",
    ],
)
def test_other_work_that_is_spelt_much_alike_is_no_close_match(title, lexical, matcher):
    assert lexical.match(title).score < CLOSE
    assert not any(found.method == "fuzzy" for found in matcher.candidates(read_title(title)) if found.score >= CLOSE)


@pytest.mark.parametrize("title", ["", "   ", "12", "()"])
def test_no_words_no_match(title, lexical, matcher):
    assert lexical.match(title).profile is None
    assert matcher.match(title).profile is None


def test_below_the_floor_no_profile_is_named(lexical):
    assert lexical.match("lkjsdf") == Match(None, lexical.match("lkjsdf").score)
    assert lexical.match("lkjsdf").score < FLOOR


def test_others_that_fit_are_named_too(matcher):
    match = matcher.match("nurse in care and teaching")
    assert match.profile not in match.also
    assert len(match.also) <= 2


def test_points_do_not_change_a_sure_match(matcher):
    assert matcher.match("Registered Nurse", hints=("mop floors",)).profile == "registered-nurse"


def test_an_empty_library_knows_nothing():
    matcher = Matcher(Library([]), FakeEncoder(), MemoryStore())
    assert matcher.match("Nurse") == Match(None, 0.0)


def test_without_an_encoder_there_are_no_vectors(lexical):
    lexical.warm_up()
    with pytest.raises(ValueError, match="no encoder"):
        lexical.vectors(["text"])


def test_the_library_is_encoded_once():
    encoder, store = FakeEncoder(), MemoryStore()
    matcher = Matcher(default_library(), encoder, store)
    matcher.warm_up()
    assert encoder.encoded == [*matcher.library_texts, "warm up"]
    again = FakeEncoder()
    second = Matcher(default_library(), again, store)
    second.warm_up()
    second.match("Something else entirely")
    assert not set(again.encoded) & set(matcher.library_texts)


@pytest.mark.slow
class TestByMeaning:
    """With the real encoder."""

    @pytest.mark.parametrize("title", GIBBERISH)
    def test_gibberish_means_nothing(self, title, real_matcher):
        match = real_matcher.match(title)
        assert match.profile is None
        assert match.score < FLOOR

    @pytest.mark.parametrize("title", ["Wizard", "Lighthouse keeper", "Chimney sweep"])
    def test_work_that_the_library_does_not_know(self, title, real_matcher):
        assert real_matcher.match(title).profile is None

    def test_a_keeper_of_animals_keeps_no_books(self, real_matcher):
        match = real_matcher.match("Keeper", hints=("Feed the elephants", "Clean the enclosures"))
        assert match.profile not in {"accounts-assistant", "bookkeeper"}
        assert match.score < CLOSE

    @pytest.mark.parametrize("title", ["Police artist", "Writer", "Technician", "Principal Engineer", "Tattoo artist"])
    def test_neighbours_are_no_close_match(self, title, real_matcher):
        assert real_matcher.match(title).score < CLOSE

    @pytest.mark.parametrize(
        ("title", "profile"),
        [
            ("Nurses", "registered-nurse"),
            ("Person who repairs water pipes", "plumber"),
            ("Person who fixes pipes and boilers", "gas-engineer"),
            ("Programmer of web applications", "software-engineer"),
            ("Truck driver long distance", "hgv-driver"),
        ],
    )
    def test_other_words_for_the_same_work(self, title, profile, real_matcher):
        match = real_matcher.match(title)
        assert match.profile == profile
        assert match.score >= FLOOR

    @pytest.mark.parametrize(
        ("title", "other"),
        [
            ("Skill Development Officer", "fundraising-manager"),
            ("Medical Radiology Technologist", "biomedical-scientist"),
            ("Food Security Officer", "environmental-health-officer"),
            ("MEAL Coordinator", "catering-assistant"),
        ],
    )
    def test_words_in_common_do_not_make_the_work_the_same(self, title, other, real_matcher):
        candidates = real_matcher.candidates(read_title(title))
        assert not [found for found in candidates if found.profile == other and found.score >= CLOSE]

    @pytest.mark.parametrize(
        "title",
        [
            "Vendor Onboarding Specialist",
            "Hot air balloon pilot",
            "Sign language interpreter",
            "Button sewer",
            "Tour and Travel Manager",
        ],
    )
    def test_a_known_name_that_other_words_make_other_work_is_not_close(self, title, real_matcher):
        assert real_matcher.match(title).score < CLOSE

    @pytest.mark.parametrize(
        ("title", "profile"),
        [
            ("Middle school English teacher", "english-teacher"),
            ("Onshore wind farm technician", "wind-turbine-technician"),
            ("Bicycle maintenance technician", "maintenance-technician"),
            ("Advertising account manager", "account-manager"),
        ],
    )
    def test_one_that_they_only_narrow_is_close(self, title, profile, real_matcher):
        match = real_matcher.match(title)
        assert (match.profile, match.score >= CLOSE) == (profile, True)

    def test_a_unit_group_alone_is_not_close_where_meaning_does_not_bear_it_out(self, real_matcher):
        group = default_library()["translator"].isco
        known = Occupations(official_titles(["Sign language interpreter", "Document translator"], isco=group))
        matcher = Matcher(default_library(), real_matcher.encoder, MemoryStore(), known)
        assert matcher.match("Document translator").score >= CLOSE
        match = matcher.match("Sign language interpreter")
        assert (match.profile, match.score < CLOSE) == ("translator", True)

    def test_points_help_where_the_title_is_weak(self, real_matcher):
        hints = ("sweep, vacuum and mop floors", "clean toilets, basins and showers")
        assert real_matcher.match("Colleague", hints=hints).profile == "cleaner"
        assert real_matcher.match("Colleague").profile != "cleaner"

    @pytest.mark.parametrize("title", ["Regsitered Nurse", "Sofware Engineer"])
    def test_typing_errors_do_not_need_it(self, title, real_matcher):
        assert real_matcher.match(title).method == "fuzzy"
