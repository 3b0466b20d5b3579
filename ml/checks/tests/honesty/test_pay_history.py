from dataclasses import replace

from ml.checks import PastPay
from ml.checks.honesty.pay_history import check_pay_history
from ml.checks.tests.postings import POSTING, found_by
from ml.contracts import Pay, PayPeriod

PAY = Pay(28_000, 34_000, "GBP", PayPeriod.YEAR)
PAST = PastPay(28_000, 34_000, 31_500, 7, "GBP", PayPeriod.YEAR)


def test_pay_within_the_range_or_that_cannot_be_compared_stays():
    for pay in (
        PAY, Pay(29_000, 33_000, "GBP", PayPeriod.YEAR), Pay(min=30_000, currency="GBP", period=PayPeriod.YEAR), None,
        replace(PAY, min=1_000, currency="EUR"), Pay(15, 60, "GBP", PayPeriod.HOUR),
    ):  # fmt: skip
        assert found_by(check_pay_history, POSTING, pay=pay, past_pay=PAST) == [], pay
    assert found_by(check_pay_history, POSTING, pay=PAY) == []


def test_pay_beyond_either_end_is_told():
    for pay, words in ((replace(PAY, min=20_000), "20,000"), (replace(PAY, max=340_000), "340,000")):
        (finding,) = found_by(check_pay_history, POSTING, pay=pay, past_pay=PAST)
        assert words in finding.reason
        assert "7 earlier descriptions" in finding.reason
        assert "28,000 to 34,000, in the middle 31,500" in finding.reason
        assert finding.text.startswith("£29,000")


def test_where_no_line_names_it_the_whole_text_is_meant():
    text = POSTING.replace("£29,000 to £33,000 a year", "A wage")
    (finding,) = found_by(check_pay_history, text, pay=replace(PAY, min=20_000), past_pay=PAST)
    assert finding.is_of_whole_text
