"""What ends a command early. Each says in one sentence what happened and what to do next, and has its exit code."""

from __future__ import annotations


class ServingError(Exception):
    """AWS refused, or cannot be reached, or the endpoint is not in the state that the command needs."""

    exit_code = 1


class InputError(ServingError):
    """The configuration file or the arguments are wrong; nothing was asked of AWS."""

    exit_code = 2


class RolledBack(ServingError):
    """The endpoint did not come into service with what was asked for."""

    exit_code = 3


class NotConfirmed(ServingError):
    """A person did not type the name of what is to be deleted."""

    exit_code = 4
