"""Facts out of text; as many lines that hold none as lines that do."""

from __future__ import annotations

from time import process_time

import pytest

from ml.contracts import EmploymentType, Level, Location, Pay, PayPeriod, SectionKind, WorkplaceType
from ml.documents import Document, DocumentSection, Format, Reading, parse, read_facts, reading_to_dict

YEAR, HOUR = PayPeriod.YEAR, PayPeriod.HOUR


def read(*lines: str, title: str = "Baker", kind: SectionKind = SectionKind.SUMMARY) -> Reading:
    return read_facts(Document(title, (DocumentSection(kind, "About the role", lines),)))


@pytest.mark.parametrize(
    ("line", "pay"),
    [
        ("£12.50 an hour", Pay(12.5, 12.5, "GBP", HOUR)),
        ("Salary: £30,000 - £35,000 per annum", Pay(30000, 35000, "GBP", YEAR)),
        ("Salary $80k-$95k", Pay(80000, 95000, "USD", None)),
        ("Pay: £27-29k p.a.", Pay(27000, 29000, "GBP", YEAR)),
        ("Salary: up to £42,000 a year", Pay(None, 42000, "GBP", YEAR)),
        ("We pay from €14 per hour", Pay(14, None, "EUR", HOUR)),
        ("Gehalt: 55.000 bis 65.000 EUR", Pay(55000, 65000, "EUR", None)),
        ("Salary between €2,770 and €3,539 gross per month", Pay(2770, 3539, "EUR", PayPeriod.MONTH)),
        ("Day rate: £550", Pay(550, 550, "GBP", PayPeriod.DAY)),
        ("Salary: $3,985. – $6,715. Deadline: 5 May", Pay(3985, 6715, "USD", None)),
        ("Band 5-£24,907-30,615", Pay(24907, 30615, "GBP", None)),
        ("CTC: INR 12,00,000 - 18,00,000 per annum", Pay(1200000, 1800000, "INR", YEAR)),
        ("£12.21ph", Pay(12.21, 12.21, "GBP", HOUR)),
        ("Basic salary of £28,000 with OTE of £45,000", Pay(28000, 28000, "GBP", None)),
        ("Salary: 25,000 to 28,000 a year", Pay(25000, 28000, "", YEAR)),
        ("CTC: ₹18-24 LPA", Pay(1_800_000, 2_400_000, "INR", YEAR)),
        ("Salary: 6.5 lakhs per annum", Pay(650_000, 650_000, "INR", YEAR)),
        ("Pay: Rs. 25,000 - 32,000 per month", Pay(25000, 32000, "INR", PayPeriod.MONTH)),
        ("£28,500 per annum, rising to £31,000 after probation", Pay(28500, 31000, "GBP", YEAR)),
        ("You earn £16 an hour on weekdays and £18.40 an hour at weekends.", Pay(16, 18.4, "GBP", HOUR)),
        ("£21,000 per annum (£30,000 full-time equivalent)", Pay(21000, 21000, "GBP", YEAR)),
        ("$20 an hour, $30 an hour for overtime", Pay(20, 20, "USD", HOUR)),
        ("$20 an hour. Nights are $24 an hour.", Pay(20, 20, "USD", HOUR)),
        ("Target hiring range: $21.50 – $26.79 hourly", Pay(21.5, 26.79, "USD", HOUR)),
        ("Salary: 4,210.00 – $5,600.00 monthly", Pay(4210, 5600, "USD", PayPeriod.MONTH)),
    ],
)
def test_pay(line: str, pay: Pay) -> None:
    found = read(line).pay
    assert found is not None
    assert (found.value, found.line.text, found.line.heading) == (pay, line, "About the role")
    assert found.words in line


@pytest.mark.parametrize(
    "line",
    [
        "You manage a budget of £2m.", "You manage a budget of £250,000 a year.", "A £500 referral bonus.",
        "Founded in 2004, 300 people.", "37.5 hours a week", "Raise at least £100,000 a year from trusts.",
        "Sales grew from 2019 to 2021.", "Call 0113 496 0000 to 5 pm.", "Competitive salary", "Pay band 5",
        "Translate 2,000 words a day", "A portfolio worth £30,000 per unit",
    ],
)  # fmt: skip
def test_no_pay(line: str) -> None:
    assert read(line).pay is None


