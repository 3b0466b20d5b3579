"""From a company's own postings to proposals for its voice."""

from __future__ import annotations

from collections.abc import Sequence

from ml.documents import Document
from ml.voice_learning.evidence import Report, Setting, find
from ml.voice_learning.measures import own_lines, sentences_of, votes_of
from ml.voice_learning.recurring import company_text, own_phrases, usual_sections

FEWEST, MOST = 3, 25


class LearningError(ValueError):
    """Postings that nothing can be learnt from; the message is for the person who gave them."""


def learn_voice(documents: Sequence[Document], *, company: str = "") -> Report:
    """Measure 3 to 25 postings. The report proposes; a person decides."""
    if len(documents) < FEWEST:
        raise LearningError(f"{len(documents)} postings are too few to see a habit in. Give at least {FEWEST}.")
    if len(documents) > MOST:
        raise LearningError(f"{len(documents)} postings are more than needed. Give {MOST} at most; ten show the same.")
    votes = [votes_of(document, company) for document in documents]
    boilerplate = company_text(documents)
    return Report(
        postings=len(documents),
        findings=tuple(find(setting, [vote[setting] for vote in votes]) for setting in Setting),
        sentence_words=_sentence_words(documents),
        habits=usual_sections(documents),
        boilerplate=boilerplate,
        phrases=own_phrases(documents, boilerplate),
    )


def _sentence_words(documents: Sequence[Document]) -> float:
    lengths = [
        len(part.split()) for document in documents for line in own_lines(document) for part in sentences_of(line)
    ]
    return round(sum(lengths) / len(lengths), 1) if lengths else 0.0
