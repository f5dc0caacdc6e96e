"""The encoder in PyTorch, for training. The parameters have the names of weights.py."""

import torch
import torch.nn.functional as F

HEADS = 12
WORDS = "embeddings.word_embeddings.weight"


def encode(params, ids, mask, layers):
    """Returns unit vectors [batch, hidden] of the token ids [batch, length]. mask is 1 for a token and 0 for padding.

    The last layer computes the first position only, because it alone is the text's vector.
    """
    x = params[WORDS][ids] if not params[WORDS].requires_grad else F.embedding(ids, params[WORDS])
    x = x + params["embeddings.position_embeddings.weight"][: ids.shape[1]] + params["embeddings.token_type_embeddings.weight"][0]
    x = norm(params, "embeddings.LayerNorm", x)
    bias = ((1 - mask.float()) * -1e4)[:, None, None, :]
    for i in range(layers):
        x = layer(params, f"encoder.layer.{i}.", x, bias, only_first=i == layers - 1)
    return F.normalize(x[:, 0].float(), dim=-1)


class Round(torch.autograd.Function):
    """Rounds. The gradient passes unchanged, as if nothing were rounded."""

    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, gradient):
        return gradient


def rounded(params):
    """Returns params with matrices that have only the values of 7 bits per row, as in the exported model."""
    return {n: rounded_rows(p) if n.startswith("encoder") and p.ndim == 2 else p for n, p in params.items()}


def rounded_rows(matrix):
    scale = matrix.detach().abs().amax(1, keepdim=True).clamp(min=1e-12) / 64
    return Round.apply(matrix / scale) * scale


def linear(params, name, x):
    return F.linear(x, params[name + ".weight"], params[name + ".bias"])


def norm(params, name, x):
    return F.layer_norm(x, x.shape[-1:], params[name + ".weight"], params[name + ".bias"], 1e-12)


def layer(params, name, x, bias, only_first):
    rows = x[:, :1] if only_first else x
    heads = lambda part, of: linear(params, f"{name}attention.self.{part}", of).unflatten(-1, (HEADS, -1)).transpose(1, 2)
    q, k, v = heads("query", rows), heads("key", x), heads("value", x)
    weights = torch.softmax(q @ k.transpose(-1, -2) / k.shape[-1] ** 0.5 + bias, -1).to(v.dtype)
    mixed = (weights @ v).transpose(1, 2).flatten(2)
    rows = norm(params, name + "attention.output.LayerNorm", rows + linear(params, name + "attention.output.dense", mixed))
    wide = F.gelu(linear(params, name + "intermediate.dense", rows))
    return norm(params, name + "output.LayerNorm", rows + linear(params, name + "output.dense", wide))
