"""The Llama of jd-mini in plain torch, for writing alone: the same numbers as transformers gives, in less time.

A network this small spends much of a step around its matrix products: so they are few, and nothing else is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights, with those that read the same input joined: query, key and value; gate and up."""

    first_norm: torch.Tensor
    query_key_value: torch.Tensor
    attention_out: torch.Tensor
    second_norm: torch.Tensor
    gate_up: torch.Tensor
    down: torch.Tensor


class MiniNetwork:
    """From the configuration and the tensors of a LlamaForCausalLM with tied embeddings and as many keys as queries."""

    def __init__(self, config: Mapping[str, Any], tensors: Mapping[str, torch.Tensor]) -> None:
        self.heads = config["num_attention_heads"]
        self.epsilon = config["rms_norm_eps"]
        self.embeddings = tensors["model.embed_tokens.weight"].float()
        self.norm = tensors["model.norm.weight"].float()
        self.layers = [_layer(tensors, f"model.layers.{n}.") for n in range(config["num_hidden_layers"])]
        width = config["hidden_size"] // self.heads
        base = (config.get("rope_parameters") or config)["rope_theta"]
        turns = base ** -(torch.arange(0, width, 2).float() / width)
        angles = torch.outer(torch.arange(config["max_position_embeddings"]).float(), turns).repeat(1, 2)
        self.cos, self.sin = angles.cos(), angles.sin()

    def start(self, rows: int, most: int) -> list[torch.Tensor]:
        """Room for the keys and values of `most` positions: (2, rows, heads, most, width) a layer."""
        width = self.embeddings.shape[1] // self.heads
        return [torch.zeros(2, rows, self.heads, most, width) for _ in self.layers]

    def step(
        self, ids: torch.Tensor, places: torch.Tensor, mask: torch.Tensor, past: list[torch.Tensor]
    ) -> torch.Tensor:
        """Logits (rows, vocabulary) behind the last of `ids` (rows, new), whose positions are `places`.

        `mask` (rows, seen) is true for tokens and false for the padding before them; the new ones are part of it.
        """
        rows, new = ids.shape
        seen = mask.shape[1]
        allowed = (
            mask[:, None, None, :].expand(rows, 1, new, seen) & torch.ones(seen, seen, dtype=torch.bool).tril()[-new:]
        )
        allowed = allowed | torch.eye(seen, dtype=torch.bool)[-new:]  # padding looks at itself, or it is no number
        cos, sin = self.cos[places][:, None], self.sin[places][:, None]
        x = self.embeddings[ids]
        for layer, kept in zip(self.layers, past, strict=True):
            x = x + self._attention(layer, self._normed(x, layer.first_norm), (cos, sin), allowed, kept[:, :, :, :seen])
            gate, up = functional.linear(self._normed(x, layer.second_norm), layer.gate_up).chunk(2, dim=-1)
            x = x + functional.linear(functional.silu(gate) * up, layer.down)
        return functional.linear(self._normed(x[:, -1], self.norm), self.embeddings)

    def _attention(
        self,
        layer: _Layer,
        x: torch.Tensor,
        turns: tuple[torch.Tensor, torch.Tensor],
        allowed: torch.Tensor,
        kept: torch.Tensor,
    ) -> torch.Tensor:
        rows, new, size = x.shape
        joined = functional.linear(x, layer.query_key_value).view(rows, new, 3, self.heads, size // self.heads)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        kept[0, :, :, -new:], kept[1, :, :, -new:] = _turned(key, *turns), value
        found = functional.scaled_dot_product_attention(_turned(query, *turns), kept[0], kept[1], attn_mask=allowed)
        return functional.linear(found.transpose(1, 2).reshape(rows, new, size), layer.attention_out)

    def _normed(self, x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.rms_norm(x, weight.shape, weight, self.epsilon)


def _turned(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary positions: pairs are a half of the width apart."""
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat((-second, first), dim=-1) * sin


def _layer(tensors: Mapping[str, torch.Tensor], at: str) -> _Layer:
    def of(name: str) -> torch.Tensor:
        return tensors[f"{at}{name}.weight"].float()

    return _Layer(
        of("input_layernorm"),
        torch.cat([of(f"self_attn.{name}_proj") for name in ("q", "k", "v")]),
        of("self_attn.o_proj"),
        of("post_attention_layernorm"),
        torch.cat([of("mlp.gate_proj"), of("mlp.up_proj")]),
        of("mlp.down_proj"),
    )
