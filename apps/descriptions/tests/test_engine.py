"""What the company, its template and its texts decide; and how proposals stand beside the text."""

from __future__ import annotations

import pytest

from apps.descriptions import engine
from apps.descriptions.lines import stored_line
from apps.templates_lib import engine as library
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate
from ml.briefs import MAX_CHARACTERS
from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db
POINTS = {"responsibilities": ["Light the lamps at dusk"], "required_skills": ["A head for heights"]}


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    monkeypatch.setattr(library, "encoder", lambda: None)
    monkeypatch.setattr(library, "_matcher", None)
    monkeypatch.setattr(engine, "writers", lambda: ())


def description(*, department=None, country="", **brief):
    data = {"title": "Lamplighter", **POINTS, **brief}
    if country:
        data["locations"] = [{"country": country}]
    return JobDescriptionFactory(department=department, brief=data)


def written(made):
    """The whole draft as {kind: texts}."""
    job = engine.start_draft(engine.make_plan(made), should_stop=lambda: False)
    return {section["kind"]: [line["text"] for line in section["lines"]] for section in job.sections(done=[])}


def kinds(outline):
    return [item["kind"] for item in outline]


def test_it_works():
    texts = written(description())
    assert list(texts) == ["summary", "responsibilities", "required", "equal_opportunity"]
    assert texts["responsibilities"] == ["Light the lamps at dusk"]


class TestCompany:
    def test_its_name_opens_the_text(self):
        CompanyProfile.objects.create(name="Alderbrook Lamps")
        assert "Alderbrook Lamps" in " ".join(written(description())["summary"])

    def test_the_brief_may_name_another(self):
        CompanyProfile.objects.create(name="Alderbrook Lamps")
        summary = " ".join(written(description(company={"name": "Lantern Ltd"}))["summary"])
        assert "Lantern Ltd" in summary
        assert "Alderbrook" not in summary

    def test_its_name_counts_for_no_limit_of_the_recruiter(self):
        CompanyProfile.objects.create(name="Alderbrook Lamps")
        typed = sum(map(len, ("Lamplighter", *POINTS["responsibilities"], *POINTS["required_skills"])))
        full = description(notes="x" * (MAX_CHARACTERS - typed))
        assert engine.outline(full)

    def test_it_decides_person_and_spelling(self):
        CompanyProfile.objects.create(name="Acme", person="postholder", spelling="en-US")
        voice = engine.voice_for(description())
        assert (str(voice.person), str(voice.language)) == ("postholder", "en-US")

    def test_without_one_the_text_speaks_to_the_reader(self):
        voice = engine.voice_for(description())
        assert (str(voice.person), str(voice.language)) == ("you", "en-GB")


class TestTemplate:
    @pytest.fixture
    def template(self):
        sections = [
            {"kind": "responsibilities", "heading": "Your evenings"},
            {"kind": "summary", "heading": ""},
            {"kind": "required", "heading": "You bring"},
        ]
        return JobTemplate.objects.create(name="Night work", sections=sections, is_default=True)

    @pytest.mark.usefixtures("template")
    def test_it_decides_order_headings_and_what_is_there(self):
        plan = engine.make_plan(description())
        outline = engine.outline_of_plan(plan)
        assert kinds(outline) == ["responsibilities", "summary", "required"]
        assert [item["heading"] for item in outline][::2] == ["Your evenings", "You bring"]
        assert outline[1]["heading"]
        assert list(written(description())) == ["responsibilities", "summary", "required"]

    @pytest.mark.usefixtures("template")
    def test_the_structure_shown_at_once_is_that_of_the_draft(self):
        made = description()
        assert engine.outline(made) == engine.outline_of_plan(engine.make_plan(made))

    def test_one_that_is_not_the_default_decides_nothing(self, template):
        template.is_default = False
        template.save(update_fields=["is_default"])
        assert kinds(engine.outline(description()))[0] == "summary"


class TestOutline:
    @pytest.mark.parametrize(
        ("brief", "kind", "is_there"),
        [
            ({}, "pay", False),
            ({"pay": {"min": 1, "currency": "GBP"}}, "pay", True),
            ({}, "about", False),
            ({"company": {"about": "We light lamps."}}, "about", True),
            ({}, "benefits", False),
            ({"company": {"benefits": ["Bikes"]}}, "benefits", True),
            ({}, "first_90_days", True),
            ({"length": "short"}, "first_90_days", False),
        ],
    )
    def test_sections_that_will_be_empty_are_not_announced(self, brief, kind, is_there):
        assert (kind in kinds(engine.outline(description(**brief)))) is is_there

    def test_company_text_is_announced(self):
        Boilerplate.objects.create(kind="benefits", text="Bikes")
        assert "benefits" in kinds(engine.outline(description()))


