"""What a sweep asks for before anybody has chosen anything."""

import pytest

from app.params import Sampler, SampleSettings
from app.params.samplers import ROWS
from app.ui.runs.sweep_form import SweepForm


@pytest.mark.parametrize("sampler", [sampler for sampler in Sampler if ROWS[sampler].pictures])
def test_the_first_axes_are_of_settings_that_act_in_the_sampler(qtbot, sampler):
    settings = SampleSettings()
    form = SweepForm(lambda key: sampler if key == "sampler" else getattr(settings, key), filling=False)
    qtbot.addWidget(form)
    across, down = form.axes()
    assert across.key != down.key
    assert all(ROWS[sampler].uses(axis.key) for axis in (across, down))
    assert all(len(axis.values) > 1 for axis in (across, down))
