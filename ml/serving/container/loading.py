"""A model from its folder into memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig
from transformers.utils.logging import disable_progress_bar

from ml.serving.container.prompt_forms import PromptForm, prompt_form
from ml.serving.container.settings import SettingsError, check_model_folder
from ml.writers.local import model_version

DEFAULT_CONTEXT = 2_048


@dataclass(frozen=True, slots=True)
class Loaded:
    """`context` is how many tokens prompt and answer have together; `ends` configures nothing but the end tokens."""

    network: Any
    tokenizer: Any
    form: PromptForm
    ends: GenerationConfig
    context: int
    version: str

    @property
    def end_ids(self) -> list[int]:
        end = self.ends.eos_token_id
        return end if isinstance(end, list) else [end]


def load_model(folder: Path) -> Loaded:
    """From safetensors only, without code from the folder, and without a network."""
    check_model_folder(folder)
    disable_progress_bar()
    network, report = AutoModelForCausalLM.from_pretrained(
        folder, use_safetensors=True, dtype="auto", output_loading_info=True, local_files_only=True
    )
    if report["missing_keys"]:
        raise SettingsError(f"The model in {folder} lacks some of its weights. Upload all of its safetensors files.")
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    network = network.to("cuda" if torch.cuda.is_available() else "cpu").eval()
    context = getattr(network.config, "max_position_embeddings", None) or DEFAULT_CONTEXT
    ends = _ends(network.generation_config, tokenizer)
    # Every setting comes from the request: what the folder suggests must not mix with it.
    network.generation_config = GenerationConfig(**ends.to_diff_dict())
    form = prompt_form(folder, tokenizer)
    return Loaded(network, tokenizer, form, ends, context, model_version(str(folder)))


def _ends(suggested: GenerationConfig, tokenizer: Any) -> GenerationConfig:
    end = suggested.eos_token_id if suggested.eos_token_id is not None else tokenizer.eos_token_id
    if end is None:
        raise SettingsError("The model has no end token, so no answer would end. Set eos_token_id in its config.")
    pad = tokenizer.pad_token_id
    if pad is None:
        pad = end[0] if isinstance(end, list) else end
    return GenerationConfig(bos_token_id=tokenizer.bos_token_id, eos_token_id=end, pad_token_id=pad)
