import re

import boto3
import pytest

from ml.serving.errors import InputError
from ml.serving.vllm import _settings, vllm_environment, vllm_image

#: Options of vLLM 0.19 that the presets use. One that it does not know ends the server at its start.
OPTIONS = {
    "max-model-len", "enable-prefix-caching", "generation-config", "dtype", "gpu-memory-utilization", "max-num-seqs",
    "quantization", "tensor-parallel-size",
}  # fmt: skip


def test_it_works():
    assert vllm_image("eu-central-1") == (
        "763104351884.dkr.ecr.eu-central-1.amazonaws.com/vllm:server-sagemaker-cuda-v1"
    )
    assert vllm_image("cn-north-1").startswith("727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/")
    assert vllm_image("af-south-1").startswith("626614931356.")


def test_regions_are_regions():
    session = boto3.session.Session()
    known = {
        region
        for partition in ("aws", "aws-cn", "aws-us-gov")
        for region in session.get_available_regions("sagemaker", partition_name=partition)
    }
    newer = {"ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-east-2", "mx-central-1", "ca-west-1"}
    assert set(_settings()["accounts"]) - newer <= known
    assert all(re.fullmatch(r"\d{12}", account) for account in _settings()["accounts"].values())


@pytest.mark.parametrize("preset", _settings()["presets"])
def test_presets_are_options_and_need_no_network(preset):
    environment = vllm_environment(preset)
    options = {
        name.removeprefix("SM_VLLM_").lower().replace("_", "-") for name in environment if name.startswith("SM_VLLM_")
    }

    assert options <= OPTIONS
    assert environment["HF_HUB_OFFLINE"] == "1"
    assert "SM_VLLM_MODEL" not in environment  # /opt/ml/model is found only without it
    assert all(isinstance(value, str) for value in environment.values())


def test_unknown_names_list_the_known():
    with pytest.raises(InputError, match="eu-central-1"):
        vllm_image("mars-north-1")
    with pytest.raises(InputError, match="vllm-7b-fp8"):
        vllm_environment("vllm-700b")
