from ml.checks.structure.must_haves import check_must_haves
from ml.checks.tests.postings import found_by


def list_of(count, heading):
    return "# Baker\n\n## {}\n{}\n".format(heading, "\n".join(f"- Skill {n}" for n in range(1, count + 1)))


def test_ten_can_be_weighed_and_others_are_no_musts():
    for text in (
        list_of(10, "Requirements"),
        list_of(14, "What you will do"),
        list_of(14, "Nice to have"),
        list_of(14, "Benefits"),
        f"{list_of(8, 'Requirements')}In return you get\n" + "- A loaf\n" * 6,
    ):
        assert found_by(check_must_haves, text) == []


def test_the_eleventh_is_named():
    (finding,) = found_by(check_must_haves, list_of(14, "Requirements"))
    assert finding.text == "Skill 11"
    assert "11 of 14" in finding.reason
