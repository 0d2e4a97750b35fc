"""Settings of inpainting."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from app.params.samplers import ROWS, Sampler
from app.params.sampling import SampleSettings
from app.params.schedule import Plan
from app.params.settings import Option, Settings, setting

MAX_RESAMPLE = 1000


class Paste(Option):
    """How the known pixels are kept while sampling: all put a noisy copy of them in x, at the state's own sigma."""

    STEP = "step", "copy each step", "as in ncsnv2: pasted before every step"
    """A fresh noisy copy before every step (ncsnv2)."""
    LEVEL = (
        "level", "copy each level",
        "as in ncsn, and the inpainting algorithm in the appendix of Song & Ermon 2019: pasted after every step",
    )  # fmt: skip
    """One noisy copy a level, pasted after every step (ncsn; the inpainting algorithm of Song & Ermon 2019)."""
    RUN = "run", "one copy for the run", "the same noise z all along, pasted before every step with its own σ"
    """One z a sample for the whole run: known = source + sigma z before every step, a path of the ODE by itself."""


@dataclass(frozen=True)
class InpaintSettings(Settings):
    """What inpainting adds to :class:`SampleSettings`.

    ``resample``: how often each level is run; between two passes noise is added that takes x back to the level above
    (after Lugmayr et al. 2022, arXiv 2201.09865, section 4.2): the filled part gets time to adapt to the known one.
    """

    paste: Paste = setting(
        Paste.STEP, "Known pixels", name="How known pixels are held", flags=("--method",),
        help="known pixels get one noisy copy a level (ncsn), a fresh one at each step (ncsnv2; default), or one for "
             "the run (default of the samplers that follow an ODE)",
        tip="Where the mask is black, x is replaced by the picture plus noise σ<sub>i</sub> z of the present level, so "
            "that the network sees one picture of one noise level. The noise z is fresh at each step, or one for all "
            "steps of a level",
    )  # fmt: skip
    resample: int = setting(
        1, "Passes per level r", name="Passes per level", symbol="r", low=1, high=MAX_RESAMPLE, scale=(1, 20),
        flags=("--resample",), metavar="R", help="run each level R times, jumping back up between",
        tip="Each level is run r times; between two passes noise takes x back up to the level above: "
            "x + √(σ<sub>i−1</sub>² − σ<sub>i</sub>²) z (after Lugmayr et al. 2022). The halves join better; the run "
            "takes r times as long",
    )  # fmt: skip

    def suited(self, sampler: Sampler) -> InpaintSettings:
        """The same, but one noise for the run instead of fresh ones where the slopes of a step must belong together."""
        fresh = self.paste is Paste.STEP and ROWS[sampler].leads_on
        return dataclasses.replace(self, paste=Paste.RUN) if fresh else self

    def plan(self, settings: SampleSettings) -> Plan:
        """How many evaluations a filling takes; the denoising step is always among them."""
        return Plan.of(settings, passes=self.resample, denoise=True)
