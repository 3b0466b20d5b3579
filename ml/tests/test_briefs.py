from __future__ import annotations

import json

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ml.briefs import FIELDS, MAX_CHARACTERS, MAX_ITEMS, MAX_PAY, MAX_TITLE, all_texts, brief_to_dict, parse_brief
from ml.contracts import (
    Answer,
    Brief,
    BriefError,
    Company,
    EmploymentType,
    Language,
    Length,
    Level,
    Location,
    Pay,
    PayPeriod,
    Tone,
    WorkplaceType,
)

WHOLE = {
    "title": "Ward Nurse",
    "level": "senior",
    "department": "Surgery",
    "company": {"name": "Acme Care", "about": "We run four wards.\nWe have done so for years.", "benefits": ["Bikes"]},
    "locations": [{"country": "GB", "region": "Yorkshire", "city": "Leeds"}],
    "workplace_type": "onsite",
    "employment_type": "part_time",
    "responsibilities": ["Give medicines", "Plan discharges"],
    "required_skills": ["NMC registration"],
    "nice_to_have_skills": ["Wound care"],
    "pay": {"min": 32000, "max": 36000.5, "currency": "GBP", "period": "year"},
    "tone": "friendly",
    "length": "long",
    "language": "en-US",
    "template": "Healthcare",
    "notes": "Nights.\nEvery third weekend.",
    "answers": [{"question": "Which ward?", "answer": "The surgical ward"}],
}


def test_it_works():
    assert parse_brief(WHOLE) == Brief(
        title="Ward Nurse",
        level=Level.SENIOR,
        department="Surgery",
        company=Company("Acme Care", "We run four wards.\nWe have done so for years.", ("Bikes",)),
        locations=(Location("GB", "Yorkshire", "Leeds"),),
        workplace_type=WorkplaceType.ONSITE,
        employment_type=EmploymentType.PART_TIME,
        responsibilities=("Give medicines", "Plan discharges"),
        required_skills=("NMC registration",),
        nice_to_have_skills=("Wound care",),
        pay=Pay(32000.0, 36000.5, "GBP", PayPeriod.YEAR),
        tone=Tone.FRIENDLY,
        length=Length.LONG,
        language=Language.EN_US,
        template="Healthcare",
        notes="Nights.\nEvery third weekend.",
        answers=(Answer("Which ward?", "The surgical ward"),),
    )


def test_only_the_title_is_needed():
    assert parse_brief({"title": "Ward Nurse"}) == Brief(title="Ward Nurse")
    assert brief_to_dict(Brief(title="Ward Nurse")) == {"title": "Ward Nurse"}


@pytest.mark.parametrize("empty", [None, "", []], ids=["null", "empty text", "empty list"])
@pytest.mark.parametrize("name", [name for name in FIELDS if name not in {"title", "company", "pay"}])
def test_empty_fields_are_as_good_as_none(name, empty):
    """An empty list where a text belongs, and the other way round, is a mistake all the same."""
    is_list = name in {"locations", "responsibilities", "required_skills", "nice_to_have_skills", "answers"}
    if empty is not None and isinstance(empty, list) is not is_list:
        with pytest.raises(BriefError) as caught:
            parse_brief({"title": "Nurse", name: empty})
        assert caught.value.field == name
    else:
        assert parse_brief({"title": "Nurse", name: empty}) == Brief(title="Nurse")


