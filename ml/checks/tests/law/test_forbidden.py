"""Wordings that laws forbid: what stays untouched first, then what is found, each replacement read in its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from ml.checks.context import Context
from ml.checks.findings import Severity
from ml.checks.law.forbidden import check_forbidden
from ml.checks.law.wordings import wordings
from ml.checks.subject import read_subject
from ml.checks.tests.law.cases import PLACES

TODAY = date(2026, 11, 28)

UNTOUCHED = {
    "salary_history": (
        "We never ask for your salary history.",
        "Please do not send your current salary.",
        "Keep the pay history of all employees for three years.",
        "Maintain employee salary history records.",
        "Analyse compensation history and wage trends.",
        "State your salary expectations.",
        "Your salary is reviewed each year.",
        "Explain past compensation plans to the board.",
        "Check the previous pay period for errors.",
    ),
    "canadian_experience": (
        "Canadian experience is not required.",
        "We do not ask for Canadian work experience.",
        "Experience with Canadian tax law.",
        "Experience of the Canadian market for cheese.",
        "Canadian or international experience is welcome.",
        "A great experience for Canadian customers.",
    ),
    "age": (
        "Work with children aged 5 to 11.",
        "Care for patients aged 18 to 65 on the ward.",
        "Support young people leaving care.",
        "Young adults with autism live in the house.",
        "Lead our young people services.",
        "The Young Offenders Team.",
        "A young company with an old product?",
        "Teach college students algebra.",
        "Advise university students on their careers.",
        "You must be at least 18 years of age.",
        "Applicants of all ages, between 18 and 99 years of age.",
        "Manage the recent graduate programme.",
        "Run the girls football team.",
        "Looking for girls school teachers.",
        "Age UK, the charity for older people.",
        "Manage a budget between 25 and 35 million.",
        "Hire young people's workers.",
        "Our audience is young women aged between 15 and 19.",
        "The service addresses the needs of young people (aged 14-35).",
    ),
    "age_hint": (
        "At least 5 years of experience.",
        "Up to 3 years fixed term contract with experience of audits.",
        "Save energetic costs.",
        "Energetic materials chemistry.",
        "You have digital and native app skills.",
    ),
    "new_graduates": (
        "Mentor new graduates.",
        "Open to new graduates or anyone changing careers.",
        "Graduate of a nursing school.",
    ),
    "young_team": ("Work with young people.", "The Young Minds team.", "A young company.", "A dynamic team."),
    "gendered_title": (
        "Waiter/Waitress",
        "Waitress or Waiter",
        "Salesman / Saleswoman",
        "Foreman (m/f/d)",
        "Ward Sister",
        "Midwife",
        "Project Manager",
        "Freshman Advisor",
        "Governess House Curator",
        "Business Analyst",
        "Barman/Barmaid",
        "Newman College Librarian",
    ),
    "native_speaker": (
        "You need not be a native speaker.",
        "Teach English to native speakers of Spanish.",
        "Support non-native speakers.",
        "Build native apps for Android.",
        "Experience with cloud-native systems.",
        "Native plants of the region.",
        "Native and non-native speakers are welcome.",
    ),
    "citizens_only": (
        "U.S. citizenship is required by federal law for this clearance.",
        "Must be a US citizen to hold a security clearance.",
        "Must be a U.S. citizen or permanent resident.",
        "You do not have to be a US citizen.",
        "Serve the citizens of the city.",
        "Help American citizens abroad.",
        "Must be a citizen of the United States under ITAR.",
    ),
    "body_not_outcome": (
        "Must lift the standards of the kitchen.",
        "Must be able to lift 20 kg, with or without reasonable accommodation.",
        "Must be able to stand in for the manager.",
        "Must be able to walk customers through the contract.",
        "You lift parcels of up to 20 kg.",
        "Must be able to see the big picture.",
        "Must be able to speak French.",
        "Must be able to sit by the phone.",
    ),
    "criminal_bar": (
        "We consider applicants with arrest and conviction records.",
        "Qualified applicants are considered regardless of criminal history.",
        "Persons with no criminal record are required by Health and Safety Code section 1522.",
        "Keep a clean record of the stock.",
        "No criminal record check is needed.",
        "Have a clear record of past sales calls.",
        "Keep the kitchen clean.",
    ),
    "background_pass": (
        "A background check follows the offer.",
        "Must pass a background check required by the Education Code.",
        "A background in nursing.",
        "You pass background data to the team.",
    ),
    "driving_licence": (
        "A driver's license is not required.",
        "A valid driver's licence to drive between sites.",
        "Deliver parcels with your driver's license.",
        "Issue driver licenses at the counter.",
        "Write device drivers under an open licence.",
    ),
    "affirmative_action": (
        "Affirmative action for protected veterans.",
        "An affirmative answer within a day.",
    ),
}

#: The sentence, what is found in it, and the sentence with the replacement ("" for none).
FOUND = {
    "salary_history": (
        ("Include your salary history in the letter.", "your salary history", ""),
        ("Tell us your current salary.", "your current salary", ""),
        ("Please state current compensation and notice period.", "state current compensation", ""),
        ("Send your CV with salary history.", "Send your CV with salary history", ""),
    ),
    "canadian_experience": (
        ("Two years of Canadian experience.", "Canadian experience", ""),
        ("Canadian work experience is a must.", "Canadian work experience", ""),
        ("Five years of work experience in Canada.", "work experience in Canada", ""),
    ),
    "age": (
        ("We want candidates aged 25 to 35.", "aged 25 to 35", ""),
        ("Age 25 to 35.", "Age 25 to 35", ""),
        ("You are between 20 and 30 years old.", "between 20 and 30 years old", ""),
        ("You join a young and dynamic team.", "young", ""),
        ("We are looking for young professionals.", "young", ""),
        ("Looking for college students for the summer.", "Looking for college students", ""),
        ("Ideal for recent college graduates.", "Ideal for recent college graduates", ""),
        ("Wanted: girls for the bar.", "Wanted: girls", ""),
        ("Applicants under the age of 35.", "under the age of 35", ""),
    ),
    "age_hint": (
        ("You are a digital native.", "digital native", ""),
        ("We look for an energetic person.", "an energetic", "We look for a motivated person."),
        ("Our energetic team.", "energetic", "Our motivated team."),
        ("No more than 5 years of experience.", "No more than 5 years of experience", ""),
        ("Max. 3 years' experience.", "Max. 3 years' experience", ""),
    ),
    "new_graduates": (("We are looking for new graduates.", "looking for new graduates", ""),),
    "young_team": (
        ("Join a young, dynamic team.", "young, dynamic team", "Join a team."),
        ("Our young and ambitious team needs you.", "young and ambitious team", "Our team needs you."),
    ),
    "native_speaker": (
        ("A native English speaker.", "native English speaker", "A fluent English speaker."),
        ("Native German speakers.", "Native German speakers", "Fluent German speakers."),
        ("A native speaker of French.", "native speaker of French", "A fluent speaker of French."),
        ("You are an English native speaker.", "an English native speaker", "You are a fluent English speaker."),
        ("English mother tongue.", "English mother tongue", "Fluent English."),
        ("Must be a native speaker.", "native speaker", ""),
    ),
    "citizens_only": (
        ("US citizens only.", "US citizens only", ""),
        ("Must be a U.S. citizen.", "Must be a U.S. citizen", "Must be authorized to work in the United States."),
        ("American citizenship required.", "American citizenship required", ""),
    ),
    "body_not_outcome": (
        ("Must be able to lift 50 lbs.", "Must be able to lift", "Must be able to move 50 lbs."),
        ("You must lift 20 kg.", "must lift", "You must be able to move 20 kg."),
        ("Must be able to stand for long periods.", "Must be able to stand", ""),
        ("Must be able to see clearly.", "Must be able to see", ""),
    ),
    "criminal_bar": (
        ("No felons.", "No felons", ""),
        ("Must have a clean background.", "Must have a clean background", ""),
        ("Applicants with a clean criminal record.", "with a clean criminal record", ""),
    ),
    "background_pass": (
        ("Must pass a background check.", "Must pass a background check", ""),
        (
            "You must successfully pass a criminal background check.",
            "must successfully pass a criminal background check",
            "",
        ),
    ),
    "driving_licence": (
        ("Valid driver's license.", "Valid driver's license", ""),
        ("A clean driving licence is needed.", "clean driving licence", ""),
    ),
    "affirmative_action": (("We are an affirmative action employer.", "affirmative action employer", ""),),
    "gendered_title": (
        ("Salesman", "Salesman", "Salesperson"),
        ("Experienced Waitress", "Waitress", "Experienced Server"),
        ("Air hostess", "Air hostess", "Flight attendant"),
        ("Cleaning lady, part time", "Cleaning lady", "Cleaner, part time"),
        ("We are looking for a foreman for the yard.", "foreman", "We are looking for a supervisor for the yard."),
    ),
}


def hits(name, sentence):
    return list(wordings()[name].hits(sentence, is_title=name == "gendered_title"))


def test_every_wording_has_cases():
    read_by_words = {name for name, wording in wordings().items() if wording.find}
    assert set(UNTOUCHED) == set(FOUND) == read_by_words
    assert set(wordings()) - read_by_words == {"open_ended_pay"}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_stays_untouched(name):
    for sentence in UNTOUCHED[name]:
        is_excused = wordings()[name].excuse_of_all.search(sentence)
        assert is_excused or not hits(name, sentence), (sentence, hits(name, sentence))


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_and_how_the_replacement_reads(name):
    for sentence, words, better in FOUND[name]:
        found = hits(name, sentence)
        assert [sentence[begin:end] for begin, end, _ in found] == [words], (sentence, found)
        begin, end, instead = found[0]
        if better:
            assert sentence[:begin] + instead + sentence[end:] == better


def check(text, *places, **known):
    locations = tuple(PLACES[code] for code in places)
    subject = read_subject(text, Context(locations=locations, posting_date=TODAY, **known))
    return {finding.rule: finding for finding in check_forbidden(subject)}


def test_a_wording_is_bound_to_its_places():
    lines = ("Canadian experience", "Must pass a background check", "A driver's license", "No felons")
    text = "\n- ".join(["Clerk\n\nWhat you need", *lines])
    assert not check(text)
    assert not check(text, "CA-BC")
    assert set(check(text, "CA-ON")) == {"law-canadian-experience"}
    assert set(check(text, "US-CO")) == {"law-criminal-bar"}
    assert set(check(text, "US-WA")) == {"law-driving-licence"}
    assert set(check(text, "US-CA-LA")) == {"law-criminal-bar", "law-background-pass", "law-driving-licence"}


def test_the_place_is_that_of_the_words_in_the_whole_text():
    text = "Clerk\n\nWhat you need\n- Diligence. You are a native English speaker."
    finding = check(text, "US")["law-native-speaker"]
    assert text[finding.start : finding.end] == finding.text == "native English speaker"
    assert finding.replacements == ("fluent English speaker",)
    assert finding.severity is Severity.ERROR
    assert "29 CFR 1604.5" in finding.source


def test_a_title_alone_is_read_for_the_sex_it_names():
    assert "law-gendered-title" in check("Salesman\n\nWhat you do\n- Sell", "GB")
    assert not check("Clerk\n\nWhat you do\n- Report to the chairman", "GB")
    assert not check("Salesman\n\nWhat you do\n- Sell", "CA-ON")


def test_a_job_that_drives_may_ask_for_a_licence():
    assert "law-driving-licence" not in check("Clerk\n\nTasks\n- Driving clients home\n- A driver's license", "US-CA")
    assert "law-driving-licence" in check("Clerk\n\nTasks\n- Filing\n- A driver's license", "US-CA")


def test_only_a_federal_contractor_is_told_of_affirmative_action():
    text = "Clerk\n\nAbout us\nWe are an affirmative action employer."
    assert not check(text, "US")
    assert not check(text, "US", is_federal_contractor=False)
    assert set(check(text, "US", is_federal_contractor=True)) == {"law-affirmative-action"}
