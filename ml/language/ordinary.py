"""Ordinary words of postings: everything that stands in lower case in the library. A word outside may be a name."""

from __future__ import annotations

from functools import cache

from ml.language.text import words_of

#: Ordinary words that open what recruiters type and are rare in the library itself.
EXTRA = frozenset(
    """
    a an the good strong excellent basic advanced sound solid clear full clean valid current previous proven some
    confident friendly reliable flexible patience empathy resilience initiative enthusiasm teamwork leadership
    negotiation adaptability accuracy honesty punctuality numeracy literacy fluent spoken written verbal basic
    knowledge experience ability understanding degree diploma passion commitment willingness familiarity fluency
    communication organisation organization planning management marketing sales finance budgeting payroll term terms
    flair interest estate tree event grants travel community fitness personal private public general retail early
    mornings evenings weekends nights
    """.split()  # noqa: SIM905
)


@cache
def ordinary_words() -> frozenset[str]:
    from ml.library.lint import all_texts
    from ml.library.loader import default_library
    from ml.library.markup import plain

    said, cues, names = set(EXTRA), set[str](), set[str]()
    for profile in default_library().values():
        for _, text in all_texts(profile):
            words = words_of(plain(text))
            said.update(word for word in words if word.islower())
            names.update(word.lower() for word in words[1:] if not word.islower())
        typed = [item.cue for item in profile.responsibilities] + [item.cue for item in profile.requirements]
        cues.update(word for cue in typed for word in words_of(cue) if word.islower())
    # Cues are typed in plain letters, names too: "python" is no ordinary word, since statements write "Python".
    return frozenset(said | (cues - names))
