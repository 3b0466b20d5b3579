"""What is planned for a brief: the recruiter's points first, the library behind, nothing twice, nothing guessed."""

import pytest

from ml.contracts import (
    Answer,
    Brief,
    Company,
    Language,
    Length,
    Level,
    Location,
    Person,
    Plan,
    SectionKind,
    SourceKind,
    Tone,
    WriterError,
)
from ml.grounding.candidates import CLOSE
from ml.grounding.matcher import Matcher
from ml.language.text import fold
from ml.library import default_library
from ml.planning.choose import WANTED
from ml.planning.planner import make_plan, replan_section
from ml.planning.voice import Voice

GB, US, FR = (Location(country=code) for code in ("GB", "US", "FR"))


@pytest.fixture(scope="module")
def matcher():
    return Matcher(default_library(), None, None)


@pytest.fixture
def planned(matcher):
    def plan(title: str = "Registered Nurse", voice: Voice | None = None, **fields) -> Plan:
        return make_plan(Brief(title=title, **fields), matcher, voice)

    return plan


def points(plan: Plan, kind: SectionKind) -> list:
    return [point for section in plan.sections if section.kind is kind for point in section.points]


def texts(plan: Plan, kind: SectionKind) -> list[str]:
    return [point.text for point in points(plan, kind)]


def refs(plan: Plan, kind: SectionKind) -> list[str]:
    return [point.sources[0].ref for point in points(plan, kind)]


class TestNothingIsGuessed:
    def test_nothing_known_is_asked_and_not_written(self, planned):
        plan = planned("Zymurgist")
        assert plan.sections == ()
        assert len(plan.questions) == 3
        assert "Nothing can be written yet" in plan.notices[0]

    def test_an_unknown_title_says_only_what_was_given(self, planned):
        plan = planned("Zymurgist", responsibilities=("brew beer",), company=Company("Barrel"))
        kinds = {source.kind for section in plan.sections for point in section.points for source in point.sources}
        assert kinds == {SourceKind.BRIEF, SourceKind.TEMPLATE}
        assert "not in the role library" in plan.notices[0]

    def test_no_pay_no_places_no_benefits_of_our_own(self, planned):
        kinds = {section.kind for section in planned().sections}
        assert not kinds & {SectionKind.PAY, SectionKind.CONDITIONS, SectionKind.BENEFITS, SectionKind.ABOUT}

    @pytest.mark.parametrize("text", ["n/a", "tbc", "-"])
    def test_answers_that_say_nothing_are_not_said(self, planned, text):
        plan = planned(answers=(Answer("Whom do they report to?", text),))
        assert text not in texts(plan, SectionKind.SUMMARY)

    def test_a_note_to_the_writer_is_noticed_and_not_said(self, planned):
        plan = planned(notes="Please keep it light. Company van.")
        assert texts(plan, SectionKind.CONDITIONS) == ["Company van"]
        assert any("Please keep it light" in notice for notice in plan.notices)