def test_what_numbers_cannot_carry() -> None:
    assert [note.value for note in read("£21,000 pro rata, Band 5", "Pro rata").pay_notes] == ["pro rata", "Band 5"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Location: Leeds, UK", Location("GB", "", "Leeds")),
        ("Location: Austin, TX", Location("US", "TX", "Austin")),
        ("Berlin, Germany | Full time", Location("DE", "", "Berlin")),
        ("Wilmington, DE", Location("US", "DE", "Wilmington")),
        ("Berlin, DE", Location("DE", "", "Berlin")),
        ("Toronto, Ontario, Canada", Location("CA", "Ontario", "Toronto")),
        ("The role is based in Exeter, near the river.", Location("GB", "", "Exeter")),
        ("Our kitchen in Lincoln pays £12 an hour.", Location("GB", "", "Lincoln")),
        ("Site - Truro, Cornwall", Location("GB", "Cornwall", "Truro")),
        ("Location: Singapore", Location("SG", "", "Singapore")),
        ("Where: Remote (Germany)", Location("DE", "", "")),
        ("Location: Perth WA (fly in, fly out)", Location("AU", "WA", "Perth")),
        ("You are based at West Cumberland Hospital, Whitehaven.", Location("GB", "", "Whitehaven")),
        ("The ward is located in Langley Green Hospital in Crawley.", Location("GB", "", "Crawley")),
        ("Based in Leeds, an hour by train from London.", Location("GB", "", "Leeds")),
        ("Newport has much to offer, and Bristol is within easy reach. Pay is £12.", Location("GB", "", "Newport")),
        ("Our John Radcliffe prize. The site in Oxford.", Location("GB", "", "Oxford")),
    ],
)
def test_places(line: str, place: Location) -> None:
    assert [found.value for found in read(line).locations] == [place]


@pytest.mark.parametrize(
    ("line", "towns"),
    [
        ("Locations: Leicester, Nottingham or Derby", ["Leicester", "Nottingham", "Derby"]),
        ("Geelong VIC or Ballarat VIC | Full time", ["Geelong", "Ballarat"]),
        ("We have offices in Bristol, Exeter and Plymouth.", ["Bristol", "Exeter", "Plymouth"]),
        ("Leeds and York NHS Trust is based in Leeds.", ["Leeds"]),
        ("Based in Hull. Commute from York and Leeds.", ["Hull"]),
    ],
)
def test_several_places(line: str, towns: list[str]) -> None:
    assert [found.value.city for found in read(line).locations] == towns


def test_a_town_comes_before_its_county() -> None:
    found = read(
        "Therapist – Band 6 – Berkshire", "The NHS job is at Broadmoor Hospital, Crowthorne, Berkshire RG45 7EG."
    )
    assert [str(place.value) for place in found.locations] == ["Crowthorne, Berkshire, GB"]


@pytest.mark.parametrize("title", ["Radiographer - Mammography, CT & MRI", "Cook or waiter", "Nurse - Bank, ICU"])
def test_no_place_in_a_title(title: str) -> None:
    assert read("We are part of the NHS.", title=title).locations == ()


