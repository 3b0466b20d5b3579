"""What recruiters type, and what becomes of it. What must stay as it is comes first."""

import pytest

from ml.language.phrases import duty, is_plain_noun, lower_first, requirement, without_stop

DUTIES_THAT_STAY = [
    "look after up to 8 patients a night",
    "migrate the monolith to AWS",
    "listen to readers",
    "pair with a senior engineer",
    "help the regulatory return go in on time",
    "run two public consultations",
    "lead a team of 7 social workers",
    "sign off Section 47 enquiries",
    "book appointments in Dentally",
    "bring people into our care, day and night",
    "dial in the grinder every morning",
    "chat with regulars",
    "write labels people actually read",
    "report campaign results to the board each quarter",
    "price personal auto in 11 states",
    "process invoices",
    "climb and dismantle trees",
    "troubleshoot PLCs (Allen-Bradley)",
    "demo power tools",
    "PMs on 9 corrugators",
    "set ups on Swiss lathes",
    "trunking to Glasgow and back",
    "two recitals a year",
    "term base upkeep in memoQ",
    "post purchase invoices",
    "plan menus for the café",
    # an adjective, no verb
    "Good-looking front of house",
    # other languages, markup
    "accueillir les clients tardifs",
    "atender llamadas en español",
    "kompletacja zamówień",
    "Wartung und Reparatur von Transportern",
    "Diagnose mit VCDS",
    "रसोई की सफाई",
    "<script>x</script> answer the phone",
    "{{SALARY}} reports",
]
DUTIES = [
    # gerunds
    ("Managing the ward when the sister is off", "manage the ward when the sister is off"),
    ("supervising HCAs and students", "supervise HCAs and students"),
    ("building APIs in Python and Go", "build APIs in Python and Go"),
    ("hitting the sales target of £1.2m a year", "hit the sales target of £1.2m a year"),
    ("picking and packing up to 120 orders an hour", "pick and pack up to 120 orders an hour"),
    ("Planning, ordering and serving school meals", "plan, order and serve school meals"),
    ("reading applications and summarising them", "read applications and summarise them"),
    ("extracting and jarring honey", "extract and jar honey"),
    ("Cooking and cleaning", "cook and clean"),
    ("training staff", "train staff"),
    ("cleaning of rooms", "clean rooms"),
    ("labeling samples", "label samples"),
    ("proofreading for colleagues", "proofread for colleagues"),
    ("Managing the crèche", "manage the crèche"),
    ("Filling prescriptions for two résidences", "fill prescriptions for two résidences"),
    ("hand-feeding lambs", "hand-feed lambs"),
    # gerunds that are nouns, and stay so
    ("training materials", "take care of training materials"),
    ("building maintenance", "carry out building maintenance"),
    ("developing policies and training materials", "develop policies and training materials"),
    ("designing culverts and retaining walls", "design culverts and retaining walls"),
    ("testing & inspection to BS 7671", "carry out testing & inspection to BS 7671"),
    # the third person
    ("does the rota and the ordering", "do the rota and the ordering"),
    ("writes tests and reviews PRs", "write tests and review PRs"),
    ("Owns the marketing budget of £750,000", "own the marketing budget of £750,000"),
    ("mentors two junior physios", "mentor two junior physios"),
    ("checks drawings from 2 juniors", "check drawings from 2 juniors"),
    ("plans rotas and orders stock", "plan rotas and order stock"),
    ("handles orders and returns", "handle orders and returns"),
    ("reports to the head of finance", "report to the head of finance"),
    ("is the face of the company on the day", "be the face of the company on the day"),
    # how people open
    ("The postholder will draft briefings for councillors", "draft briefings for councillors"),
    ("You will manage the rota.", "manage the rota"),
    ("You manage the rota", "manage the rota"),
    ("To manage the rota", "manage the rota"),
    ("must be able to lift 50 lb", "be able to lift 50 lb"),
    ("this role involves managing a budget", "manage a budget"),
    ("responsible for a team of 14", "lead a team of 14"),
    ("Responsible for managing the budget", "manage the budget"),
    ("responsible for quotes and follow ups", "prepare quotes and follow ups"),
    ("being responsible for the running of the shop", "run the shop"),
    ("responsible for Leeds", "be responsible for Leeds"),
    # a thing without a verb
    ("medication rounds", "carry out medication rounds"),
    ("stock checks", "carry out stock checks"),
    ("market research", "carry out market research"),
    ("monthly leakage reports", "prepare monthly leakage reports"),
    ("minutes for the grants panel", "take minutes for the grants panel"),
    ("site visits to charities", "make site visits to charities"),
    ("nurse clinics", "run nurse clinics"),
    ("1:1 support for a child with autism", "provide 1:1 support for a child with autism"),
    ("50 calls a day about bills and meters", "handle 50 calls a day about bills and meters"),
    ("a caseload of 12 patients a day", "manage a caseload of 12 patients a day"),
    ("form tutor for year 9", "act as form tutor for year 9"),
    ("on-call rotation", "take part in the on-call rotation"),
    ("on-call 1 week in 6", "be on call 1 week in 6"),
    ("4 on 4 off nights", "work 4 on 4 off nights"),
    ("10 pm to 6 am, Sunday to Thursday", "work 10 pm to 6 am, Sunday to Thursday"),
    ("Terraform for 3 AWS accounts", "work with Terraform for 3 AWS accounts"),
    ("Preparation of the annual budget", "prepare the annual budget"),
    ("care of 6,000 textiles", "care for 6,000 textiles"),
    ("project management", "manage projects"),
    ("anaesthetic monitoring", "carry out anaesthetic monitoring"),
    ("dog and cat wards", "look after dog and cat wards"),
    ("queen rearing", "do queen rearing"),
    ("visual displays", "take care of visual displays"),
    ("key holder", "act as key holder"),
    ("safeguarding lead", "act as safeguarding lead"),
    ("weekend shifts", "work weekend shifts"),
    ("Attendance at weekly meetings", "attend weekly meetings"),
    ("Day-to-day management of the clinic", "take care of the day-to-day management of the clinic"),
    ("Support for teachers in class", "provide support for teachers in class"),
    ("works closely with designers", "work closely with designers"),
    ("building relationships with clients", "build relationships with clients"),
    ("We need someone who can fix bikes", "fix bikes"),
    ("phones", "answer phones"),
    ("line management of three cooks", "line-manage three cooks"),
]
SKILLS_THAT_STAY = [
    "NMC pin",
    "IV trained",
    "3+ years running a shop",
    "Python",
    "no more than 6 points",
    "a numerate degree",
    "studying computer science",
    "P.Eng.",
    "quiet place to work",
    "clear writing",
    "clean driving licence",
    "calm and kind manner",
    "knowledge of housing law",
    "lead generation",
    "record keeping",
    "report writing",
    "cash handling",
    "design skills",
    "use of CAD",
    "open to travel",
    "not allergic to stings",
    "iOS experience",
    "registered with the VCI",
    "experience marketing new homes",
]
SKILLS = [
    ("able to work weekends", "the ability to work weekends"),
    ("Must be able to drive", "the ability to drive"),
    ("can lift heavy boxes", "the ability to lift heavy boxes"),
    ("work weekends", "the ability to work weekends"),
    ("drive vans", "the ability to drive vans"),
    ("manage budgets", "the ability to manage budgets"),
    ("speaks Welsh", "the ability to speak Welsh"),
    ("writes clearly", "the ability to write clearly"),
    ("knows the building trade", "knowledge of the building trade"),
    ("loves animals", "a love of animals"),
    ("own PPE", "your own PPE"),
    ("patience!", "patience"),
    ("managing difficult conversations", "experience of managing difficult conversations"),
    ("worked in retail", "experience of working in retail"),
    ("2 years acute experience", "2 years of acute experience"),
    ("holds a forklift licence", "a forklift licence"),
    ("You will have a degree", "a degree"),
    ("must be 18 or over", "18 or over"),
    ("Someone who is good with people", "good with people"),
    ("Good communication skills.", "good communication skills"),
    ("must have a car", "a car"),
]


