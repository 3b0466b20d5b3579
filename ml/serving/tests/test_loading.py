import json
import shutil

import pytest

from ml.serving.container.errors import RequestError
from ml.serving.container.loading import load_model
from ml.serving.container.settings import SettingsError

SYSTEM = {"role": "system", "content": "Be brief."}
USER = {"role": "user", "content": "Which ward?"}
#: As some models have it: no system, and the roles in turn.
STRICT = (
    "{% for message in messages %}{% if message['role'] != ('user' if loop.index0 % 2 == 0 else 'assistant') %}"
    "{{ raise_exception('Roles must alternate.') }}{% endif %}<|im_start|>{{ message['content'] }}<|im_end|>"
    "{% endfor %}<|im_start|>"
)


@pytest.fixture
def folder(noise_model, tmp_path):
    """A copy of a model to be changed."""
    return shutil.copytree(noise_model, tmp_path / "model")


def shown(loaded, *messages):
    return loaded.tokenizer.decode(loaded.form.encode(messages))


def test_it_works(noise_model):
    loaded = load_model(noise_model)

    assert loaded.context == 2_048
    assert loaded.version.startswith("noise ")
    assert shown(loaded, SYSTEM, USER).startswith("<|im_start|>system\nBe brief.<|im_end|>")


def test_template_without_a_system(folder):
    (folder / "chat_template.jinja").write_text(STRICT)
    loaded = load_model(folder)

    assert shown(loaded, SYSTEM, USER) == "<|im_start|>Be brief.\n\nWhich ward?<|im_end|><|im_start|>"
    with pytest.raises(RequestError, match="Roles must alternate") as caught:
        loaded.form.encode([USER, USER])
    assert caught.value.status == 400


def test_no_template(folder):
    (folder / "chat_template.jinja").unlink()

    assert shown(load_model(folder), SYSTEM, USER).startswith("Be brief.\n\nWhich ward?")


def test_unknown_prompt_form(folder):
    (folder / "serving.json").write_text(json.dumps({"prompt_form": "haiku"}))
    with pytest.raises(SettingsError, match="“haiku”; this container knows chat"):
        load_model(folder)


def test_model_without_an_end(folder):
    for name in ("config.json", "generation_config.json"):
        config = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps(config | {"eos_token_id": None}))
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(json.dumps(settings | {"eos_token": None}))

    with pytest.raises(SettingsError, match="no end token"):
        load_model(folder)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_missing_files_are_named(folder, name):
    for path in [folder / name, *([folder / "tokenizer_config.json"] if name == "tokenizer.json" else [])]:
        path.unlink()
    with pytest.raises(SettingsError, match=f"lacks {name}"):
        load_model(folder)
