from __future__ import annotations

import pytest

from ml.contracts import EmploymentType, Level, WorkplaceType
from ml.grounding.titles import normalise, read_title


def test_it_works():
    title = read_title("Senior Ward Nurse (nights), Leeds - £35k")
    assert (title.role, title.level, title.shift) == ("ward nurse", Level.SENIOR, "nights")
    assert title.full == "senior ward nurse"
    assert title.text == "Senior Ward Nurse (nights), Leeds - £35k"


@pytest.mark.parametrize(
    "title",
    [
        "registered nurse",
        "bank clerk",
        "bank manager",
        "business analyst",
        "contract manager",
        "contract lawyer",
        "lead generation specialist",
        "head of year",
        "job coach",
        "internal auditor",
        "operations manager",
        "sales",
        "logistics coordinator",
        "art director",
        "staff nurse",
        "day porter",
        "night porter",
        "c++ developer",
        "hr adviser",
        "sous chef",
        "school bus driver",
        "time keeper",
        "nowcast analyst",
        "wantedness researcher",
        "personal assistant",
        "assistant manager",
        "associate professor",
    ],
)
def test_what_names_the_role_stays(title):
    read = read_title(title)
    assert read.role == read.full == normalise(title)
    assert (read.level, read.shift, read.employment_type, read.workplace_type) == (None, "", None, None)


@pytest.mark.parametrize(
    ("text", "role", "level"),
    [
        ("Data Analyst Intern", "data analyst", Level.INTERN),
        ("Internship: data analyst", "data analyst", Level.INTERN),
        ("Apprentice electrician", "electrician", Level.JUNIOR),
        ("Trainee Accountant", "accountant", Level.JUNIOR),
        ("Jr. Accountant", "accountant", Level.JUNIOR),
        ("Entry-level accountant", "accountant", Level.JUNIOR),
        ("Mid-level developer", "developer", Level.MID),
        ("Experienced plumber", "plumber", Level.MID),
        ("Nurse, senior", "nurse", Level.SENIOR),
        ("Sr. Software Eng", "software engineer", Level.SENIOR),
        ("Lead nurse", "nurse", Level.LEAD),
        ("Principal Engineer", "engineer", Level.LEAD),
        ("Head of Marketing", "marketing", Level.MANAGER),
        ("Head chef", "chef", Level.MANAGER),
        ("Director of Nursing", "nursing", Level.DIRECTOR),
        ("Senior", "senior", Level.SENIOR),
    ],
)
def test_levels(text, role, level):
    title = read_title(text)
    assert (title.role, title.level) == (role, level)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nurses wanted", "nurse"),
        ("URGENT: Chef needed", "chef"),
        ("We are hiring: plumber", "plumber"),
        ("Now hiring chef", "chef"),
        ("Immediate start warehouse operative", "warehouse operative"),
        ("Cleaner - permanent", "cleaner"),
        ("Vacancy: Paralegal", "paralegal"),
        ("Data Analyst (m/f/d)", "data analyst"),
        ("Data Analyst m/w/d", "data analyst"),
        ("Physiotherapist Ref: AB123", "physiotherapist"),
        ("Registered Nurse - Band 5", "registered nurse"),
        ("Band 5 Registered Nurse", "registered nurse"),
        ("Grade 7 Policy Officer", "policy officer"),
        ("Software Engineer II", "software engineer"),
        ("Front Desk Assistant ( Re-Advert)", "front desk assistant"),
        ("Cleaner £12.50 per hour", "cleaner"),
        ("£12.50 an hour cleaner", "cleaner"),
        ("Accountant £30,000 - £35,000 per annum", "accountant"),
        ("Accountant 40k", "accountant"),
        ("Cleaner 16 hours", "cleaner"),
        ("Cleaner 37.5 hrs", "cleaner"),
        ("Software Engineer at Acme", "software engineer"),
        ("Nurse in London", "nurse"),
        ("Nurse | Leeds | NHS", "nurse"),
        ("warehouse_operative", "warehouse operative"),
        ("HGV Driver (Class 1) [days]", "hgv driver"),
    ],
)
def test_what_only_places_the_advert_goes(text, role):
    assert read_title(text).role == role


@pytest.mark.parametrize("text", ["vacancy", "wanted", "full time", "night"])
def test_something_is_always_left(text):
    assert read_title(text.title()).role == text


@pytest.mark.parametrize("text", ["", "   ", "12 - 34", "!?", "()"])
def test_no_word_is_no_role(text):
    assert read_title(text).role in {"", "12 34", "12"}


@pytest.mark.parametrize(
    ("text", "shift", "role"),
    [
        ("Night shift security officer", "Night shift", "security officer"),
        ("Security officer (nights)", "nights", "security officer"),
        ("Weekend receptionist", "Weekend", "receptionist"),
        ("Teaching assistant (term-time only)", "term-time only", "teaching assistant"),
        ("Bank nurse", "Bank", "nurse"),
        ("Nurse (bank)", "bank", "nurse"),
        ("On-call plumber", "On-call", "plumber"),
        ("Carer - zero hours", "zero hours", "carer"),
        ("Machinist, rotating shifts", "rotating shifts", "machinist"),
        ("Shift manager", "", "shift manager"),
        ("Day nursery assistant", "", "day nursery assistant"),
    ],
)
def test_shifts(text, shift, role):
    title = read_title(text)
    assert (title.shift, title.role) == (shift, role)