class TestBoilerplate:
    @pytest.fixture
    def day(self):
        return DepartmentFactory(name="Day")

    @pytest.fixture
    def night(self):
        return DepartmentFactory(name="Night")

    @pytest.fixture(autouse=True)
    def _texts(self, day, night):
        for kind, department, country, text in [
            ("about", None, "", "About everyone."),
            ("about", None, "US", "About America."),
            ("about", night, "", "About the night.\n\nAnd its lamps."),
            ("about", night, "GB", "About the British night."),
            ("benefits", None, "", "Bikes\n\n Lunch "),
            ("benefits", day, "", "Sunlight"),
            ("benefits", night, "US", "Dental cover"),
            ("equal_opportunity", None, "GB", "Under the British act."),
            ("equal_opportunity", None, "US", "Under the American act."),
        ]:
            Boilerplate.objects.create(kind=kind, department=department, country=country, text=text)

    @pytest.mark.parametrize(
        ("department", "country", "about", "benefits", "equal_opportunity"),
        [
            ("", "", ["About everyone."], ["Bikes", "Lunch"], None),
            ("", "GB", ["About everyone."], ["Bikes", "Lunch"], ["Under the British act."]),
            ("", "US", ["About America."], ["Bikes", "Lunch"], ["Under the American act."]),
            ("", "DE", ["About everyone."], ["Bikes", "Lunch"], None),
            ("day", "GB", ["About everyone."], ["Sunlight", "Bikes", "Lunch"], ["Under the British act."]),
            ("night", "", ["About the night.", "And its lamps."], ["Bikes", "Lunch"], None),
            ("night", "GB", ["About the British night."], ["Bikes", "Lunch"], ["Under the British act."]),
            (
                "night",
                "US",
                ["About the night.", "And its lamps."],
                ["Dental cover", "Bikes", "Lunch"],
                ["Under the American act."],
            ),
        ],
    )
    def test_texts_of_the_department_and_country_alone(
        self, department, country, about, benefits, equal_opportunity, day, night
    ):
        made = description(department={"day": day, "night": night}.get(department), country=country)
        texts = written(made)
        assert texts["about"] == about
        assert texts["benefits"] == benefits
        if equal_opportunity:
            assert texts["equal_opportunity"] == equal_opportunity
        else:
            assert not any("act." in line for line in texts["equal_opportunity"])

    def test_a_draft_never_holds_the_text_of_another_department(self, day):
        everything = " ".join(
            line for lines in written(description(department=day, country="US")).values() for line in lines
        )
        assert "night" not in everything
        assert "Dental" not in everything
        assert "British" not in everything

    def test_each_line_names_the_text_it_comes_from(self, night):
        job = engine.start_draft(engine.make_plan(description(department=night)), should_stop=lambda: False)
        about = next(section for section in job.sections(done=[]) if section["kind"] == "about")
        text = Boilerplate.objects.get(department=night, country="", kind="about")
        assert about["lines"][0]["sources"] == [{"kind": "boilerplate", "ref": f"About us #{text.pk}"}]


class TestProposalRows:
    @staticmethod
    def rows(current, proposed):
        def lines(texts):
            return [stored_line(text, source="brief") for text in texts]

        found = engine.proposal_rows(lines(current), lines(proposed))
        return [tuple(line and line["text"] for line in row) for row in found]

    @pytest.mark.parametrize(
        ("current", "proposed", "rows"),
        [
            ("", "", []),
            ("ab", "ab", [("a", "a"), ("b", "b")]),
            ("", "ab", [(None, "a"), (None, "b")]),
            ("ab", "", [("a", None), ("b", None)]),
            ("abc", "axc", [("a", "a"), ("b", "x"), ("c", "c")]),
            ("abc", "ac", [("a", "a"), ("b", None), ("c", "c")]),
            ("ac", "abc", [("a", "a"), (None, "b"), ("c", "c")]),
            ("ab", "xyz", [("a", "x"), ("b", "y"), (None, "z")]),
            ("abc", "x", [("a", "x"), ("b", None), ("c", None)]),
        ],
    )
    def test_lines_stand_side_by_side(self, current, proposed, rows):
        assert self.rows(current, proposed) == rows

    def test_a_hundred_lines_with_a_common_one(self):
        common = ["same"] * 100
        assert self.rows(common, [*common, "new"]) == [("same", "same")] * 100 + [(None, "new")]


class TestEngineName:
    def test_it_is_the_one_that_wrote_most(self, monkeypatch):
        section = {
            "kind": "required",
            "heading": "",
            "lines": [stored_line("a", source="brief") | {"writer": name} for name in ("local", "composer", "local")],
        }
        assert engine.engine_name([section]).startswith("local ")

    def test_fixed_text_does_not_count(self):
        lines = [stored_line("a", source="boilerplate") | {"writer": "composer"}] * 3
        own = [stored_line("a", source="brief") | {"writer": "local"}]
        sections = [{"kind": "pay", "heading": "", "lines": lines}, {"kind": "required", "heading": "", "lines": own}]
        assert engine.engine_name(sections).startswith("local ")
        assert engine.engine_name([]).startswith("composer ")
