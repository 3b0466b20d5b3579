from ml.checks.specificity.generic_lines import check_generic_lines
from ml.checks.tests.postings import POSTING, found_by


def test_one_telling_word_keeps_a_line():
    for line in (
        "Excellent communication skills with patients who are anxious",
        "Flexible working",
        "You communicate in Welsh and English",
        "Able to work under pressure at 200 bar",
        "Other duties in the nursery",
        "Competitive salary of £30,000",
        "You have caring responsibilities",
        "Organise the archive",
        "A team of five",
        "Innovative new roles",
        "Time management software",
        "We work with committed volunteers",
        "Dynamic analysis of bridges",
        "You learn quickly and well",
        "Experience of problem solving on a production line",
    ):
        assert found_by(check_generic_lines, f"- {line}\n") == [], line


def test_headings_legal_lines_and_other_languages_stay():
    for text in (
        POSTING,
        "Communication skills\n\nYou write to farmers.\n",
        "## Equal opportunity\nWe are committed to being flexible.\n",
        "- Kommunikation und Flexibilität mit der Gruppe\n",
    ):
        assert found_by(check_generic_lines, text) == [], text


def test_a_line_that_fits_any_job_is_named():
    for line in (
        "Excellent communication skills, both written and verbal",
        "Ability to work under pressure and to meet tight deadlines.",
        "Be a strong team player",
        "Highly motivated and enthusiastic",
        "Any other duties as required by the line manager",
        "Strong organisational and time management skills",
        "Competitive salary and great benefits",
        "Self-motivated, with a can-do attitude",
        "Good attention to detail",
    ):
        (finding,) = found_by(check_generic_lines, f"- {line}\n")
        assert finding.text == line


def test_it_is_found_inside_a_paragraph():
    text = "You bake for forty cafés. You are a reliable and flexible team player. You start at five.\n"
    (finding,) = found_by(check_generic_lines, text)
    assert finding.text == "You are a reliable and flexible team player."
