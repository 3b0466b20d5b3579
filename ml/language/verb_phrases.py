"""What begins with a verb in any form, brought into base form with all the verbs that share its subject."""

from __future__ import annotations

import re

from ml.language.verbs import forms, lexicon
from ml.language.wordlists import verb_of_head, words

AND = frozenset({"and", "or", "&"})
#: Words in -ly that open a duty and are no adverb of a verb.
NOT_ADVERBS = frozenset(
    ["daily", "weekly", "monthly", "quarterly", "yearly", "hourly", "family", "friendly", "early", "only", "supply"]
    + ["reply", "apply", "rely", "multiply", "assembly", "nightly", "elderly"]
)
#: Behind these words an -ing form belongs to them and not to the first verb.
FREEZE = frozenset(["including", "include", "includes", "such", "as", "like", "by"])
BEFORE_GERUND = frozenset(
    ["of", "for", "from", "with", "in", "on", "about", "at", "without", "before", "after", "when"]
)
#: In front of an -ing form these make an adjective: "good-looking", "long-lasting".
ADJECTIVES = frozenset(["good", "hard", "long", "easy", "far", "forward", "free", "high", "low", "well", "ever"])
#: Nouns without a plural that are the object of a verb rather than the head of a compound.
MASS = frozenset(
    [
        "staff",
        "people",
        "children",
        "stock",
        "data",
        "equipment",
        "feedback",
        "mail",
        "cash",
        "money",
        "food",
        "furniture",
    ]
    + [
        "waste",
        "traffic",
        "information",
        "software",
        "clothing",
        "livestock",
        "cattle",
        "timber",
        "concrete",
        "evidence",
    ]
    + [
        "content",
        "coffee",
        "bread",
        "code",
        "freight",
        "goods",
        "material",
        "music",
        "physics",
        "maths",
        "english",
        "women",
    ]
    + ["men", "ground", "lunch", "breakfast", "dinner", "hair", "supplies", "pupils", "honey", "milk", "menus"]
)


def verb_phrase(text: str, *, gerunds_only: bool = False) -> str:
    """The text with its verbs in base form, or nothing if it does not begin with a verb."""
    tokens = text.split()
    adverb = ""
    if len(tokens) > 1 and tokens[0].lower().endswith("ly") and tokens[0].lower() not in NOT_ADVERBS:
        adverb, tokens = tokens[0].lower() + " ", tokens[1:]
    if not tokens:
        return ""
    first = _bare(tokens[0])
    comma = "," if tokens[0].endswith(",") else ""
    if first.endswith("ing") and first not in lexicon():
        return _from_gerund(adverb, tokens, comma)
    if gerunds_only:
        return ""
    if first in lexicon() and is_verb_in_base(tokens):
        return adverb + " ".join([first + comma, *tokens[1:]])
    base = forms().get(first)
    if base and _is_verb_in_third(tokens, base):
        return adverb + " ".join([base + comma, *_bases(tokens[1:], gerund=False, after=comma)])
    return ""


def _from_gerund(adverb: str, tokens: list[str], comma: str) -> str:
    base = _base_of_gerund(tokens[0])
    if not base or not _is_verb_in_ing(tokens):
        return ""
    rest = tokens[1:]
    if rest and rest[0].lower() == "of":  # "cleaning of rooms"
        return adverb + " ".join([base, *rest[1:]])
    return adverb + " ".join([base + comma, *_bases(rest, gerund=True, after=comma)])


def _bare(token: str) -> str:
    return token.lower().strip(",;:()")


def _base_of_gerund(token: str) -> str:
    word = _bare(token)
    prefix, _, last = word.rpartition("-")
    base = forms().get(word) or forms().get(last, "")
    if word in forms() or not prefix:
        return base
    return f"{prefix}-{base}" if base and prefix not in ADJECTIVES else ""


def follows_verb(tokens: list[str]) -> bool:
    return len(tokens) > 1 and (
        _bare(tokens[1]) in words("after_verb") or tokens[1][0].isdigit() or tokens[1][0] in "£$€"
    )


def _has_determiner(tokens: list[str]) -> bool:
    return len(tokens) > 1 and (
        _bare(tokens[1]) in words("determiners") or tokens[1][0].isdigit() or tokens[1][0] in "£$€"
    )


def head_of(tokens: list[str]) -> str:
    """The last word of the first noun group: "playground duty on Mondays" -> "duty"."""
    head = ""
    for position, token in enumerate(tokens):
        word = _bare(token)
        if word in AND or (word in words("prepositions") and position) or re.match(r"[(–—/-]", token):
            break
        if not (word in {"a", "an", "each", "every", "per"} and position):
            head = word
        else:
            break
        if token.endswith((",", ";", ":")):
            break
    return head


