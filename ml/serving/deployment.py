"""What is to run on an endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Model:
    """What a variant runs: image and data, or a package of the model registry that holds both."""

    name: str
    version: str
    image: str = ""
    preset: str = ""
    data_url: str = ""
    data_source: str = ""
    package: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    network_isolation: bool = True
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    name: str
    model: Model
    instance_type: str
    instances: int = 1
    weight: float = 1.0
    download_seconds: int = 900
    startup_seconds: int = 600
    ami_version: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    s3_uri: str
    kms_key: str
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Rollout:
    """A canary of so many percent is watched for `bake_seconds`; after it the old machines stay `keep_old_seconds`."""

    kind: str = "CANARY"
    canary_percent: int = 10
    bake_seconds: int = 600
    keep_old_seconds: int = 300
    most_seconds: int = 7_200


@dataclass(frozen=True, slots=True)
class Alarm:
    """Latencies are in microseconds."""

    metric: str
    statistic: str
    threshold: float
    period_seconds: int = 60
    periods: int = 2


@dataclass(frozen=True, slots=True)
class Scaling:
    least: int
    most: int
    metric: str = "SageMakerVariantConcurrentRequestsPerModelHighResolution"
    target: float = 4.0
    in_seconds: int = 600
    out_seconds: int = 60


DEFAULT_ALARMS = (
    Alarm("Invocation5XXErrors", "Sum", 5),
    Alarm("ModelLatency", "p95", 40_000_000),
)


@dataclass(frozen=True, slots=True)
class Deployment:
    """The first variant is the champion: it names the endpoint configuration."""

    endpoint: str
    region: str
    role_arn: str
    variants: tuple[Variant, ...]
    shadows: tuple[Variant, ...] = ()
    volume_kms_key: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    capture: Capture | None = None
    rollout: Rollout = Rollout()
    alarms: tuple[Alarm, ...] = DEFAULT_ALARMS
    scaling: Scaling | None = None

    @property
    def all_variants(self) -> tuple[Variant, ...]:
        return self.variants + self.shadows
