"""Learning rate, optimisers and the moving average of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import torch

if TYPE_CHECKING:
    from collections.abc import Iterable

OptimiserName = Literal["adamw", "muon"]


def learning_rate(step: int, progress: float, *, peak: float, warmup: int, decay: float) -> float:
    """Return the learning rate: linear warm-up, a plateau, linear decay over the last share.

    *progress* is the share of the budget that is spent, 0 to 1; *decay* the share of the budget
    over which the rate falls to a twentieth. Hägele et al. (2024),
    https://arxiv.org/abs/2405.18392: as good as cosine, and a plateau can be resumed.

    >>> learning_rate(50, 0.1, peak=1.0, warmup=100, decay=0.4)
    0.5
    >>> learning_rate(500, 0.1, peak=1.0, warmup=100, decay=0.4)
    1.0
    """
    left = min(1.0, (1.0 - min(progress, 1.0)) / decay) if decay else 1.0
    return peak * min(1.0, step / max(1, warmup)) * max(left, 0.05)


class SmoothedCrossEntropy(torch.autograd.Function):
    """Mean cross-entropy with label smoothing, its gradient computed along with it.

    logits: tokens × candidates; wanted: the right candidate of each token; weights: how many
    pieces of the vocabulary a candidate stands for; smoothing: 0 to 1 (Szegedy et al. 2016). One
    pass over the logits in place of torch's four: on a CPU that is a tenth of the training time.
    """

    @staticmethod
    def forward(
        ctx: Any,
        logits: torch.Tensor,
        wanted: torch.Tensor,
        weights: torch.Tensor,
        smoothing: float,
    ) -> Any:
        """Return the loss in nats a token."""
        uniform = weights / weights.sum()
        weighted = logits + weights.log()
        normaliser = torch.logsumexp(weighted, dim=-1, keepdim=True)
        right = logits.gather(1, wanted[:, None])
        expected = (1 - smoothing) * right + smoothing * (logits @ uniform)[:, None]
        loss = (normaliser - expected).mean()
        gradient = weighted.sub_(normaliser).exp_().sub_(uniform * smoothing)
        gradient.scatter_add_(1, wanted[:, None], torch.full_like(right, smoothing - 1))
        ctx.save_for_backward(gradient.div_(len(wanted)))
        return loss

    @staticmethod
    def backward(ctx: Any, *outer: torch.Tensor) -> Any:
        """Return the gradient of the logits."""
        (gradient,) = ctx.saved_tensors
        return gradient.mul_(outer[0]), None, None, None


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised by Newton–Schulz iteration, for weight matrices.

    Jordan et al. (2024), https://kellerjordan.github.io/posts/muon/; the update is scaled to the
    size of AdamW's, as in Liu et al. (2025), https://arxiv.org/abs/2502.16982. Unlike
    ``torch.optim.Muon`` it computes in the weights' own precision, for bf16 is slow or broken on
    many CPUs, and takes all matrices of one shape in one product.
    """

    def __init__(
        self, params: Iterable[torch.Tensor], *, weight_decay: float, momentum: float = 0.95
    ) -> None:
        super().__init__(params, {"lr": 0.0, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Update every parameter that has a gradient."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[torch.Tensor]] = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape.setdefault(parameter.shape, []).append(parameter)
            for parameters in by_shape.values():
                self._step_together(parameters, group)

    def _step_together(self, parameters: list[torch.Tensor], group: dict[str, Any]) -> None:
        updates = []
        for parameter in parameters:
            state = self.state[parameter]
            if not state:
                state["momentum"] = torch.zeros_like(parameter)
            gradient = parameter.grad
            assert gradient is not None  # step() chose those that have one
            state["momentum"].lerp_(gradient, 1 - group["momentum"])
            updates.append(gradient.lerp(state["momentum"], group["momentum"]))
        directions = orthogonalise(torch.stack(updates))
        scale = 0.2 * max(parameters[0].shape) ** 0.5
        for parameter, direction in zip(parameters, directions, strict=True):
            parameter.mul_(1 - group["lr"] * group["weight_decay"])
            parameter.add_(direction, alpha=-group["lr"] * scale)


def orthogonalise(matrices: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """Return the nearest semi-orthogonal matrices, roughly (singular values 0.7 to 1.2).

    *matrices*: count × rows × columns.
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    x: torch.Tensor
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Optimisers:
    """One or two optimisers that step together.

    ``adamw`` is AdamW for everything; ``muon`` is :class:`Muon` for the hidden weight matrices and
    AdamW for embeddings, biases and norms.
    """

    def __init__(self, model: torch.nn.Module, name: OptimiserName, *, weight_decay: float) -> None:
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        matrices = [p for n, p in named if p.ndim == 2 and "embed" not in n and "shared" not in n]
        hidden = matrices if name == "muon" else []
        rest = [p for _, p in named if not any(p is h for h in hidden)]
        self.all: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(
                rest, lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=weight_decay, fused=True
            )
        ]
        if hidden:
            self.all.append(Muon(hidden, weight_decay=weight_decay))

    def step(self, rate: float) -> None:
        """Take a step at learning rate *rate* and clear the gradients."""
        for optimiser in self.all:
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

    def state(self) -> list[dict[str, object]]:
        """Return the state to checkpoint."""
        return [optimiser.state_dict() for optimiser in self.all]

    def load(self, states: list[dict[str, object]]) -> None:
        """Take up a checkpointed state."""
        for optimiser, state in zip(self.all, states, strict=True):
            optimiser.load_state_dict(state)


class MovingAverage:
    """Exponential moving average of weights, with a young average's bias kept small."""

    def __init__(self, parameters: Iterable[torch.Tensor], *, decay: float) -> None:
        self._decay = decay
        self.values = [parameter.detach().clone() for parameter in parameters]

    @torch.no_grad()
    def update(self, parameters: Iterable[torch.Tensor], step: int) -> None:
        """Move towards *parameters* after step number *step* (from 1)."""
        decay = min(self._decay, (1 + step) / (10 + step))
        current = [parameter.detach() for parameter in parameters]
        torch._foreach_lerp_(self.values, current, 1 - decay)
