"""What a company's own postings show of its voice: measured, quoted, proposed, never applied."""

from ml.voice_learning.evidence import Finding, Habit, Recurring, Report, Setting
from ml.voice_learning.learn import FEWEST, MOST, LearningError, learn_voice
from ml.voice_learning.rendering import report_to_dict, report_to_text

__all__ = [
    "FEWEST",
    "MOST",
    "Finding",
    "Habit",
    "LearningError",
    "Recurring",
    "Report",
    "Setting",
    "learn_voice",
    "report_to_dict",
    "report_to_text",
]
