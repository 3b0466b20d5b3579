"""Roll a model out to a SageMaker endpoint. Every command reads one TOML or JSON file; docs/serving.md explains it.

Exit codes: 0 done or nothing to do, 1 AWS refused, 2 bad input, 3 rolled back or failed, 4 not confirmed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ml.serving.aws import Aws
from ml.serving.deployment import Deployment
from ml.serving.deployment_file import read_deployment
from ml.serving.errors import NotConfirmed, ServingError
from ml.serving.registry import decide, register
from ml.serving.removal import delete
from ml.serving.rollout import deploy, rollback, set_weights, update
from ml.serving.status import as_text, status

INTERRUPTED = 130
FLAGS = ("endpoint", "region", "version", "data_url", "package")


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    aws: Aws | None = None
    try:
        deployment = read_deployment(options.config, flags=_flags(options))
        aws = Aws(deployment.region, say=_say, show=_show, is_dry_run=options.dry_run)
        outcome = options.run(aws, deployment, options)
    except ServingError as error:
        _say(str(error))
        _tell_what_is_done(aws)
        return error.exit_code
    except KeyboardInterrupt:
        _say("Stopped waiting. AWS goes on with what was asked; `status` shows it.")
        _tell_what_is_done(aws)
        return INTERRUPTED
    if options.dry_run:
        _say("Nothing was changed; these calls would have been made.")
    else:
        _show(outcome)
    return 0


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ml.serving", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, words in (
        ("deploy", _deploy, "create the endpoint"),
        ("update", _update, "replace what it runs: canary, alarms, back by itself"),
    ):
        command = _command(commands, name, run, words)
        _add_wait(command)
    back = _command(commands, "rollback", _rollback, "go back to what it ran before")
    back.add_argument("--to", metavar="CONFIG_NAME", help="another configuration than the one before")
    _add_wait(back)
    weights = _command(commands, "weights", _weights, "share the requests out among the variants")
    weights.add_argument("weights", nargs="+", metavar="VARIANT=WEIGHT", type=_weight)
    report = _command(commands, "status", _status, "what it runs and how it is")
    report.add_argument("--format", choices=["text", "json"], default="text")
    removal = _command(commands, "delete", _delete, "delete the endpoint with its configurations, models and alarms")
    removal.add_argument("--yes", action="store_true", help="do not ask for the endpoint's name")
    entry = _command(commands, "register", _register, "put the champion's model into the registry, to be approved")
    entry.add_argument("--group", required=True, help="the model package group; made if there is none")
    entry.add_argument("--metrics", default="", metavar="S3_URI", help="the evaluation report as JSON")
    entry.add_argument("--commit", default="", help="the commit that the model was trained with")
    for name, is_approval in (("approve", True), ("reject", False)):
        verdict = _command(commands, name, _decide, f"{name} a registered model")
        verdict.add_argument("arn", metavar="PACKAGE_ARN")
        verdict.add_argument("--reason", required=True, help="kept in the registry")
        verdict.set_defaults(is_approval=is_approval)
    return parser


def _command(commands: argparse._SubParsersAction, name: str, run: object, words: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("config", type=Path, help="the file that describes the deployment")
    command.add_argument("--dry-run", action="store_true", help="read only; print each change as a line of JSON")
    for flag in FLAGS:
        command.add_argument(f"--{flag.replace('_', '-')}", help="instead of the file's")
    command.set_defaults(run=run)
    return command


def _add_wait(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-wait", action="store_true", help="do not wait until the endpoint is in service")


def _flags(options: argparse.Namespace) -> dict[str, str]:
    return {name: value for name in FLAGS if (value := getattr(options, name)) is not None}


def _deploy(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return deploy(aws, deployment, waits=not options.no_wait)


def _update(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return update(aws, deployment, waits=not options.no_wait)


def _rollback(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return rollback(aws, deployment, to=options.to, waits=not options.no_wait)


def _weights(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return set_weights(aws, deployment, dict(options.weights))


def _status(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    report = status(aws, deployment.endpoint)
    return json.dumps(report, indent=2) if options.format == "json" else as_text(report)


def _delete(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    if not (options.yes or options.dry_run):
        _confirm(deployment.endpoint)
    return delete(aws, deployment.endpoint)


def _register(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return register(aws, deployment, group=options.group, metrics=options.metrics, commit=options.commit)


def _decide(aws: Aws, deployment: Deployment, options: argparse.Namespace) -> str:
    return decide(aws, options.arn, approves=options.is_approval, reason=options.reason)


def _weight(text: str) -> tuple[str, float]:
    name, _, weight = text.partition("=")
    try:
        return name, _positive(float(weight))
    except ValueError as exc:
        raise argparse.ArgumentTypeError(f"“{text}” is not VARIANT=WEIGHT, such as main=90") from exc


def _positive(weight: float) -> float:
    if not 0 <= weight < float("inf"):
        raise ValueError(weight)
    return weight


def _confirm(endpoint: str) -> None:
    _say(f"This deletes the endpoint {endpoint}, and every request to it will fail. Type its name to go on:")
    if sys.stdin.readline().strip() != endpoint:
        raise NotConfirmed("Nothing was deleted: that was not the endpoint's name. In a script, use --yes.")


def _tell_what_is_done(aws: Aws | None) -> None:
    if aws and aws.done:
        _say(
            f"Done so far: {'; '.join(aws.done)}. The same command goes on from there; "
            "`delete` takes away what belongs to the endpoint."
        )


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
