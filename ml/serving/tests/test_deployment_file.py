import json
import re
from pathlib import Path

import pytest

from ml.serving.deployment import Alarm, Capture, Rollout, Scaling
from ml.serving.deployment_file import read_deployment
from ml.serving.endpoint_configs import config_name, config_request
from ml.serving.errors import InputError
from ml.serving.models import model_request
from ml.serving.tests.cloud import IMAGE, KEY, table
from ml.serving.vllm import vllm_image

ROOT = Path(__file__).parents[3]
TOML = f"""
endpoint = "jd-writer"
region = "eu-central-1"
role_arn = "arn:aws:iam::123456789012:role/jd-serving"

[models.large]
name = "qwen-7b"
version = "1"
preset = "vllm-7b"
data_source = "s3://models/qwen-7b/"
environment = {{SM_VLLM_MAX_MODEL_LEN = "4096"}}
subnets = ["subnet-1"]
security_groups = ["sg-1"]

[[variants]]
name = "main"
model = "large"
instance_type = "ml.g6.xlarge"
startup_seconds = 1800

[capture]
s3_uri = "s3://captured/jd-writer"
kms_key = "{KEY}"
percent = 20

[[alarms]]
metric = "ModelLatency"
statistic = "p99"
threshold = 30000000
"""


def read(tmp_path, settings, **flags):
    file = tmp_path / "writer.json"
    file.write_text(settings if isinstance(settings, str) else json.dumps(settings))
    return read_deployment(file, flags=flags)


def refusal(tmp_path, settings):
    with pytest.raises(InputError) as caught:
        read(tmp_path, settings)
    assert caught.value.exit_code == 2
    return str(caught.value)


def with_model(**more):
    return {"models": {"mini": table()["models"]["mini"] | more}}


def without(settings, name):
    return {key: value for key, value in settings.items() if key != name}


def test_it_works(tmp_path):
    file = tmp_path / "writer.toml"
    file.write_text(TOML)
    deployment = read_deployment(file)
    [variant] = deployment.variants

    assert variant.model.subnets == ("subnet-1",)
    assert variant.startup_seconds == 1_800
    assert deployment.capture == Capture("s3://captured/jd-writer", KEY, percent=20)
    assert deployment.alarms == (Alarm("ModelLatency", "p99", 30_000_000),)
    assert (deployment.rollout, deployment.scaling, deployment.shadows) == (Rollout(), None, ())


def test_example_of_the_manual(tmp_path):
    [example] = re.findall(r"```toml\n(.+?)```", (ROOT / "docs" / "serving.md").read_text(), re.DOTALL)
    file = tmp_path / "writer.toml"
    file.write_text(example)

    assert read_deployment(file).capture.percent == 20


def test_large_model_runs_on_the_image_of_aws(tmp_path):
    file = tmp_path / "writer.toml"
    file.write_text(TOML)
    deployment = read_deployment(file)
    request = model_request(deployment, deployment.variants[0].model)
    container = request["PrimaryContainer"]

    assert container["Image"] == vllm_image("eu-central-1")
    assert container["ModelDataSource"]["S3DataSource"]["S3Uri"] == "s3://models/qwen-7b/"
    assert container["Environment"]["SM_VLLM_MAX_MODEL_LEN"] == "4096"  # the file wins over the preset
    assert container["Environment"]["SM_VLLM_DTYPE"] == "bfloat16"
    assert request["VpcConfig"] == {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}
    assert request["ModelName"].startswith("qwen-7b-1-")


def test_names_change_with_what_is_in_them(tmp_path):
    def name(flags=None, **more):
        return config_name(read(tmp_path, table(**more), **(flags or {})))

    assert name() == name() == name(tags={"team": "people"}, scaling={"least": 1, "most": 2})
    assert (
        len(
            {
                name(),
                name(flags={"version": "4"}),
                name(flags={"endpoint": "other"}),
                name(**with_model(image=IMAGE + "2")),
            }
        )
        == 4
    )


def test_longest_names_fit(tmp_path):
    models = with_model(name="m" * 31, version="v" * 20)
    assert len(config_name(read(tmp_path, table(**models)))) <= 63


