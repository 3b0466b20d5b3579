"""A PostgreSQL and a Redis of one's own, in a temporary folder, on a free port of this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: Who runs PostgreSQL when root runs the tests: it refuses to run as root.
SERVICE_USERS = ("postgres", "nobody")


def find_postgres() -> Path | None:
    """The folder of the PostgreSQL programs: that of the PATH, else the newest of Debian's."""
    on_path = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return Path(on_path).parent if on_path else debian[-1].parent if debian else None


def find_redis() -> str | None:
    return shutil.which("redis-server")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], *, what: str, seconds: float = 30, step: float = 0.05) -> None:
    """Ask until `condition` holds; fail with `what` was waited for."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(step)


def accepts_connections(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def postgres_server(*, is_durable: bool = False) -> Iterator[str]:
    """A running PostgreSQL, as a DATABASE_URL. It lives as long as the block, so that durability only slows it down."""
    programs = find_postgres()
    if programs is None:
        raise FileNotFoundError("no PostgreSQL is installed here (Debian: apt-get install postgresql)")
    user = _service_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="jd-postgres-"))
    if user:
        shutil.chown(folder, user)
    as_user = {"user": user, "extra_groups": []} if user else {}
    data, port = folder / "data", free_port()
    log = (folder / "log").open("wb")
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "jd", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            **as_user,
        )
        quick = {} if is_durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = {"max_connections": "60", **quick}
        options = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, *options],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            **as_user,
        )
        try:
            url = f"postgres://jd@127.0.0.1:{port}/postgres"
            wait_for(lambda: _answers(url), what=f"PostgreSQL (see {folder / 'log'})")
            yield url
        finally:
            server.send_signal(2)  # SIGINT: end the connections and stop
            server.wait(timeout=30)
    finally:
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _service_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in SERVICE_USERS if name in known)


def _answers(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


class RedisServer:
    """A Redis that can be stopped and started again on the same port, with nothing kept in between."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = Path(tempfile.mkdtemp(prefix="jd-redis-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RedisServer:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        sys.stdout.write((self._folder / "redis.log").read_text(encoding="utf-8", errors="replace")[-3000:])
        shutil.rmtree(self._folder)

    def start(self) -> None:
        program = find_redis()
        if program is None:
            raise FileNotFoundError("no Redis is installed here (Debian: apt-get install redis-server)")
        options = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no", "daemonize": "no"}
        arguments = [argument for name, value in options.items() for argument in (f"--{name}", value)]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen([program, *arguments], stdout=log, stderr=log, cwd=self._folder)
        wait_for(lambda: accepts_connections(self.port), what="Redis")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def environment(**changes: str) -> Mapping[str, str]:
    """This process's environment without the settings of whoever runs the tests, and with `changes`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("JD_") and name != "DATABASE_URL"}
    return own | {"PYTHONUNBUFFERED": "1"} | changes
