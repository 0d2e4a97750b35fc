"""The public networks written out step by step, without a thought for speed: what ours are compared with.

They take a ``state_dict`` and know no modules: each line is one operation of the papers' description.
"""

import math

import torch
import torch.nn.functional as F


def _conv(s, name, x, dilation=1):
    w = s[f"{name}.weight"]
    return F.conv2d(x, w, s.get(f"{name}.bias"), padding=dilation * (w.shape[-1] // 2), dilation=dilation)


def _norm(s, name, x, y):
    """Instance normalisation in all its forms, told apart by the names and shapes of the coefficients."""
    h = F.instance_norm(x, eps=1e-5)
    embed = s.get(f"{name}.embed.weight")
    if embed is None:
        gamma, alpha, beta = (s[f"{name}.{part}"][None] for part in ("gamma", "alpha", "beta"))
    elif embed.shape[1] == 2 * x.shape[1]:
        gamma, beta = embed[y].chunk(2, dim=-1)
        return gamma[..., None, None] * h + beta[..., None, None]
    else:
        gamma, alpha, beta = embed[y].chunk(3, dim=-1)
    means = x.mean(dim=(2, 3))
    m, v = means.mean(dim=-1, keepdim=True), means.var(dim=-1, keepdim=True)
    means = (means - m) / torch.sqrt(v + 1e-5)
    h = h + means[..., None, None] * alpha[..., None, None]
    return gamma[..., None, None] * h + beta[..., None, None]


def _pool(x):
    return (x[:, :, ::2, ::2] + x[:, :, 1::2, ::2] + x[:, :, ::2, 1::2] + x[:, :, 1::2, 1::2]) / 4


def _block(s, name, x, y, dilation):
    pooled = f"{name}.conv2.conv.weight" in s
    h = _conv(s, f"{name}.conv1", F.elu(_norm(s, f"{name}.normalize1", x, y)), dilation)
    h = F.elu(_norm(s, f"{name}.normalize2", h, y))
    if pooled:
        return _pool(_conv(s, f"{name}.shortcut.conv", x)) + _pool(_conv(s, f"{name}.conv2.conv", h))
    h = _conv(s, f"{name}.conv2", h, dilation)
    return (_conv(s, f"{name}.shortcut", x, dilation) if f"{name}.shortcut.weight" in s else x) + h


def _rcu(s, name, x, y, conditional):
    i = 1
    while f"{name}.{i}_1_conv.weight" in s:
        residual = x
        for j in (1, 2):
            if conditional:
                x = _norm(s, f"{name}.{i}_{j}_norm", x, y)
            x = _conv(s, f"{name}.{i}_{j}_conv", F.elu(x))
        x = x + residual
        i += 1
    return x


def _refine(s, name, xs, y, conditional):
    hs = [_rcu(s, f"{name}.adapt_convs.{i}", x, y, conditional) for i, x in enumerate(xs)]
    h = hs[0]
    if len(hs) > 1:
        h = torch.zeros(())
        for i, part in enumerate(hs):
            if conditional:
                part = _norm(s, f"{name}.msf.norms.{i}", part, y)
            part = _conv(s, f"{name}.msf.convs.{i}", part)
            h = h + F.interpolate(part, size=hs[0].shape[2:], mode="bilinear", align_corners=True)
    path = h = F.elu(h)
    for i in (0, 1):
        if conditional:
            path = F.avg_pool2d(_norm(s, f"{name}.crp.norms.{i}", path, y), 5, stride=1, padding=2)
        else:
            path = F.max_pool2d(path, 5, stride=1, padding=2)
        path = _conv(s, f"{name}.crp.convs.{i}", path)
        h = path + h
    return _rcu(s, f"{name}.output_convs", h, y, conditional)


DILATIONS = {
    "standard": [("1", 1), ("2", 1), ("3", 2), ("4", 4)],
    "deeper": [("1", 1), ("2", 1), ("3", 1), ("4", 2), ("5", 4)],
    "deepest": [("1", 1), ("2", 1), ("3", 1), ("31", 1), ("4", 2), ("5", 4)],
}
REFINES = {"standard": "1 2 3 4", "deeper": "1 2 3 4 5", "deepest": "1 2 31 3 4 5"}


def refinenet(s, x, labels, depth="standard"):
    """NCSN's output (the score), or NCSNv2's before its division by sigma; data in [0, 1]."""
    conditional = "normalizer.embed.weight" in s
    h = _conv(s, "begin_conv", 2 * x - 1)
    maps = []
    for stage, dilation in DILATIONS[depth]:
        for i in (0, 1):
            h = _block(s, f"res{stage}.{i}", h, labels, dilation)
        maps.append(h)
    h = None
    for refine in REFINES[depth].split():
        fine = maps.pop()
        h = _refine(s, f"refine{refine}", [fine] if h is None else [fine, h], labels, conditional)
    return _conv(s, "end_conv", F.elu(_norm(s, "normalizer", h, labels)))


def tutorial(s, x, t, base=25.0):
    """The tutorial's ScoreNet at times t [B]."""
    projected = t[:, None] * s["embed.0.W"][None, :] * 2 * math.pi
    embed = torch.cat([projected.sin(), projected.cos()], dim=-1)
    embed = F.linear(embed, s["embed.1.weight"], s["embed.1.bias"])
    embed = embed * embed.sigmoid()

    def shifted(h, i, norm, groups):
        h = h + F.linear(embed, s[f"dense{i}.dense.weight"], s[f"dense{i}.dense.bias"])[..., None, None]
        h = F.group_norm(h, groups, s[f"{norm}.weight"], s[f"{norm}.bias"])
        return h * h.sigmoid()

    h1 = shifted(F.conv2d(x, s["conv1.weight"]), 1, "gnorm1", 4)
    h2 = shifted(F.conv2d(h1, s["conv2.weight"], stride=2), 2, "gnorm2", 32)
    h3 = shifted(F.conv2d(h2, s["conv3.weight"], stride=2), 3, "gnorm3", 32)
    h4 = shifted(F.conv2d(h3, s["conv4.weight"], stride=2), 4, "gnorm4", 32)
    join = (lambda a, b: torch.cat([a, b], 1)) if s["tconv3.weight"].shape[0] == 2 * h3.shape[1] else torch.add
    h = shifted(F.conv_transpose2d(h4, s["tconv4.weight"], stride=2), 5, "tgnorm4", 32)
    h = F.conv_transpose2d(join(h, h3), s["tconv3.weight"], stride=2, output_padding=1)
    h = shifted(h, 6, "tgnorm3", 32)
    h = F.conv_transpose2d(join(h, h2), s["tconv2.weight"], stride=2, output_padding=1)
    h = shifted(h, 7, "tgnorm2", 32)
    h = F.conv_transpose2d(join(h, h1), s["tconv1.weight"], s["tconv1.bias"])
    return h / torch.sqrt((base ** (2 * t) - 1) / 2 / math.log(base))[:, None, None, None]
