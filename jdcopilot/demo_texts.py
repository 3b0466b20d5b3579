"""The words of the demo company, an employer that does not exist. Everything in them is a fact that can be checked."""

from __future__ import annotations

COMPANY = "Alderbrook"
TECHNOLOGY = "Technology"
DEPARTMENTS = (
    "Care and Health",
    "Catering and Hospitality",
    "Customer Service",
    "Facilities",
    "Finance",
    "Logistics",
    "People",
    TECHNOLOGY,
)

ABOUT = (
    "Alderbrook runs health centres, care homes and day services in twelve towns. About 1,400 people work with us: "
    "nurses and cooks, drivers and electricians, accountants and software developers.\n"
    "We have been owned by a charitable trust since 1987. What we earn goes back into the places we run."
)
ABOUT_TECHNOLOGY = (
    "Alderbrook runs health centres, care homes and day services in twelve towns. Our technology team of 34 builds and "
    "looks after the software they work with, from rotas to patient records.\n"
    "We have been owned by a charitable trust since 1987. What we earn goes back into the places we run."
)
BENEFITS = "\n".join(
    (
        "27 days of paid holiday a year, plus public holidays",
        "An employer pension contribution of 8% of your salary",
        "Full pay for up to 12 weeks of sickness after six months with us",
        "16 weeks of parental leave on full pay, for every new parent",
        "Five paid days a year for training that you choose with your manager",
        "A season ticket loan without interest, and a bicycle scheme",
    )
)
#: By country; the empty one is for all other countries.
EQUAL_OPPORTUNITY = {
    "": (
        "We decide on what the role needs, and on nothing else. We welcome applications from people of every age, "
        "sex, gender identity, ethnic origin, religion or belief, sexual orientation and family situation, and from "
        "disabled people.\n"
        "If you need an adjustment or another format at any stage, tell us and we will arrange it."
    ),
    "US": (
        "Alderbrook is an equal opportunity employer. All qualified applicants will receive consideration for "
        "employment without regard to race, color, religion, sex, sexual orientation, gender identity, national "
        "origin, age, disability, genetic information or protected veteran status.\n"
        "If you need an accommodation at any stage, tell us and we will arrange it."
    ),
}
BOILERPLATE_OF_DEPARTMENTS = {TECHNOLOGY: ABOUT_TECHNOLOGY}

#: The structure of a job description here. An empty heading leaves it to the tone of the brief.
SECTIONS = [
    {"kind": kind, "heading": "", "locked": locked, "guidance": guidance}
    for kind, locked, guidance in (
        ("summary", False, "Two or three sentences: what the person will do, for whom, and why it matters."),
        ("responsibilities", False, "Five to eight things, the most frequent first, each beginning with a verb."),
        ("first_90_days", False, "What will be done by then, so that both sides can tell."),
        ("required", False, "Only what nobody could start without; each thing more keeps good people from applying."),
        ("nice_to_have", False, "What can be learnt on the job."),
        ("conditions", False, "Place, hours, shifts, travel."),
        ("pay", True, "The range that will be paid. Comes from the brief and is never written by an engine."),
        ("benefits", True, "Company text."),
        ("about", True, "Company text."),
        ("equal_opportunity", True, "Company text."),
    )
]
