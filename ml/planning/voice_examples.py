"""A line for each setting of a voice that shows what the setting does, made by the rules that write the drafts."""

from __future__ import annotations

from ml.contracts import Brief, Company, Language, Length, Person, SectionKind, Style, Tone
from ml.language.contractions import contract, expand
from ml.language.inflect import forms_of
from ml.language.replace import is_verb_rule
from ml.language.spelling import americanise
from ml.library.markup import sentence
from ml.planning.headings import heading_of
from ml.planning.opening import opening
from ml.planning.voice import Voice
from ml.wording import Avoided, Contractions, Stops

PERSON = "{You} {lead} a team of six and {answer} to {your} manager."
CONTRACTED = "You will work with people who do not give up."
SPELT = "Organise the programme of the centre and analyse its results"


def voice_examples(voice: Voice, *, company: str, tone: Tone) -> dict[str, str]:
    style = Style(tone, Length.STANDARD, voice.person, voice.language, voice.wording)
    values = voice.value_points(company)
    return {
        "person": sentence(PERSON, Person.POSTHOLDER if tone is Tone.FORMAL else voice.person),
        "spelling": americanise(SPELT) if voice.language is Language.EN_US else SPELT,
        "tone": heading_of(SectionKind.RESPONSIBILITIES, tone, voice.wording),
        "contractions": _contracted(voice.wording.contractions, tone),
        "stops": f"Answer the telephone{'.' if voice.wording.stops is Stops.ALWAYS else ''}",
        "names_itself": _opening(style, company or "The company"),
        "headings": heading_of(SectionKind.CONDITIONS, Tone.NEUTRAL, voice.wording),
        "exclamations": "Join a team that cares" + ("!" if voice.wording.exclamations else "."),
        "values": values[0].text if values else "",
    }


def _contracted(form: Contractions, tone: Tone) -> str:
    if form is Contractions.USE and tone is not Tone.FORMAL:
        return contract(CONTRACTED)
    if tone is Tone.FRIENDLY and form is Contractions.BY_TONE:
        return CONTRACTED.replace("You will", "You'll")
    return expand(CONTRACTED)


def _opening(style: Style, company: str) -> str:
    return opening(Brief(title="Cook", company=Company(name=company)), style)


def word_example(avoided: Avoided) -> str:
    """ "utilise, utilises, utilising, utilised -> use, uses, using, used"; empty without a replacement."""
    if not avoided.instead:
        return ""
    as_verb = is_verb_rule(avoided)
    old, new = (forms_of(phrase, as_verb=as_verb) for phrase in (avoided.word, avoided.instead[0]))
    pairs = dict(zip(old.values(), new.values(), strict=True))
    return f"{', '.join(pairs)} → {', '.join(pairs.values())}"
