"""The entry point of the container: `serve`. One process holds the model; gunicorn starts it and ends it in time."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from ml.serving.container.settings import Settings, SettingsError, check_model_folder, read_settings

BAD_INPUT = 2


def main(arguments: Sequence[str]) -> int:
    if list(arguments) != ["serve"]:
        sys.stderr.write("This image knows one command: serve. Training runs elsewhere.\n")
        return BAD_INPUT
    try:
        settings = read_settings(os.environ)
        check_model_folder(settings.model_dir)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    Server(settings).run()
    return 0


class Server(BaseApplication):  # type: ignore[misc, unused-ignore]
    """gunicorn with one ASGI worker: a second one would hold the model twice."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"0.0.0.0:{self._settings.port}",
            "workers": 1,
            "worker_class": "asgi",
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - a heartbeat on a disk can stall, and kill a healthy worker
            "control_socket_disable": True,
            "graceful_timeout": self._settings.grace_seconds,
            "timeout": 120,  # loading a large model may hold the interpreter for long
            "keepalive": 5,
            "asgi_lifespan": "on",
            "asgi_disconnect_grace_period": 1,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from ml.serving.container.app import App
        from ml.serving.container.engine import Engine

        logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
        engine = Engine(self._settings.model_dir, waiting=self._settings.waiting, on_failure=_give_up)
        return App(engine, max_tokens=self._settings.max_tokens)


def _give_up(reason: str) -> None:
    """End worker and server: an endpoint that never gets healthy fails with this as the last line of its log."""
    sys.stderr.write(f"{reason}\n")
    sys.stderr.flush()
    os._exit(Arbiter.WORKER_BOOT_ERROR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
