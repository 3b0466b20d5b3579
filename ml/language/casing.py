"""Capitals and articles: what may be written small in the middle of a sentence, and "a" or "an" in front of a noun."""

from __future__ import annotations

import re

from ml.language.verbs import forms, lexicon

#: Written with a vowel and spoken with a consonant, or the other way round.
AN = re.compile(r"(?i)^(?:hour|honest|honou?r|heir|8|11\b|18\b)")
A = re.compile(r"(?i)^(?:uni(?!n|m|g|d(?!ir))|use|usa[bg]|user|usual|util|eu|ewe|one\b|once|ubiq|uk|us\b|ufo|ukul)")
#: Letters whose names begin with a vowel sound: an HR adviser, an MOT tester, an X-ray technician.
SPELT = frozenset("AEFHILMNORSX")
#: Abbreviations that are spoken as words.
SPOKEN = frozenset(
    {"STEM", "STEAM", "NATO", "NASA", "LEGO", "SCADA", "LOLER", "RADA", "FIFA", "SEN", "SIM", "NICU", "SAP", "SOC"}
)


def article(noun: str) -> str:
    word = re.split(r"[\s/]", noun.strip(), maxsplit=1)[0]
    letters = re.split(r"[-&.]", word)[0]
    if AN.match(word):
        return "an"
    if letters.isupper() and letters.upper() not in SPOKEN:
        return "an" if letters[0] in SPELT else "a"
    if A.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" else "a"


def lower_first(text: str) -> str:
    """Lower-case the first letter of an ordinary word; names, abbreviations and single letters keep theirs."""
    first, _, rest = text.partition(" ")
    bare = re.sub(r"[^\w'’-]", "", first)
    if len(bare) < 2 or not bare[0].isupper() or any(letter.isupper() for letter in bare[1:]) or rest[:1].isdigit():
        return text
    if any(letter.isdigit() for letter in bare) or not is_ordinary(bare.lower()):
        return text
    return text[:1].lower() + text[1:]


def is_ordinary(word: str) -> bool:
    from ml.language.ordinary import ordinary_words

    return word in lexicon() or word in forms() or word in ordinary_words()
