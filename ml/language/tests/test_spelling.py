import pytest

from ml.language.spelling import americanise

STAY = """
our hour hours your four pour flour tour course source resource court journey advise advise supervise exercise promise
franchise enterprise expertise premise precise concise otherwise likewise revise rise raise praise noise merchandise
advertise comprise compromise devise disguise improvise surprise televise wise cruise bruise arise size prize
called calling filled filling rolling selling controlled controlling installing enrolling patrolling spelling willing
practice license program center color behavior meter gray check tire story holiday fence pence sentence hence absence
presence reference science difference evidence influence experience audience conference four
detour contour glamour troubadour outpour scour sour devour paramour
"""
CHANGE = """
organise organize|organisation organization|prioritising prioritizing|recognises recognizes|specialised specialized|
colour color|colourful colorful|behaviour behavior|favourite favorite|labour labor|neighbouring neighboring|
centre center|metres meters|catalogue catalog|programme program|analyse analyze|licence license|practise practice|
travelled traveled|labelling labeling|counsellor counselor|tyre tire|cheque check|grey gray|jewellery jewelry|
paediatrics pediatrics|orthopaedic orthopedic|judgement judgment|fulfil fulfill|enrolment enrollment|maths math|
rota schedule|rotas schedules|enquiry inquiry|enquiries inquiries|anonymised anonymized|computerised computerized|
whilst while|towards toward|skilful skillful|lorry truck|nappies diapers|Programme Program|Colour Color
"""


@pytest.mark.parametrize("word", sorted(set(STAY.split())))
def test_words_that_are_american_already_stay(word):
    assert americanise(word) == word


@pytest.mark.parametrize(
    ("british", "american"), [pair.split() for pair in CHANGE.strip().replace("\n", "").split("|")]
)
def test_british_words_change(british, american):
    assert americanise(british) == american


@pytest.mark.parametrize(
    "text", ["experience of", "an experience of Wales", "work experience in retail", "driving a lorry-free route"[:9]]
)
def test_phrases_that_stay(text):
    assert americanise(text) == text


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("experience of leading a team", "experience leading a team"),
        ("Experience of legal work", "Experience with legal work"),
        ("a full driving licence", "a full driver's license"),
    ],
)
def test_phrases_that_change(british, american):
    assert americanise(british) == american


def test_it_is_the_same_the_second_time():
    words = " ".join(pair.split()[0] for pair in CHANGE.strip().replace("\n", "").split("|"))
    assert americanise(americanise(words)) == americanise(words)