class TestPoints:
    MINE = ("look after 8 patients", "count the spoons", "medication rounds")

    def test_peoples_points_come_first_and_in_their_order(self, planned):
        plan = planned(responsibilities=self.MINE)
        assert texts(plan, SectionKind.RESPONSIBILITIES)[:3] == list(self.MINE)
        assert [point.must_say for point in points(plan, SectionKind.RESPONSIBILITIES)] == [True] * 3 + [False] * 5

    def test_the_library_lends_its_sentence_where_it_says_the_same(self, planned):
        spoons, medicines = points(planned(responsibilities=self.MINE), SectionKind.RESPONSIBILITIES)[1:3]
        assert spoons.statement == ""
        assert medicines.statement
        assert [source.kind for source in medicines.sources] == [SourceKind.BRIEF, SourceKind.PROFILE]

    def test_an_article_makes_no_other_point(self, planned):
        plan = planned(required_skills=("SIA licence", "an SIA licence", "A level maths"))
        assert texts(plan, SectionKind.REQUIRED)[:2] == ["SIA licence", "A level maths"]

    def test_points_in_another_script_are_all_said(self, planned):
        typed = ("रसोई की सफाई", "दाल और सब्ज़ी बनाना", "обслуживать гостей")
        plan = planned("Chef", responsibilities=typed)
        assert texts(plan, SectionKind.RESPONSIBILITIES)[:3] == list(typed)

    def test_a_point_typed_twice_is_said_once_with_both_sources(self, planned):
        plan = planned(responsibilities=("count spoons", "Count spoons."))
        first, second = points(plan, SectionKind.RESPONSIBILITIES)[:2]
        assert [source.ref for source in first.sources] == ["responsibilities[0]", "responsibilities[1]"]
        assert second.sources[0].kind is SourceKind.PROFILE

    def test_more_points_than_wanted_are_all_said(self, planned):
        mine = tuple(f"count the spoons of room {number}" for number in range(15))
        plan = planned(responsibilities=mine, length=Length.SHORT)
        assert texts(plan, SectionKind.RESPONSIBILITIES) == list(mine)

    def test_a_typed_cue_is_not_said_again_by_the_library(self, planned):
        for profile in default_library().values():
            plan = planned(profile.title, responsibilities=tuple(item.cue for item in profile.responsibilities[:3]))
            cues = [fold(text) for text in texts(plan, SectionKind.RESPONSIBILITIES)]
            statements = [point.statement for point in points(plan, SectionKind.RESPONSIBILITIES) if point.statement]
            assert len(cues) == len(set(cues)), profile.id
            assert len(statements) == len(set(statements)), profile.id

    @pytest.mark.parametrize(
        ("typed", "unwanted"), [("SQL", "SQL"), ("patience", "atience")], ids=["abbreviation", "one word"]
    )
    def test_a_skill_in_one_word_is_not_asked_for_twice(self, planned, typed, unwanted):
        title = "Data Analyst" if typed == "SQL" else "Teaching Assistant"
        plan = planned(title, required_skills=(typed,), length=Length.LONG)
        assert not [point for point in points(plan, SectionKind.REQUIRED)[1:] if unwanted in point.statement]


class TestSize:
    @pytest.mark.parametrize("length", Length)
    @pytest.mark.parametrize("kind", [SectionKind.RESPONSIBILITIES, SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE])
    def test_a_section_has_the_wanted_length(self, planned, length, kind):
        assert len(points(planned(length=length), kind)) <= WANTED[kind][length]
        assert len(points(planned(length=length), kind)) >= WANTED[kind][length] - 1

    def test_a_short_text_has_no_first_90_days(self, planned):
        assert points(planned(length=Length.SHORT), SectionKind.FIRST_90_DAYS) == []

    def test_an_answer_about_the_start_stands_there_all_the_same(self, planned):
        answer = Answer("What should be achieved in the first 90 days?", "a plan for spring")
        plan = planned(length=Length.SHORT, answers=(answer,))
        assert texts(plan, SectionKind.FIRST_90_DAYS) == ["a plan for spring"]


class TestLevel:
    def test_without_a_level_none_is_named(self, planned):
        assert len(refs(planned(), SectionKind.SUMMARY)) == 1

    @pytest.mark.parametrize("level", [Level.JUNIOR, Level.SENIOR, Level.LEAD])
    def test_the_level_stands_behind_the_summary(self, planned, level):
        first, second = refs(planned(level=level), SectionKind.SUMMARY)
        assert "/summaries/" in first
        assert second == f"registered-nurse/level_statements/{level}/0"

    def test_a_manager_does_not_do_the_work_of_the_managed(self, planned):
        plan = planned(level=Level.MANAGER)
        assert refs(plan, SectionKind.SUMMARY) == ["registered-nurse/level_statements/manager/0"]

    def test_a_role_that_manages_keeps_its_summary(self, planned):
        assert "/summaries/" in refs(planned("Store Manager", level=Level.MANAGER), SectionKind.SUMMARY)[0]

    def test_the_title_may_name_the_level(self, planned):
        assert refs(planned("Senior Registered Nurse"), SectionKind.SUMMARY)[1].endswith("/senior/0")

    @pytest.mark.parametrize("level", Level)
    def test_only_duties_of_the_level_are_chosen(self, planned, level):
        profile = default_library()["registered-nurse"]
        plan = planned(level=level, length=Length.LONG)
        for ref in refs(plan, SectionKind.RESPONSIBILITIES):
            levels = profile.responsibilities[int(ref.rsplit("/", 1)[1])].levels
            assert not levels or level in levels

    def test_an_internship_asks_for_no_experience(self, planned):
        plan = planned("Software Engineer", level=Level.INTERN, length=Length.LONG)
        for kind in (SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE):
            assert points(plan, kind)
            assert not [point for point in points(plan, kind) if "xperience" in point.statement.split(" of ")[0]]


