"""`manage.py serve` with the rules of `tests.rules`: `python -m tests.browser.serve_with_rules --port 8000`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from tests.rules import use_test_rules

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jdcopilot.settings")
    use_test_rules()
    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])
