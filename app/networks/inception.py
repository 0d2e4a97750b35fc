"""Inception as the Frechet inception distance has it, with a user's weights; its layers come from torch-fidelity.

Heusel et al. 2017 (arXiv 1706.08500) and Salimans et al. 2016 (arXiv 1606.03498) use the network of TensorFlow's file
inception-2015-12-05: pictures scaled to 299x299 as TensorFlow does it, 2,048 features, 1,008 classes.
"""

from __future__ import annotations

import io

import torch
from torch import Tensor, nn

from app.params import SettingError

AT_ONCE = 16
CLASSES = 1008
FEATURES = ["2048", "logits_unbiased"]
"""What is asked of it: the features, and the logits without their bias, as the published scores have them."""

TELLING = ("Conv2d_1a_3x3.conv.weight", "fc.weight")
"""Tensors by which a file of its weights is known."""

MISSING = "Inception's features need the library torch-fidelity: pip install 'score-explorer[inception]'"


class Inception(nn.Module):
    """Pictures of any size, grey or RGB, to features [B, 2048] and logits [B, 1008]."""

    shape = None
    classes = CLASSES
    at_once = AT_ONCE

    def __init__(self) -> None:
        super().__init__()
        self.layers = _blank()

    @torch.no_grad()
    def look(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """(features, logits) of pictures uint8 [B, C, H, W] with C = 1 or 3."""
        features, logits = self.layers(pictures.expand(-1, 3, -1, -1).contiguous())
        return features, logits


def _blank() -> nn.Module:
    """The library's network without weights. Raises SettingError where the library is missing.

    It reads its weights while it is made, by a pickle of any content, or from the net: it is handed an empty one.
    """
    try:
        from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3
    except ImportError as error:
        raise SettingError(MISSING) from error

    buffer = io.BytesIO()
    torch.save({}, buffer)
    buffer.seek(0)
    unread = type("Unread", (FeatureExtractorInceptionV3,), {"load_state_dict": lambda *_: None})
    network = unread("inception", FEATURES, feature_extractor_weights_path=buffer)
    network.__class__ = FeatureExtractorInceptionV3
    found: nn.Module = network
    return found
