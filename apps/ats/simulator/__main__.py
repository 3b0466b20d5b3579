"""`python -m apps.ats.simulator --vendor greenhouse --port 8700`: serve until Ctrl+C."""

from __future__ import annotations

import argparse
import json
import sys

from apps.ats.signatures import SCHEMES
from apps.ats.simulator.events import Receiver
from apps.ats.simulator.server import Simulator
from apps.ats.simulator.systems import SYSTEMS


def main() -> int:
    arguments = _parser().parse_args()
    receiver = None
    if arguments.hook:
        if not arguments.secret:
            sys.stderr.write("Give the --secret that the receiver at --hook knows.\n")
            return 2
        receiver = Receiver(arguments.hook, arguments.scheme or arguments.vendor, arguments.secret)
    try:
        simulator = Simulator(arguments.vendor, arguments.port, receiver)
    except OSError as error:
        sys.stderr.write(f"Port {arguments.port} cannot be used ({error.strerror}). Choose another --port.\n")
        return 1
    settings = {"credentials": simulator.system.credentials, "settings": simulator.settings}
    sys.stdout.write(f"{arguments.vendor} at {simulator.url}\n{json.dumps(settings, indent=2)}\nCtrl+C ends it.\n")
    sys.stdout.flush()
    try:
        simulator.serve()
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m apps.ats.simulator", description=__doc__)
    parser.add_argument("--vendor", required=True, choices=sorted(SYSTEMS))
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--hook", help="address that events go to")
    parser.add_argument("--secret", help="the signing secret that the receiver knows")
    parser.add_argument("--scheme", choices=sorted(SCHEMES), help="how events are signed; default: as the vendor does")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
