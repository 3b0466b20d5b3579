"""Muon (Jordan et al., 2024): momentum whose matrices are made nearly orthogonal before each step.

It learns from fewer tokens than AdamW, and tokens are what a machine of two cores is short of. torch.optim.Muon
computes in bfloat16, which is slow where the processor has none; this one stays in float32.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch

#: The coefficients of the quintic iteration, from the authors' reference.
A, B, C = 3.4445, -4.7750, 2.0315


class Muon(torch.optim.Optimizer):  # type: ignore[misc, unused-ignore]
    """For weight matrices only; `lr` is about the change of a weight matrix's norm in a step."""

    def __init__(
        self, matrices: Iterable[torch.Tensor], *, lr: float, momentum: float = 0.95, weight_decay: float = 0.0
    ) -> None:
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    def step(self, closure: None = None) -> None:
        with torch.no_grad():
            for group in self.param_groups:
                for matrix in group["params"]:
                    if matrix.grad is not None:
                        self._step_matrix(matrix, matrix.grad, group)

    def _step_matrix(self, matrix: torch.Tensor, gradient: torch.Tensor, group: dict[str, float]) -> None:
        velocity = self.state[matrix].setdefault("velocity", torch.zeros_like(gradient))
        velocity.lerp_(gradient, 1 - group["momentum"])
        update = orthogonal(gradient.lerp(velocity, group["momentum"]))
        rows, columns = matrix.shape
        matrix.mul_(1 - group["lr"] * group["weight_decay"])
        matrix.add_(update, alpha=-group["lr"] * max(1.0, rows / columns) ** 0.5)


def orthogonal(matrix: torch.Tensor, steps: int = 4) -> torch.Tensor:
    """A near matrix with all singular values about 1, by Newton-Schulz iteration; a fifth step gains little."""
    is_tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.T if is_tall else matrix) / (matrix.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = A * x + (B * gram + C * gram @ gram) @ x
    return x.T if is_tall else x
