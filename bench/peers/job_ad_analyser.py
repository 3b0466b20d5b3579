"""inclusive-job-ad-analyser: its analysis by regular expressions, as it runs without a spaCy model."""

from __future__ import annotations

import sys

from clock import time_it

sys.path.insert(0, f"{sys.argv[2]}/inclusive-job-ad-analyser/src")

from inclusive_job_ad_analyser.analyser import JobAdAnalyser  # noqa: E402  its place is known only now

time_it(JobAdAnalyser(use_spacy=False).analyse)