def test_flags_win_over_the_file(tmp_path):
    package = "arn:aws:sagemaker:eu-central-1:123456789012:model-package/jd-mini/3"
    deployment = read(tmp_path, table(), region="eu-west-1", version="9", data_url="s3://models/9/model.tar.gz")

    assert deployment.region == "eu-west-1"
    assert deployment.variants[0].model.version == "9"
    assert deployment.variants[0].model.data_url == "s3://models/9/model.tar.gz"
    with pytest.raises(InputError, match="Take image or preset away"):
        read(tmp_path, table(), package=package)
    without_image = {"models": {"mini": without(table()["models"]["mini"], "image")}}
    assert read(tmp_path, table(**without_image), package=package).variants[0].model.package == package


def test_scaling_and_rollout_are_read(tmp_path):
    deployment = read(tmp_path, table(scaling={"least": 2, "most": 5, "target": 2}, rollout={"kind": "ALL_AT_ONCE"}))

    assert deployment.scaling == Scaling(2, 5, target=2)
    assert deployment.rollout.kind == "ALL_AT_ONCE"


SHADOW = {"name": "next", "model": "mini", "instance_type": "ml.m5.xlarge"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"endpoint": "jd_writer"}, "endpoint: 'jd_writer' does not match"),
        ({"region": "Frankfurt"}, "region:"),
        ({"colour": "red"}, "'colour' was unexpected"),
        ({"variants": []}, "variants:"),
        ({"variants": [SHADOW | {"model": "none"}]}, "runs “none”, but [models] has mini"),
        ({"variants": [SHADOW, SHADOW]}, "same name"),
        ({"variants": [SHADOW | {"weight": 0}]}, "weights of the variants add up to 0"),
        ({"shadows": [SHADOW | {"name": "main"}]}, "same name"),
        ({"shadows": [SHADOW], "variants": [SHADOW | {"name": "a"}, SHADOW | {"name": "b"}]}, "exactly one variant"),
        (with_model(image=""), "image"),
        (with_model(preset="vllm-7b"), "an image or a preset"),
        (with_model(data_url="s3://models/model.zip"), "model.zip"),
        (with_model(data_source="s3://models/3/"), "exactly one of data_url"),
        (with_model(subnets=["subnet-1"]), "security_groups"),
        ({"rollout": {"canary_percent": 60}}, "rollout.canary_percent: 60 is greater than"),
        ({"alarms": [{"metric": "Mood", "statistic": "Sum", "threshold": 1}]}, "alarms[0].metric"),
        ({"alarms": [{"metric": "ModelLatency", "statistic": "p95", "threshold": 1}] * 6,
          "variants": [SHADOW | {"name": "a"}, SHADOW | {"name": "b"}]}, "Name fewer alarms"),
        ({"scaling": {"least": 3, "most": 2}}, "least is greater"),
        ({"capture": {"s3_uri": "s3://captured/x"}}, "kms_key"),
        ({"volume_kms_key": KEY, "variants": [SHADOW | {"instance_type": "ml.g5.xlarge"}]}, "encrypts its own disk"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_aws_would_refuse_is_refused_here(tmp_path, more, words):
    assert words in refusal(tmp_path, table(**more))


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"], ids=["half", "list", "bytes"])
def test_files_that_are_none(tmp_path, text):
    file = tmp_path / "writer.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(InputError, match=r"writer\.json"):
        read_deployment(file)


def test_missing_file():
    with pytest.raises(InputError, match="Name a TOML or JSON file"):
        read_deployment(Path("/nowhere/writer.toml"))


def test_capture_stores_json_as_text(tmp_path):
    request = config_request(read(tmp_path, table(capture={"s3_uri": "s3://captured/x", "kms_key": KEY})))

    capture = request["DataCaptureConfig"]
    assert capture["CaptureContentTypeHeader"] == {"JsonContentTypes": ["application/json"]}
    assert [option["CaptureMode"] for option in capture["CaptureOptions"]] == ["Input", "Output"]
