"""Does it promise and ask what is meant: years, degrees, contradictions, pay."""

from ml.checks.honesty.degree import check_degree
from ml.checks.honesty.junior_with_years import check_junior_with_years
from ml.checks.honesty.no_experience import check_no_experience
from ml.checks.honesty.pay_history import check_pay_history
from ml.checks.honesty.workplace import check_workplace
from ml.checks.honesty.years import check_years

RULES = (check_years, check_junior_with_years, check_no_experience, check_workplace, check_degree, check_pay_history)
