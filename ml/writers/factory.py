"""From a configuration to the writers it names. A writer's file is imported only when it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ml.contracts import Writer
from ml.writers.places import OPENAI, place_of_endpoint, place_of_server

if TYPE_CHECKING:
    from ml.writers.gate import LimitedGate
    from ml.writers.limits import Limits

#: Keys of a configuration, and the variables of the environment that set them.
VARIABLES = {
    "order": "JD_WRITERS",
    "model": "JD_LOCAL_MODEL",
    "endpoint": "JD_SAGEMAKER_ENDPOINT",
    "region": "JD_SAGEMAKER_REGION",
    "endpoint_url": "JD_SAGEMAKER_ENDPOINT_URL",
    "variants": "JD_SAGEMAKER_VARIANTS",
    "sagemaker_price_in": "JD_SAGEMAKER_PRICE_IN",
    "sagemaker_price_out": "JD_SAGEMAKER_PRICE_OUT",
    "openai_model": "JD_OPENAI_MODEL",
    "openai_base_url": "JD_OPENAI_BASE_URL",
    "openai_api_key": "JD_OPENAI_API_KEY",
    "openai_price_in": "JD_OPENAI_PRICE_IN",
    "openai_price_out": "JD_OPENAI_PRICE_OUT",
    "parallel": "JD_ENGINE_PARALLEL",
    "daily_tokens": "JD_ENGINE_DAILY_TOKENS",
    "daily_cost": "JD_ENGINE_DAILY_COST",
}
#: The key that turns an engine on, in the order in which configured engines are asked.
TURNED_ON_BY = {"sagemaker": "endpoint", "openai": "openai_model", "local": "model"}
#: The model that comes with the product; "local" means it where no other is named.
OUR_MODEL = "jd-mini"
REMOTE = ("sagemaker", "openai")
PARALLEL = 4
MILLION = 1_000_000


def config_from(environment: Mapping[str, str]) -> dict[str, str]:
    return {key: environment[name] for key, name in VARIABLES.items() if environment.get(name)}


def engines_of(config: Mapping[str, str]) -> tuple[str, ...]:
    """The names in `config["order"]`, else all that are configured. The composer stands behind them anyway."""
    named = [name.strip() for name in config.get("order", "").split(",") if name.strip()]
    return tuple(named or [name for name, key in TURNED_ON_BY.items() if config.get(key)])


def build_writers(config: Mapping[str, str]) -> tuple[Writer, ...]:
    return tuple(build_writer({**config, "backend": name}) for name in engines_of(config) if name != "composer")


def destinations(config: Mapping[str, str]) -> tuple[str, ...]:
    """Where the text of a brief may be sent, in words for a page; empty if it stays on this machine."""
    places = {
        "sagemaker": place_of_endpoint(config.get("endpoint", ""), config.get("region")),
        "openai": place_of_server(config.get("openai_base_url") or OPENAI),
    }
    return tuple(places[name] for name in engines_of(config) if name in places)


def check_config(config: Mapping[str, str]) -> None:
    """Raise `ValueError` naming the variable that is wrong or missing, without loading an engine."""
    limits_of(config)
    _parallel(config)
    _variants(config.get("variants", ""))
    for name in engines_of(config):
        if name not in (*TURNED_ON_BY, "composer"):
            raise ValueError(f"JD_WRITERS names {name!r}. Choose of sagemaker, openai, local and composer.")
        for key in _needs(name, config):
            _required({**config, "backend": name}, key)


def _needs(name: str, config: Mapping[str, str]) -> list[str]:
    is_openai_itself = (config.get("openai_base_url") or OPENAI) == OPENAI
    needs = {
        "sagemaker": ["endpoint", "region"],
        "openai": ["openai_model", *(["openai_api_key"] if is_openai_itself else [])],
    }
    return needs.get(name, [])


def build_writer(config: Mapping[str, str]) -> Writer:
    """The writer of `config["backend"]`: composer, local, sagemaker or openai; the other keys are in `VARIABLES`."""
    for key in _needs(config.get("backend", ""), config):
        _required(config, key)
    match config.get("backend"):
        case "composer":
            from ml.writers.composer import ComposerWriter

            return ComposerWriter()
        case "local":
            return _local(config.get("model", ""))
        case "sagemaker":
            return _sagemaker(config)
        case "openai":
            return _openai(config)
        case other:
            raise ValueError(f"Unknown writer: {other!r}. Choose composer, local, sagemaker or openai.")


def _local(model: str) -> Writer:
    if model in ("", OUR_MODEL):
        from ml.writers.mini import MiniWriter

        return MiniWriter()
    from ml.writers.local import LocalWriter

    return LocalWriter(model)


def _sagemaker(config: Mapping[str, str]) -> Writer:
    from ml.writers.sagemaker import SageMakerWriter

    return SageMakerWriter(
        config["endpoint"],
        region=config["region"],
        endpoint_url=config.get("endpoint_url") or None,
        model=config.get("served_model", ""),
        variants=_variants(config.get("variants", "")),
        parallel=_parallel(config),
    )


def _openai(config: Mapping[str, str]) -> Writer:
    from ml.writers.openai import OpenAIWriter

    return OpenAIWriter(
        config["openai_model"],
        base_url=config.get("openai_base_url") or OPENAI,
        api_key=config.get("openai_api_key", ""),
        parallel=_parallel(config),
    )


def build_gate(config: Mapping[str, str]) -> LimitedGate:
    """Breaker and limits of the engines on other machines, counted in this process."""
    from ml.writers.gate import LimitedGate

    return LimitedGate(limits_of(config))


def limits_of(config: Mapping[str, str]) -> dict[str, Limits]:
    """Each engine has the daily caps for itself."""
    from ml.writers.limits import Caps, Limits

    caps = Caps(round(_number(config, "daily_tokens")), round(_number(config, "daily_cost") * MILLION))
    return {
        name: Limits(caps, _number(config, f"{name}_price_in"), _number(config, f"{name}_price_out")) for name in REMOTE
    }


def _required(config: Mapping[str, str], key: str) -> None:
    if not config.get(key):
        raise ValueError(f"The {config['backend']} writer needs {VARIABLES[key]} to be set.")


def _number(config: Mapping[str, str], key: str) -> float:
    value = config.get(key) or "0"
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise ValueError(f"{VARIABLES[key]} is {value!r}; set it to a number, 0 for no limit.")
    return number


def _parallel(config: Mapping[str, str]) -> int:
    value = config.get("parallel") or str(PARALLEL)
    if not value.isdecimal() or not 1 <= int(value) <= 16:
        raise ValueError(f"{VARIABLES['parallel']} is {value!r}; set it to a whole number from 1 to 16.")
    return int(value)


def _variants(value: str) -> dict[str, int]:
    """`champion:90,challenger:10`; a name without a weight counts as 1."""
    variants = {}
    for item in filter(None, (item.strip() for item in value.split(","))):
        name, _, weight = item.partition(":")
        if not name or not (weight or "1").isdecimal():
            raise ValueError(f"{VARIABLES['variants']} is {value!r}; write it like champion:90,challenger:10.")
        variants[name] = int(weight or "1")
    return variants
