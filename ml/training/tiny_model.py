"""Make a tiny chat model on disk: a real one with its own tokenizer, small enough for tests on any machine.

    python -m ml.training.tiny_model OUT [--architecture llama|qwen3|gpt2] [--steps N --pairs FILE]

Without training it writes noise, which is enough to test loading and stopping. With pairs of messages and answer (one
JSON object a line: {"messages": [...], "answer": "..."}) it learns those few answers by heart.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import (
    AutoModelForCausalLM,
    GPT2Config,
    LlamaConfig,
    PreTrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen3Config,
)

from ml.training.tokenizer import byte_level_bpe
from ml.writers.local import prompt_ids
from ml.writers.prompts import SYSTEM_RULES, Message

PROFILES = Path(__file__).parents[1] / "library" / "profiles"
VOCABULARY = 2_048
CONTEXT = 2_048
ARCHITECTURES = ("llama", "qwen3", "gpt2")
BEGIN, END, PAD = "<|im_start|>", "<|im_end|>", "</s>"
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
IGNORED = -100

Pair = tuple[Sequence[Message], str]


def make_tiny_model(
    out: Path, *, pairs: Sequence[Pair] = (), steps: int = 0, seed: int = 0, architecture: str = "llama"
) -> Path:
    """Write the model and its tokenizer to `out`. The same arguments give the same weights."""
    if steps and not pairs:
        raise ValueError("Training needs at least one pair of messages and answer.")
    tokenizer = make_tokenizer()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = AutoModelForCausalLM.from_config(_shape(tokenizer, architecture))
        train(network, [encode_pair(tokenizer, pair) for pair in pairs], steps=steps)
    network.generation_config.eos_token_id = tokenizer.eos_token_id
    network.save_pretrained(out)
    tokenizer.save_pretrained(out)
    return out


def make_tokenizer() -> PreTrainedTokenizerFast:
    """A byte-level tokenizer of the role library's own words."""
    return PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(_learnt_words()),
        pad_token=PAD,
        eos_token=END,
        additional_special_tokens=[BEGIN],
        chat_template=CHAT_TEMPLATE,
        model_max_length=CONTEXT,
    )


@cache
def _learnt_words() -> str:
    """The byte-level tokenizer as JSON, learnt once a process."""
    texts = [*SYSTEM_RULES, *library_text()]
    return byte_level_bpe(texts, size=VOCABULARY, specials=[PAD, BEGIN, END]).to_str()


def library_text() -> Iterator[str]:
    for path in sorted(PROFILES.rglob("*.toml")):
        yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))


def encode_pair(tokenizer: Any, pair: Pair) -> tuple[list[int], list[int]]:
    """The tokens of prompt and answer, and the labels: only the answer is to be learnt."""
    messages, answer = pair
    prompt = prompt_ids(tokenizer, messages)
    said = [*tokenizer(answer, split_special_tokens=True)["input_ids"], tokenizer.eos_token_id]
    return prompt + said, [IGNORED] * len(prompt) + said


def train(network: PreTrainedModel, examples: Sequence[tuple[list[int], list[int]]], *, steps: int) -> None:
    """One example a step, in turn: a handful of answers is all there is to learn."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.0)
    network.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1.0, (step + 1) / 10)
        ids, labels = examples[step % len(examples)]
        loss = network(input_ids=torch.tensor([ids]), labels=torch.tensor([labels])).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    network.eval()


def _shape(tokenizer: PreTrainedTokenizerFast, architecture: str) -> PreTrainedConfig:
    ends = {"bos_token_id": None, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    if architecture == "gpt2":
        return GPT2Config(vocab_size=len(tokenizer), n_positions=CONTEXT, n_embd=128, n_layer=3, n_head=4, **ends)
    make = {"llama": LlamaConfig, "qwen3": Qwen3Config}[architecture]
    return make(
        vocab_size=len(tokenizer),
        hidden_size=128,
        head_dim=32,
        intermediate_size=344,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        **ends,
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _read_pairs(path: Path) -> list[Pair]:
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
    return [(row["messages"], row["answer"]) for row in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ml.training.tiny_model", description="Make a tiny chat model.")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the model")
    parser.add_argument("--steps", type=int, default=0, help="training steps (default 0: random weights)")
    parser.add_argument("--pairs", type=Path, help='JSON lines of {"messages": [...], "answer": "..."}')
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--architecture", choices=ARCHITECTURES, default="llama")
    options = parser.parse_args(arguments)
    if options.steps and not options.pairs:
        parser.error("--steps needs --pairs")
    pairs = _read_pairs(options.pairs) if options.pairs else []
    make_tiny_model(options.out, pairs=pairs, steps=options.steps, seed=options.seed, architecture=options.architecture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
