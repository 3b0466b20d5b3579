"""What the model writes for a few fixed prompts. A loss does not tell whether text is any good; reading it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from transformers import LlamaForCausalLM

from ml.contracts import SectionKind, Style
from ml.training.tokenizer import ids_of
from ml.writers.mini_prompt import SLOTS, Mark, Parts, complete_prompt, line_prompt, reword_prompt

_DUTIES, _MUST = SectionKind.RESPONSIBILITIES, SectionKind.REQUIRED
_STYLE = Style()
PROMPTS: tuple[Parts, ...] = (
    line_prompt(_DUTIES, f"rota planning for {SLOTS[0]} wards", _STYLE),
    line_prompt(_DUTIES, "onboard new hires", _STYLE),
    line_prompt(_DUTIES, "responsible for stakeholder management and monthly reporting", _STYLE, title="project lead"),
    line_prompt(_DUTIES, f"cleaning aquariums, feeding fish at {SLOTS[0]}", _STYLE),
    line_prompt(_MUST, f"{SLOTS[0]} years {SLOTS[1]}", _STYLE),
    line_prompt(_MUST, "able to lift heavy boxes", _STYLE),
    reword_prompt(_DUTIES, "make sure that the shelves are filled before the shop opens", Mark.OTHER, _STYLE),
    reword_prompt(_DUTIES, "plan the week's deliveries and tell the drivers by noon", Mark.SHORTER, _STYLE),
    complete_prompt(_DUTIES, "bookbinder", "", "repair old boo", _STYLE),
    complete_prompt(_MUST, "nurse", "", "experience of", _STYLE),
)


def samples(network: LlamaForCausalLM, tokenizer: Any) -> Iterator[tuple[str, str]]:
    """Prompt and greedy answer as text."""
    for prompt in PROMPTS:
        yield "".join(prompt), answer(network, tokenizer, prompt)


def answer(network: LlamaForCausalLM, tokenizer: Any, prompt: Parts, *, most: int = 40) -> str:
    ids = torch.tensor([ids_of(tokenizer, prompt)])
    network.eval()
    with torch.inference_mode():
        written = network.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=most, do_sample=False, pad_token_id=0
        )
    network.train()
    return str(tokenizer.decode(written[0, ids.shape[1] :], skip_special_tokens=True))