class TestCertificates:
    @pytest.mark.parametrize(("places", "names"), [((), []), ((FR,), []), ((GB,), ["NMC registration"])])
    def test_only_the_law_of_the_place_asks_for_one(self, planned, places, names):
        plan = planned(locations=places)
        assert [point.text for point in points(plan, SectionKind.REQUIRED) if point.certificate] == names

    def test_each_country_asks_for_its_own(self, planned):
        plan = planned(locations=(GB, US))
        assert len([point for point in points(plan, SectionKind.REQUIRED) if point.certificate]) == 2

    @pytest.mark.parametrize("typed", ["NMC registration", "NMC pin", "registered with the NMC"])
    def test_one_that_the_recruiter_named_is_not_added(self, planned, typed):
        plan = planned(locations=(GB,), required_skills=(typed,))
        assert not [point for point in points(plan, SectionKind.REQUIRED) if point.certificate]

    def test_without_a_country_the_recruiter_is_told(self, planned):
        assert any("Name the country" in notice for notice in planned().notices)
        assert not any("Name the country" in notice for notice in planned(locations=(GB,)).notices)


class TestStyle:
    @pytest.mark.parametrize(
        ("fields", "person"),
        [
            ({}, Person.YOU),
            ({"tone": Tone.FORMAL}, Person.POSTHOLDER),
            ({"voice": Voice(person=Person.POSTHOLDER)}, Person.POSTHOLDER),
        ],
        ids=["plain", "formal", "voice"],
    )
    def test_person(self, planned, fields, person):
        assert planned(**fields).style.person is person

    @pytest.mark.parametrize(
        ("fields", "language"),
        [
            ({}, Language.EN_GB),
            ({"locations": (US,)}, Language.EN_US),
            ({"locations": (US, GB)}, Language.EN_GB),
            ({"locations": (US,), "language": Language.EN_GB}, Language.EN_GB),
            ({"voice": Voice(language=Language.EN_US)}, Language.EN_US),
        ],
        ids=["plain", "US", "US and GB", "chosen", "voice"],
    )
    def test_language(self, planned, fields, language):
        assert planned(**fields).style.language is language


class TestLooseMatch:
    """With an encoder; here a title that the library knows by spelling alone, but not closely."""

    def test_statements_of_a_loose_match_are_few_and_marked(self, matcher):
        plan = make_plan(Brief(title="Nurse of trees", responsibilities=("water trees", "prune", "feed")), matcher)
        assert plan.match.score < CLOSE
        lent = [point for point in points(plan, SectionKind.RESPONSIBILITIES) if not point.must_say]
        assert len(lent) <= 4


class TestReplan:
    def test_shorter_longer_and_another_tone(self, matcher):
        brief = Brief(title="Registered Nurse")
        sizes = [
            len(replan_section(brief, matcher, Voice(), SectionKind.RESPONSIBILITIES, change)[1].points)
            for change in ({"length": "shorter"}, {}, {"length": "longer"})
        ]
        assert sizes == sorted(set(sizes))
        plan, _ = replan_section(brief, matcher, Voice(), SectionKind.SUMMARY, {"tone": "formal"})
        assert plan.style.person is Person.POSTHOLDER

    def test_an_added_point_is_a_persons_and_must_be_said(self, matcher):
        change = {"point": "count spoons"}
        _, section = replan_section(Brief(title="Chef"), matcher, Voice(), SectionKind.RESPONSIBILITIES, change)
        assert section.points[-1].text == "count spoons"
        assert section.points[-1].must_say
        assert section.points[-1].sources[0].kind is SourceKind.PERSON

    def test_a_section_without_points_cannot_be_written(self, matcher):
        with pytest.raises(WriterError):
            replan_section(Brief(title="Chef"), matcher, Voice(), SectionKind.BENEFITS, {})
