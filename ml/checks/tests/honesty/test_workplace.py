from ml.checks.honesty.workplace import check_workplace
from ml.checks.tests.postings import POSTING, found_by, with_line
from ml.contracts import WorkplaceType


def test_what_can_both_be_true_stays():
    for line in (
        "Remote villages are part of the round, and the job is on site",
        "Two days a week remote, three days in our office",
        "This job is not fully remote; the role is on-site",
        "Fully remote, with a meeting in person each spring",
        "Care for fully remote sensors",
    ):
        assert found_by(check_workplace, with_line(line)) == [], line
    for kind in WorkplaceType:
        assert found_by(check_workplace, POSTING, workplace_type=kind) == []


def test_remote_and_on_site_at_once_are_told():
    (finding,) = found_by(check_workplace, with_line("This role is fully remote. You are in the office: on-site only."))
    assert finding.text == "on-site only"
    assert "fully remote" in finding.reason


def test_the_text_may_not_say_another_workplace_than_the_job_has():
    remote, on_site = with_line("A fully remote role"), with_line("This position is on-site")
    assert found_by(check_workplace, remote, workplace_type=WorkplaceType.REMOTE) == []
    assert found_by(check_workplace, on_site, workplace_type=WorkplaceType.ONSITE) == []
    for text, kind in ((remote, WorkplaceType.ONSITE), (remote, WorkplaceType.HYBRID), (on_site, WorkplaceType.REMOTE)):
        (finding,) = found_by(check_workplace, text, workplace_type=kind)
        assert kind.value in finding.reason
