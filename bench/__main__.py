"""`python -m bench [--descriptions N] [--runs N]`: one JSON object on standard output, progress on standard error.

Pages run on a test database beside the configured one (SQLite, or PostgreSQL by DATABASE_URL), which is removed again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--descriptions", type=int, default=2_000, help="job descriptions in the database")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=60, help="how long events come in and go out; 0 leaves them out")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jdcopilot.settings")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from bench.checks import measure_checks
    from bench.clients import measure_clients
    from bench.engines import measure_engines
    from bench.pages import fill, measure_pages
    from bench.typing import measure_typing

    _say("drafts and grounding")
    figures = measure_engines(options.runs)
    _say("checks of postings, and open peers")
    figures |= measure_checks(options.runs)
    _say("the client of an endpoint")
    figures |= measure_clients(options.runs)
    _say("typing in a browser")
    figures |= measure_typing(options.runs)
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        _say(f"pages with {options.descriptions:,} job descriptions on {connection.vendor}")
        figures |= measure_pages(fill(options.descriptions), options.runs)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if options.seconds:
        figures |= _measure_events(options.seconds)
    machine = {
        "cores": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "processor": platform.machine(),
        "python": platform.python_version(),
    }
    setting = {"machine": machine, "database": connection.vendor, "descriptions": options.descriptions}
    sys.stdout.write(json.dumps({**setting, "figures": figures}, indent=2) + "\n")


def _measure_events(seconds: int) -> dict[str, dict[str, float]]:
    """On gunicorn, a worker, PostgreSQL and Redis; nothing where those are not installed."""
    from bench.inbound import measure_inbound
    from bench.outbound import measure_outbound
    from bench.production import production
    from tests.infrastructure import find_postgres, find_redis

    if find_postgres() is None or find_redis() is None:
        _say("no events, since PostgreSQL or Redis is not installed")
        return {}
    _say(f"events in and out, {seconds} s each")
    with production() as site:
        site.start_pages()
        site.start_webhooks()
        outbound = measure_outbound(site, seconds)
        return {
            "50 webhooks a second, healthy endpoints": outbound,
            "100 events a second": measure_inbound(site, seconds),
        }


def _say(text: str) -> None:
    sys.stderr.write(f"measuring {text} ...\n")


if __name__ == "__main__":
    main()
