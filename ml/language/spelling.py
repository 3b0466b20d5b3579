"""American spelling of the library's British sentences, by rule. People's own words are never respelt."""

from __future__ import annotations

import re

#: organise -> organize, labour -> labor: the stems to which the two rules apply.
IZE = (
    "anonym|apolog|author|categor|central|character|computer|custom|digit|emphas|energ|"
    "familiar|final|formal|galvan|harmon|hospital|immun|incentiv|initial|item|legal|local|maxim|memor|minim|mobil|modern|normal|optim|organ|palet|personal|priorit|"
    "rational|real|recogn|scrutin|social|special|stabil|standard|steril|strateg|subsid|summar|sanit|symbol|synchron|"
    "synthes|util|visual"
)
OR = "arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|savi|vap|vig"
IZE_RULE = re.compile(rf"\b(re|de|dis|un|)({IZE})is(e|es|ed|ing|ation|ations|er|ers|able)\b", re.IGNORECASE)
OR_RULE = re.compile(rf"\b(dis|mis|)({OR})our(\w*)\b", re.IGNORECASE)
#: British:American for what no rule covers.
PAIRS = dict(
    pair.split(":")
    for pair in """
    acknowledgement:acknowledgment ageing:aging aluminium:aluminum amongst:among anaesthetic:anesthetic
    analyse:analyze analysed:analyzed analysing:analyzing artefact:artifact artefacts:artifacts cancelled:canceled
    cancelling:canceling catalogue:catalog catalogued:cataloged catalogues:catalogs cataloguing:cataloging
    centre:center centred:centered centres:centers channelling:channeling cheque:check cheques:checks
    counselling:counseling counsellor:counselor counsellors:counselors defence:defense diarrhoea:diarrhea enrol:enroll
    enrolment:enrollment enrols:enrolls fibre:fiber fibres:fibers fuelled:fueled fuelling:fueling fulfil:fulfill
    fulfilment:fulfillment fulfils:fulfills grey:gray gynaecology:gynecology haemorrhage:hemorrhage
    instalment:installment instalments:installments jewellery:jewelry judgement:judgment kerb:curb kerbs:curbs
    labelled:labeled labelling:labeling levelling:leveling licence:license licences:licenses
    enquiries:inquiries enquiry:inquiry learnt:learned maths:math
    nappies:diapers nappy:diaper paediatrics:pediatrics trolley:cart trolleys:carts
    litre:liter litres:liters lorries:trucks lorry:truck manoeuvre:maneuver manoeuvres:maneuvers
    manoeuvring:maneuvering metre:meter metres:meters modelled:modeled modeller:modeler modelling:modeling mould:mold
    moulds:molds neighbourhood:neighborhood neighbourhoods:neighborhoods offence:offense orthopaedic:orthopedic
    paediatric:pediatric plough:plow practise:practice practised:practiced practises:practices practising:practicing
    programme:program programmes:programs rota:schedule rotas:schedules sceptical:skeptical signalling:signaling
    skilful:skillful specialities:specialties speciality:specialty storey:story storeys:stories theatre:theater
    theatres:theaters totalling:totaling towards:toward travelled:traveled traveller:traveler travelling:traveling
    trialled:trialed trialling:trialing tyre:tire tyres:tires whilst:while
    """.split()
)
#: What differs in more than a word's letters.
PHRASES = (
    (re.compile(r"\b([Ee])xperience of (?=[a-z-]+ing\b)"), r"\1xperience "),
    (re.compile(r"\b([Ee])xperience of (?=[a-z])"), r"\1xperience with "),
    (re.compile(r"\bdriving licence\b"), "driver's license"),
    (re.compile(r"\b([Aa])n enquiry\b"), r"\1n inquiry"),
)
WORD = re.compile(r"[A-Za-z]+")


def americanise(text: str) -> str:
    for pattern, replacement in PHRASES:
        text = pattern.sub(replacement, text)
    text = OR_RULE.sub(r"\1\2or\3", IZE_RULE.sub(r"\1\2iz\3", text))
    return WORD.sub(lambda match: _swap(match[0]), text)


def _swap(word: str) -> str:
    american = PAIRS.get(word.lower(), "")
    if not american:
        return word
    return american.capitalize() if word[0].isupper() else american
