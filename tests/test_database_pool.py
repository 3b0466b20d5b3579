"""Connections that the threads of one process share."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.infrastructure import environment

ASKING = """
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
from django.db import connection

def ask(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (found,) = cursor.fetchone()
    connection.close()
    return found

with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(ask, range(64)))))
connection.close_pool()
"""


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.skipif("settings.DATABASES['default']['ENGINE'].endswith('sqlite3')", reason="SQLite has no connections")
@pytest.mark.parametrize(("size", "most"), [("0", 64), ("2", 2)])
def test_threads_share_connections(tmp_path, size, most):
    changes = {"DATABASE_URL": os.environ["DATABASE_URL"], "JD_DB_POOL": size, "JD_VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ASKING],
        cwd=settings.BASE_DIR,
        env=environment(DJANGO_SETTINGS_MODULE="jdcopilot.settings", **changes),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (int(done.stdout) > 2) == (most > 2)