@pytest.mark.parametrize(
    ("field", "given", "read"),
    [
        ("title", "  Ward\n\tNurse ", "Ward Nurse"),
        ("title", "Ｗａｒｄ Nur\u200bse", "Ward Nurse"),
        ("title", "Krankenpfleger*in für Köln", "Krankenpfleger*in für Köln"),
        ("title", "N" * MAX_TITLE, "N" * MAX_TITLE),
        ("level", "Senior", Level.SENIOR),
        ("department", " Surgery  North ", "Surgery North"),
        ("company", None, Company()),
        ("company", {}, Company()),
        ("company", {"benefits": None}, Company()),
        ("company", {"benefits": ["Bikes", " ", ""]}, Company(benefits=("Bikes",))),
        ("company", {"about": "One.\r\nTwo."}, Company(about="One.\nTwo.")),
        ("locations", ["Leeds"], (Location(city="Leeds"),)),
        ("locations", [{}, {"city": ""}], ()),
        ("locations", [{"country": "gb"}, {"country": "England"}], (Location("GB"), Location("GB"))),
        ("locations", [{"country": "United States"}, {"country": "usa"}], (Location("US"), Location("US"))),
        ("workplace_type", "Remote", WorkplaceType.REMOTE),
        ("employment_type", "Full-time", EmploymentType.FULL_TIME),
        ("employment_type", "part time", EmploymentType.PART_TIME),
        (
            "responsibilities",
            ["- Give medicines", "• Plan discharges", "–", " "],
            ("Give medicines", "Plan discharges"),
        ),
        ("responsibilities", ["Give\nmedicines"], ("Give medicines",)),
        (
            "responsibilities",
            ["2.5 tonnes a day", "-5 °C stores", "24 h care", "a*b*c", "2) 4 pm"],
            (
                "2.5 tonnes a day",
                "-5 °C stores",
                "24 h care",
                "a*b*c",
                "2) 4 pm",
            ),
        ),
        (
            "responsibilities",
            ["- **Give** medicines", "3. plan discharges", "* [ ] ring families", "1) HHSRS", "· chart"],
            ("Give medicines", "plan discharges", "ring families", "HHSRS", "chart"),
        ),
        ("required_skills", ["x"] * MAX_ITEMS, ("x",) * MAX_ITEMS),
        ("nice_to_have_skills", ["C++", "C#", "*nix"], ("C++", "C#", "nix")),
        ("pay", None, None),
        ("pay", {}, None),
        ("pay", {"min": "", "max": None}, None),
        ("pay", {"min": "32,000", "currency": "gbp"}, Pay(32000.0, None, "GBP")),
        ("pay", {"max": "22.50", "currency": "USD", "period": "Hour"}, Pay(None, 22.5, "USD", PayPeriod.HOUR)),
        ("pay", {"min": 10, "max": 10, "currency": "EUR"}, Pay(10.0, 10.0, "EUR")),
        ("pay", {"max": MAX_PAY, "currency": "JPY"}, Pay(None, float(MAX_PAY), "JPY")),
        ("tone", "FORMAL", Tone.FORMAL),
        ("length", "short", Length.SHORT),
        ("language", "en", Language.EN_GB),
        ("language", "en_us", Language.EN_US),
        ("notes", "One.\n\n  Two.", "One.\n\nTwo."),
        ("answers", [{"question": "Which ward?", "answer": ""}], ()),
        ("answers", [{"question": " Which\nward? ", "answer": "A"}], (Answer("Which ward?", "A"),)),
    ],
)
def test_good_forms(field, given, read):
    assert getattr(parse_brief({"title": "Nurse", field: given}), field) == read


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        ([], "brief", "must be an object with keys such as 'title', not a list"),
        ("Nurse", "brief", "not a text"),
        (7, "brief", "not a number"),
        (None, "brief", "not null"),
        ({}, "title", "is required"),
        ({"title": None}, "title", "is required"),
        ({"title": "  \u200b "}, "title", "is required"),
        ({"title": 7}, "title", "must be a text, not a number"),
        ({"title": ["Nurse"]}, "title", "must be a text, not a list"),
        ({"title": "12 - 34_5"}, "title", "has no letters"),
        ({"title": "N" * (MAX_TITLE + 1)}, "title", "151 characters; the limit is 150"),
        ({"level": "boss"}, "level", "'boss' is not known; choose one of intern, junior"),
        ({"level": 3}, "level", "must be a text"),
        ({"department": {"name": "Surgery"}}, "department", "must be a text, not an object"),
        ({"company": "Acme"}, "company", "must be an object with keys such as 'name'"),
        ({"company": {"name": False}}, "company.name", "not true or false"),
        ({"company": {"about": 1}}, "company.about", "must be a text"),
        ({"company": {"benefits": "Bikes"}}, "company.benefits", "must be a list, not a text"),
        ({"company": {"benefits": ["Bikes", 2]}}, "company.benefits[1]", "must be a text"),
        ({"locations": "Leeds"}, "locations", "must be a list"),
        ({"locations": ["Leeds"] * 41}, "locations", "has 41 items; the limit is 40"),
        ({"locations": ["Leeds", 7]}, "locations[1]", "must be an object"),
        ({"locations": [{"country": "Atlantis"}]}, "locations[0].country", "'Atlantis' is not a country"),
        ({"locations": [{"city": 7}]}, "locations[0].city", "must be a text"),
        ({"locations": [{"region": []}]}, "locations[0].region", "must be a text"),
        ({"workplace_type": "moon"}, "workplace_type", "choose one of onsite, hybrid, remote"),
        ({"employment_type": "forever"}, "employment_type", "choose one of full_time"),
        ({"responsibilities": "Give medicines"}, "responsibilities", "must be a list, not a text"),
        ({"responsibilities": ["a", None, {}]}, "responsibilities[2]", "must be a text, not an object"),
        ({"required_skills": ["a"] * 41}, "required_skills", "the limit is 40"),
        ({"nice_to_have_skills": [True]}, "nice_to_have_skills[0]", "must be a text"),
        ({"pay": 32000}, "pay", "must be an object with keys such as 'min', not a number"),
        ({"pay": {"currency": "GBP"}}, "pay.min", "give min, max or both"),
        ({"pay": {"period": "year"}}, "pay.min", "give min, max or both"),
        ({"pay": {"min": 1}}, "pay.currency", "is not a currency"),
        ({"pay": {"min": 1, "currency": "£"}}, "pay.currency", "'£' is not a currency"),
        ({"pay": {"min": 1, "currency": 826}}, "pay.currency", "must be a text"),
        ({"pay": {"min": "lots", "currency": "GBP"}}, "pay.min", "must be a number such as 32000, not 'lots'"),
        ({"pay": {"min": "3,20", "currency": "GBP"}}, "pay.min", "must be a number"),
        ({"pay": {"max": True, "currency": "GBP"}}, "pay.max", "must be a number"),
        ({"pay": {"max": 0, "currency": "GBP"}}, "pay.max", "must be above 0"),
        ({"pay": {"max": -1, "currency": "GBP"}}, "pay.max", "must be above 0"),
        ({"pay": {"max": MAX_PAY + 1, "currency": "GBP"}}, "pay.max", "at most 100,000,000"),
        ({"pay": {"max": float("nan"), "currency": "GBP"}}, "pay.max", "is not a plausible amount"),
        ({"pay": {"max": float("inf"), "currency": "GBP"}}, "pay.max", "is not a plausible amount"),
        ({"pay": {"max": 10**400, "currency": "GBP"}}, "pay.max", "is not a plausible amount"),
        ({"pay": {"min": 2, "max": 1, "currency": "GBP"}}, "pay.max", "1 is less than pay.min, 2"),
        ({"pay": {"min": 2, "currency": "GBP", "period": "shift"}}, "pay.period", "choose one of hour"),
        ({"tone": "angry"}, "tone", "choose one of neutral, friendly, formal, concise"),
        ({"length": "endless"}, "length", "choose one of short, standard, long"),
        ({"language": "de"}, "language", "choose en-GB or en-US"),
        ({"language": 1}, "language", "must be a text"),
        ({"notes": ["a"]}, "notes", "must be a text, not a list"),
        ({"answers": {"question": "a"}}, "answers", "must be a list, not an object"),
        ({"answers": ["a"]}, "answers[0]", "must be an object with keys such as 'question'"),
        ({"answers": [{"answer": "a"}]}, "answers[0].question", "an answer needs the question"),
        ({"answers": [{"question": "Q?", "answer": 3}]}, "answers[0].answer", "must be a text"),
    ],
)
def test_bad_forms_name_the_field_and_the_next_step(data, field, reason):
    whole = {"title": "Nurse", **data} if isinstance(data, dict) and data else data
    with pytest.raises(BriefError) as caught:
        parse_brief(whole)
    assert caught.value.field == field
    assert reason in caught.value.reason
    assert str(caught.value) == f"{field}: {caught.value.reason}"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "field", "hint"),
    [
        ({"titel": "Nurse"}, "titel", "did you mean 'title'?"),
        ({"title": "Nurse", "requiredskills": []}, "requiredskills", "did you mean 'required_skills'?"),
        ({"title": "Nurse", "zzz": 1}, "zzz", "known keys are title, level"),
        ({"title": "Nurse", "pay": {"minimum": 1}}, "pay.minimum", "did you mean 'min'?"),
        ({"title": "Nurse", "company": {"url": ""}}, "company.url", "known keys are name, about, benefits"),
        ({"title": "Nurse", "locations": [{"town": "Leeds"}]}, "locations[0].town", "country, region, city"),
        ({"title": "Nurse", "answers": [{"questions": ""}]}, "answers[0].questions", "did you mean 'question'?"),
    ],
)
def test_unknown_keys_are_refused_with_a_hint(data, field, hint):
    with pytest.raises(BriefError) as caught:
        parse_brief(data)
    assert caught.value.field == field
    assert hint in caught.value.reason


