"""How the tests of a rule of language read what it says."""

from __future__ import annotations

from ml.checks import Context, read_subject


def findings_of(check, text, **context):
    subject = read_subject(text, Context(**context))
    findings = list(check(subject))
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.reason.endswith((".", "applies."))
        assert finding.source
        assert len(finding.replacements) <= 3
    return findings


def assert_silent(check, texts, **context):
    for text in texts:
        assert findings_of(check, text, **context) == [], text


def assert_becomes(check, pairs):
    """Each text has one finding, and its first replacement makes the other text of it."""
    for text, expected in pairs:
        findings = findings_of(check, text)
        assert len(findings) == 1, text
        finding = findings[0]
        assert text[: finding.start] + finding.replacements[0] + text[finding.end :] == expected, text


def assert_marks(check, pairs):
    """Each text has one finding, of these words, which can only be taken out or said anew; its reason says so."""
    for text, words in pairs:
        findings = findings_of(check, text)
        assert len(findings) == 1, text
        finding = findings[0]
        assert (finding.text, finding.replacements) == (words, ()), text
        assert any(way in finding.reason for way in (" say ", "take ", " name ", " leave ", " ask ")), text
