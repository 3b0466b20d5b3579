"""The sizes of jd-mini, and of its twin that a test trains in seconds."""

from __future__ import annotations

from typing import Any

from transformers import LlamaConfig, LlamaForCausalLM

from ml.writers.mini_prompt import CONTEXT

SHAPES = {
    "jd-mini": {"hidden_size": 288, "intermediate_size": 960, "num_hidden_layers": 6, "num_attention_heads": 6},
    "twin": {"hidden_size": 64, "intermediate_size": 172, "num_hidden_layers": 2, "num_attention_heads": 2},
}


def make_network(tokenizer: Any, shape: str = "jd-mini") -> LlamaForCausalLM:
    """Random weights from torch's own generator."""
    sizes = SHAPES[shape]
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        **sizes,
        num_key_value_heads=sizes["num_attention_heads"],
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    network = LlamaForCausalLM(config)
    network.generation_config.eos_token_id = tokenizer.eos_token_id
    network.generation_config.pad_token_id = tokenizer.pad_token_id
    return network