@pytest.mark.parametrize("text", DUTIES_THAT_STAY)
def test_a_duty_in_form_stays(text):
    assert duty(text) == text


@pytest.mark.parametrize(("text", "phrase"), DUTIES, ids=[text for text, _ in DUTIES])
def test_a_duty_becomes_a_phrase_behind_you_will(text, phrase):
    assert duty(text) == phrase


@pytest.mark.parametrize("text", SKILLS_THAT_STAY)
def test_a_skill_in_form_stays(text):
    assert requirement(text) == text


@pytest.mark.parametrize(("text", "phrase"), SKILLS, ids=[text for text, _ in SKILLS])
def test_a_skill_becomes_a_phrase_behind_you_have(text, phrase):
    assert requirement(text) == phrase


@pytest.mark.parametrize(("text", "phrase"), DUTIES, ids=[text for text, _ in DUTIES])
def test_a_duty_in_form_is_not_changed_again(text, phrase):
    assert duty(phrase) == phrase


@pytest.mark.parametrize("number", ["£1.2m", "400", "0.0005", "24"])
def test_numbers_are_never_lost(number):
    assert number in duty(f"responsible for {number} things")
    assert number in requirement(f"managed {number} things")


@pytest.mark.parametrize("text", ["lead the team", "answering calls", "You will drive a van", "responsible for stock"])
def test_a_phrase_with_a_verb_is_no_plain_noun(text):
    assert not is_plain_noun(text)


@pytest.mark.parametrize("text", ["medication rounds", "stock control", "phones", "training materials"])
def test_a_thing_alone_is_a_plain_noun(text):
    assert is_plain_noun(text)


@pytest.mark.parametrize(
    "text",
    ["Python and SQL", "NVQ level 3", "iPads", "A level teaching", "HubSpot", "Makaton", "C+E licence", "K8s", ""],
)
def test_names_keep_their_capitals(text):
    assert lower_first(text) == text


@pytest.mark.parametrize(
    ("text", "lowered"), [("Managing", "managing"), ("Patience", "patience"), ("The rota", "the rota")]
)
def test_ordinary_words_lose_theirs(text, lowered):
    assert lower_first(text) == lowered


@pytest.mark.parametrize("text", ["P.Eng.", "sales, marketing etc.", "and so on..", "B.Sc."])
def test_stops_that_belong_to_the_word_stay(text):
    assert without_stop(text) == text


@pytest.mark.parametrize(
    ("text", "shorter"), [("Drive vans.", "Drive vans"), ("Patience!", "Patience"), ("SQL;", "SQL"), (" a, ", "a")]
)
def test_other_stops_go(text, shorter):
    assert without_stop(text) == shorter


@pytest.mark.parametrize("text", ["", " ", ".", "-", "…", "🐝", "{verb}", "ing", "s", "&", ", ,", "the", "to", "of"])
def test_odd_texts_break_nothing(text):
    assert isinstance(duty(text), str)
    assert isinstance(requirement(text), str)
