"""`python -m tests.with_postgres COMMAND...`: run the command with DATABASE_URL naming a fresh PostgreSQL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.infrastructure import postgres_server


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server and its folder go whoever ends us
    with postgres_server() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
