"""Words that name a man or a woman for a job that is open to everybody: chairman, waitress, manpower.

Bem and Bem 1973 and Stout and Dasgupta 2011: readers of the other sex show less interest and feel less addressed.
Sister, matron and midwife are grades of nursing, ombudsman is an office, and stay; so does a word whose partner stands
beside it, as in waiter/waitress.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.quiet import lowered, sentence_around
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject

PARTNERS = dict(
    pair.split("/")
    for pair in """
    woman/man women/men man/woman men/women barman/barmaid barmaid/barman barmen/barmaids barmaids/barmen actress/actor
    actresses/actors waitress/waiter waitresses/waiters stewardess/steward stewardesses/stewards hostess/steward
    hostesses/stewards seamstress/tailor salesgirl/salesboy bellboy/bellgirl
    """.split()
)


def check_gendered_words(subject: Subject) -> Iterator[Finding]:
    return (
        finding for finding in find_terms(subject, "gendered_words") if not _stands_beside_partner(subject, finding)
    )


def _stands_beside_partner(subject: Subject, finding: Finding) -> bool:
    begin, end = sentence_around(subject.text, finding.start, finding.end)
    sentence, noun = lowered(subject.text)[begin:end], finding.text.lower().split()[-1]
    return any(
        noun.endswith(ours) and noun.removesuffix(ours) + theirs in sentence for ours, theirs in PARTNERS.items()
    )
