"""A duty said in the passive: "you will be required to lead" is "you will lead"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.readability.plain_english import readability_rule, sentences_of
from ml.checks.subject import Subject

RULE = readability_rule("required-to")
PERSON = (
    r"(?:\byou|\bthey|\bs?he|\bcandidates?|\bapplicants?|\bpost[ -]?holders?|\bjob ?holders?|\bemployees?|"
    r"\bincumbents?|\bappointees?)"
)
#: "will be required to" -> "will"; only behind a person: "a licence will be required to drive" says something else.
#: What applicants owe before they start, such as a check or proof of identity, is no duty of the job.
MODAL = re.compile(
    rf"(?i:{PERSON} (?:also |then |therefore )?)"
    r"(?P<said>(?P<modal>will|would) (?:also )?be (?:required|expected|called upon) to)"
    r"(?= (?!(?:be|have|hold|possess|undergo|sign|pay|apply|submit|present|attend|wear|pass)\b)[a-z]+)"
    r"(?! (?:provide|produce|show|give|complete|bring)\b[^.]{0,60}"
    r"\b(?:proof|evidence|documents?|references?|forms?|checks?)\b)"
)


def check_required_to(subject: Subject) -> Iterator[Finding]:
    for sentence in sentences_of(subject):
        for found in MODAL.finditer(sentence.text):
            place = subject.part(sentence.start + found.start("said"), sentence.start + found.end("said"))
            instead = f"{found['modal']} also" if " also " in found["said"] else found["modal"]
            yield RULE.at(place, f"“{instead}” says the same in fewer words.", (instead,))
