"""Ordinary words of postings: everything that stands in lower case in the library. A word outside may be a name."""

from __future__ import annotations

from functools import cache

from ml.language.text import words_of

#: Ordinary words that open what recruiters type and are rare in the library itself.
EXTRA = frozenset(
    """a an the good strong excellent basic advanced sound solid clear full clean valid current previous proven some
    confident friendly reliable flexible patience empathy resilience initiative enthusiasm teamwork leadership
    negotiation adaptability accuracy honesty punctuality numeracy literacy fluent spoken written verbal basic
    knowledge experience ability understanding degree diploma passion commitment willingness familiarity
    communication organisation organization planning management marketing sales finance budgeting payroll""".split()
)


@cache
def ordinary_words() -> frozenset[str]:
    from ml.library.lint import all_texts
    from ml.library.loader import default_library
    from ml.library.markup import plain

    words = set(EXTRA)
    for profile in default_library().values():
        for _, text in all_texts(profile):
            words.update(word for word in words_of(plain(text))[1:] if word.islower())
        for item in (*profile.responsibilities, *profile.requirements):
            words.update(word for word in words_of(item.cue) if word.islower())
    return frozenset(words)