@pytest.mark.parametrize(
    "line",
    ["Our values are work, kindness and wit.", "Experience of reading and mobile apps.", "Best of all, you "
        "are home by six.",
     "Report to the Director of Nursing.", "You work with Jordan and Florence.", "We offer Nice offices."],
)  # fmt: skip
def test_no_places(line: str) -> None:
    assert read(line).locations == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This is a full-time post.", EmploymentType.FULL_TIME),
        ("Part time, 20 hours", EmploymentType.PART_TIME),
        ("Contract: fixed-term, 12 months", EmploymentType.CONTRACT),
        ("A six-month contract, inside IR35.", EmploymentType.CONTRACT),
        ("We need temporary cover, a temporary role until May.", EmploymentType.TEMPORARY),
        ("This is a permanent role.", EmploymentType.FULL_TIME),
        ("The paid internship lasts six months.", EmploymentType.INTERNSHIP),
        ("You manage contracts with suppliers.", None),
        ("You supervise interns and temporary staff.", None),
        ("Open to people in full-time education.", None),
        ("Hazel Bank Primary School, full of children", None),
    ],
)
def test_employment(line: str, kind: EmploymentType | None) -> None:
    found = read(line).employment_type
    assert (found and found.value) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Hybrid working, two days in the office", WorkplaceType.HYBRID),
        ("You work from our office three days a week in the office.", WorkplaceType.HYBRID),
        ("A fully remote role", WorkplaceType.REMOTE),
        ("Location: Remote", WorkplaceType.REMOTE),
        ("This is not a remote role.", WorkplaceType.ONSITE),
        ("The role is on site.", WorkplaceType.ONSITE),
        ("You run our hybrid cloud.", None),
        ("You support remote communities.", None),
        ("Full time, permanent, on site. £26,500 a year.", WorkplaceType.ONSITE),
        ("Permanent | remote", WorkplaceType.REMOTE),
        ("Early starts, no Sundays.", None),
        ("Full-time, 6 days a week, rotating shifts", None),
        ("Location: Jaipur (work from office)", WorkplaceType.ONSITE),
    ],
)
def test_workplace(line: str, kind: WorkplaceType | None) -> None:
    found = read(line).workplace_type
    assert (found and found.value) == kind


@pytest.mark.parametrize(
    ("line", "hours"),
    [("37.5 hours per week", "37.5"), ("40h/week", "40"), ("Hours: 18.5", "18.5"), ("20 to 24 hrs pw", "20 to 24"),
     ("Answer within 24 hours", None), ("12-hour shifts", None)],
)  # fmt: skip
def test_hours(line: str, hours: str | None) -> None:
    found = read(line).hours
    assert (found and found.value) == hours


@pytest.mark.parametrize(
    ("title", "level"),
    [("Senior Baker", Level.SENIOR), ("Graduate Engineer", Level.JUNIOR), ("Director of People", Level.DIRECTOR),
     ("Head of Bread", Level.MANAGER), ("Marketing Intern", Level.INTERN), ("Staff Nurse", None), ("Internal "
         "Auditor", None)],
)  # fmt: skip
def test_level(title: str, level: Level | None) -> None:
    found = read("x", title=title).level
    assert (found and found.value) == level


def test_items_lose_their_numbers() -> None:
    found = read("1) Bake", "2. Sell", "3 ovens to clean", kind=SectionKind.RESPONSIBILITIES)
    assert found.items("responsibilities") == ("Bake", "Sell", "3 ovens to clean")


def test_fields_of_the_file_come_first() -> None:
    document = Document(
        "Baker", (DocumentSection(SectionKind.PAY, "Pay", ("£9 an hour",)),), pay=Pay(10, 10, "GBP", HOUR)
    )
    found = read_facts(document).pay
    assert found is not None
    assert (found.value.min, found.line.heading) == (10, "the file’s own fields")


def test_the_json_form_has_everything() -> None:
    content = (
        "Senior Baker\n\nLocation: Leeds, UK\nPay: £13 an hour, 24 hours a week\n\nDuties:\n- Bake\n\nOdd bits:\n- x"
    )
    found = reading_to_dict(read_facts(parse(content.encode(), Format.TEXT)))
    assert [fact["name"] for fact in found["facts"]] == ["location", "level", "hours", "pay"]
    assert found["brief"]["responsibilities"] == ["Bake"]
    assert found["brief"]["notes"] == "Hours: 24 hours a week."
    assert [part["recognised"] for part in found["sections"]] == [True, True, False]


@pytest.mark.parametrize(
    "piece", ["Ab-", "Leeds York ", "Leeds, ", "1,000 - ", "£9 to ", "24 hours ", "A.B’", "((", "up to "]
)
def test_hostile_lines_are_searched_at_once(piece: str) -> None:
    started = process_time()
    read(*[piece * (50_000 // len(piece))] * 5, title=piece * 500)

    assert process_time() - started < 4
