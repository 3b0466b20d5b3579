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
        "disabled people."
    ),
    "US": (
        "Alderbrook is an equal opportunity employer. All qualified applicants will receive consideration for "
        "employment without regard to race, color, religion, sex, sexual orientation, gender identity, national "
        "origin, age, disability, genetic information or protected veteran status."
    ),
}
BOILERPLATE_OF_DEPARTMENTS = {TECHNOLOGY: ABOUT_TECHNOLOGY}

ACCOMMODATION = {
    "": (
        "If you need an adjustment or another format at any stage, tell us and we will arrange it. "
        "Asking for one has no influence on our decision."
    ),
    "US": (
        "If you need a reasonable accommodation at any stage, tell us and we will arrange it. "
        "Asking for one has no influence on our decision."
    ),
}
PRIVACY_NOTICE = {
    "": (
        "We use what you send us to decide on your application, and for nothing else. Only the people who take part in "
        "this decision see it, and we delete it six months after the post is filled.\n"
        "You can ask at any time to see, correct or delete what we hold about you."
    ),
}
AI_NOTICE = {
    "": (
        "People read every application and people decide. No software ranks applicants here or turns them down; parts "
        "of this job description may have been drafted with software and were read by a person."
    ),
}
