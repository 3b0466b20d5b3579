"""Is it easily read: sentences, verbs, and the whole. English only; of another language nothing is said."""

from ml.checks.readability.long_sentences import check_long_sentences
from ml.checks.readability.nominalisation import check_nominalisation
from ml.checks.readability.passive import check_passive
from ml.checks.readability.passive_share import check_passive_share
from ml.checks.readability.reading_ease import check_reading_ease
from ml.checks.readability.required_to import check_required_to
from ml.checks.readability.responsible_for import check_responsible_for

RULES = (
    check_long_sentences,
    check_nominalisation,
    check_responsible_for,
    check_required_to,
    check_passive,
    check_passive_share,
    check_reading_ease,
)