def test_all_texts_together_have_a_limit():
    room = MAX_CHARACTERS - len("Nurse")
    assert parse_brief({"title": "Nurse", "notes": "x" * room})
    with pytest.raises(BriefError, match=r"^brief: has 8,001 characters in all; the limit is 8,000\. Shorten it\.$"):
        parse_brief({"title": "Nurse", "notes": "x" * (room - 1), "department": "yy"})


def test_every_text_counts():
    texts = all_texts(parse_brief(WHOLE))
    typed = [text for text in _strings(WHOLE) if text not in {"senior", "onsite", "part_time", "friendly", "long"}]
    assert sorted(texts) == sorted(set(typed) - {"GBP", "year", "en-US", "Healthcare"})


def _strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


TEXT = st.text(max_size=30)
LINES = st.lists(TEXT, max_size=4)
AMOUNT = st.one_of(st.none(), st.integers(1, MAX_PAY), st.floats(0.01, MAX_PAY), st.just("32,000"))
BRIEFS = st.fixed_dictionaries(
    {"title": st.builds("{}a{}".format, TEXT, TEXT)},
    optional={
        "level": st.sampled_from(Level),
        "department": TEXT,
        "company": st.fixed_dictionaries({}, optional={"name": TEXT, "about": TEXT, "benefits": LINES}),
        "locations": st.lists(
            st.one_of(
                TEXT,
                st.fixed_dictionaries(
                    {},
                    optional={"country": st.sampled_from(["gb", "US", "Wales", ""]), "region": TEXT, "city": TEXT},
                ),
            ),
            max_size=3,
        ),
        "workplace_type": st.sampled_from(WorkplaceType),
        "employment_type": st.sampled_from(EmploymentType),
        "responsibilities": LINES,
        "required_skills": LINES,
        "nice_to_have_skills": LINES,
        "pay": st.fixed_dictionaries(
            {"min": AMOUNT, "max": AMOUNT, "currency": st.sampled_from(["GBP", "usd"])},
            optional={"period": st.sampled_from(PayPeriod)},
        ),
        "tone": st.sampled_from(Tone),
        "length": st.sampled_from(Length),
        "language": st.sampled_from(["en", "en-GB", "en_US"]),
        "template": TEXT,
        "notes": TEXT,
        "answers": st.lists(st.fixed_dictionaries({"question": TEXT, "answer": TEXT}), max_size=2),
    },
)


@given(BRIEFS)
@example({"title": "Nurse", "notes": "e\u200b\u0301"})
@example({"title": "Nurse \ud800"})
@example({"title": "Nurse", "responsibilities": ["- \u200b- a", "*\u00a0-b"]})
def test_a_brief_comes_back_from_its_json_form(data):
    try:
        brief = parse_brief(data)
    except BriefError:
        assume(False)
    text = json.dumps(brief_to_dict(brief), ensure_ascii=False)
    text.encode()  # whatever people type can be stored and sent
    assert parse_brief(json.loads(text)) == brief