def _is_plural(word: str) -> bool:
    return word in MASS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def is_verb_in_base(tokens: list[str]) -> bool:
    """Is the first word, a base form, a verb here ("lead teams") and not a noun ("lead generation")?"""
    first, following = _bare(tokens[0]), _bare(tokens[1]) if len(tokens) > 1 else ""
    if tokens[0].endswith(","):
        return following in lexicon()
    if following == "of" or (first, following) == ("support", "for"):
        return False
    can_be_noun = first in words("verb_first") or first in words("noun_first")
    if not can_be_noun:
        return True
    if following in AND:
        return len(tokens) > 2 and _bare(tokens[2]) in lexicon() and is_verb_in_base(tokens[2:])
    if follows_verb(tokens):
        is_object = _has_determiner(tokens) or first in words("verb_first")
        return is_object or f"{first}:{following}" in words("verb_with") or following not in words("prepositions")
    head = head_of(tokens[1:])
    if first in words("verb_first"):
        return _is_plural(head) or _is_plural(following)
    return _is_plural(head) and head not in verb_of_head() and head not in words("compound_heads")


def _is_verb_in_third(tokens: list[str], base: str) -> bool:
    """Is the first word, in -s, a verb ("checks drawings") and not a plural ("checks on site")?"""
    following = _bare(tokens[1]) if len(tokens) > 1 else ""
    can_be_noun = base in words("verb_first") or base in words("noun_first")
    if tokens[0].endswith(","):
        return following in forms() and not following.endswith("ing") and len(tokens) > 2
    if following in AND:
        third = _bare(tokens[2]) if len(tokens) > 3 else ""
        return third in forms() and third.endswith("s") and _is_verb_in_third(tokens[2:], forms()[third])
    if not can_be_noun:
        return following != "of"
    is_adverb = following.endswith("ly") and following not in NOT_ADVERBS
    if _has_determiner(tokens) or is_adverb or f"{base}:{following}" in words("verb_with"):
        return True
    if not following or following in words("prepositions"):
        return False
    return _bare(tokens[0]) not in words("plural_modifiers")


def _is_verb_in_ing(tokens: list[str]) -> bool:
    """Is the first word, in -ing, a verb ("training staff") and not part of a noun ("training materials")?"""
    first, following = _bare(tokens[0]), _bare(tokens[1]) if len(tokens) > 1 else ""
    if not following:
        return False
    if tokens[0].endswith(","):
        return following.endswith("ing") and bool(_base_of_gerund(following))
    if following in AND:
        third = tokens[2] if len(tokens) > 2 else ""
        return third.lower().endswith("ing") and bool(_base_of_gerund(third) or _guessed_base(third))
    if head_of(tokens[1:]) in words("role_nouns") and len(tokens) == 2:  # "safeguarding lead"
        return False
    if first in words("noun_gerunds"):
        if following == "for":
            return False
        return follows_verb(tokens) or following == "of" or head_of(tokens[1:]) not in words("compound_heads")
    return True


def _guessed_base(token: str) -> str:
    """The base of an -ing form that the lexicon lacks: "jarring" -> "jar"."""
    stem = _bare(token).removesuffix("ing")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if re.search(r"(?:[^aeiou][aiou][tzv]|[cvsu]|is|dg)$", stem) else stem


def _bases(tokens: list[str], *, gerund: bool, after: str) -> list[str]:
    """Bring the verbs coordinated with the first ("..., ordering stock and training staff") into the same form."""
    done: list[str] = []
    frozen = False
    for position, token in enumerate(tokens):
        bare = _bare(token)
        frozen = frozen or bare in FREEZE or (bare in BEFORE_GERUND and _next_is_gerund(tokens, position))
        before = done[-1].lower() if done else after
        joined = before.endswith(",") or before in AND
        if joined and not frozen:
            token = _in_base(tokens[position:], gerund=gerund, direct=position <= 1)
        done.append(token)
    return done


def _in_base(tokens: list[str], *, gerund: bool, direct: bool) -> str:
    """The first token in base form if it is a further verb of the phrase; `direct`: right behind the first verb."""
    token, bare = tokens[0], _bare(tokens[0])
    base = ""
    if gerund and bare.endswith("ing"):
        alone = len(tokens) == 1 or token.endswith(",")
        if direct or (alone and bare not in words("noun_gerunds")) or (not alone and _is_verb_in_ing(tokens)):
            base = _base_of_gerund(token) or (_guessed_base(token) if direct else "")
    elif not gerund and not bare.endswith("ing"):
        known = forms().get(bare, "")
        base = known if known and _is_verb_in_third(tokens, known) and len(tokens) > 1 else ""
    return token.lower().replace(bare, base, 1) if base else token


def _next_is_gerund(tokens: list[str], position: int) -> bool:
    return position + 1 < len(tokens) and _bare(tokens[position + 1]).endswith("ing")
