import pytest

from ml.language.casing import article


@pytest.mark.parametrize(
    "noun",
    """nurse|university lecturer|European buyer|one-off job|unit manager|union rep|user researcher|UX designer|uniform
    fitter|US buyer|STEM teacher|SCADA engineer|GP|PA|DevOps engineer|VP|Beekeeper""".replace("\n    ", " ").split("|"),
)
def test_a(noun):
    assert article(noun) == "a"


@pytest.mark.parametrize(
    "noun",
    """actuary|hourly cleaner|honorary fellow|HR adviser|MOT tester|NHS manager|SEO lead|X-ray technician|A&E nurse|iOS
    developer|IT lead|unpaid intern|umbrella maker|usher|8-wheeler driver|11 kV jointer|L&D partner|estate agent|
    uninsured driver|FE lecturer""".replace("\n    ", " ").split("|"),
)
def test_an(noun):
    assert article(noun.strip()) == "an"