@pytest.mark.parametrize(
    ("text", "role", "employment", "workplace"),
    [
        ("Part-time cleaner", "cleaner", EmploymentType.PART_TIME, None),
        ("Cleaner, full time", "cleaner", EmploymentType.FULL_TIME, None),
        ("Fixed-term HR Adviser", "hr adviser", EmploymentType.CONTRACT, None),
        ("Freelance data analyst", "data analyst", EmploymentType.CONTRACT, None),
        ("Data analyst (contract)", "data analyst", EmploymentType.CONTRACT, None),
        ("Temp receptionist", "receptionist", EmploymentType.TEMPORARY, None),
        ("Seasonal retail assistant", "retail assistant", EmploymentType.TEMPORARY, None),
        ("Fully remote data analyst", "data analyst", None, WorkplaceType.REMOTE),
        ("Web developer / remote", "web developer", None, WorkplaceType.REMOTE),
        ("Home-based adviser", "adviser", None, WorkplaceType.REMOTE),
        ("Paralegal (hybrid, part-time)", "paralegal", EmploymentType.PART_TIME, WorkplaceType.HYBRID),
        ("On-site electrician", "electrician", None, WorkplaceType.ONSITE),
    ],
)
def test_conditions(text, role, employment, workplace):
    title = read_title(text)
    assert (title.role, title.employment_type, title.workplace_type) == (role, employment, workplace)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Nurses", "nurse"),
        ("Policies", "policy"),
        ("Sales", "sales"),
        ("Logistics", "logistics"),
        ("Boss", "boss"),
        ("Bus", "bus"),
        ("Nurses Manager", "nurses manager"),
        ("Account Mgr", "account manager"),
        ("Office Admin", "office administrator"),
        ("PA", "personal assistant"),
        ("HCA", "healthcare assistant"),
        ("ICT technician", "it technician"),
        ("Waiter/Waitress", "waiter waitress"),
        ("Front-End Dev", "front end developer"),
        ("  ", ""),
    ],
)
def test_normal_form(text, normal):
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Registered Nurse, Health and Social Care", "registered nurse"),
        ("Business Development - London", "business development"),
        ("Chef - Arabic cuisine", "chef"),
        ("Auto - Mechanic", "auto mechanic"),
        ("WASH UP ASSISTANT", "wash up assistant"),
        ("Teacher for deaf pupils", "teacher for deaf pupil"),
        ("F & B Manager", "food and beverage manager"),
        ("Senior Electro – Mechanical Engineer", "electromechanical engineer"),
        ("Key Account Manager ( Re- advertised)", "key account manager"),
        ("Full- time Cleaner", "cleaner"),
        ("S/r Marketing Officer", "marketing officer"),
        ("Monitoring, Evaluation and Learning Adviser", "monitoring evaluation and learning adviser"),
        ("Food Security and Livelihood - Coordinator", "food security and livelihood coordinator"),
        ("Project Coordinator- Harar Project", "project coordinator"),
        ("Female Teachers for Grade 1 & 3", "teacher"),
        ("Front Desk Officer for Sales & Marketing Department", "front desk officer"),
        ("Nursing Manager for the Recovery Unit", "nursing manager"),
        ("Senior WASH Engineer", "water and sanitation engineer"),
        ("Head of Marketing", "marketing manager"),
        ("Legal Division Head", "legal manager"),
    ],
)
def test_the_work_that_a_title_names(text, work):
    assert read_title(text).work == work


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("HR/Admin Officer", ""),
        ("Data Analyst m/w/d", ""),
        ("Plumber", ""),
        ("Senior Full Stack Developer/Engineer", "full stack developer"),
        ("Waiter/Waitress", "waiter"),
    ],
)
def test_of_two_names_the_first(text, first):
    assert read_title(text).first == first


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Assistant to the Mayor", "assistant to the mayor"),
        ("Associate Professor of Law", "associate professor of law"),
        ("Deputy Sheriff", "deputy sheriff"),
        ("Executive Assistant, Leeds", "executive assistant"),
        ("Sales Manager, Medical Devices", "sales manager"),
        ("Director", "director"),
        ("Store  Keeper", "store keeper"),
        ("Manager, Sales", "sales manager"),
        ("Senior Manager - Internal Audit", "internal audit manager"),
        ("Teacher - Mathematics", "mathematics teacher"),
        ("Deputy Branch Manager", "branch manager"),
        ("Director of Nursing", "nursing director"),
        ("Deputy Director of Nursing", "nursing director"),
        ("Head of Marketing", "marketing manager"),
        ("Executive Assistant to the CEO", "executive assistant"),
        ("Secretary cum Cashier", "secretary"),
        ("Staff Nurse  Thetford", "staff nurse"),
        ("Data Analyst w/m/d", "data analyst"),
    ],
)
def test_what_the_work_is(text, work):
    assert read_title(text).work == work
