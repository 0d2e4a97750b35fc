"""The progress bars of commands."""

import io

from tqdm import tqdm

from app.commands.bars import make_bar


def test_a_bar_needs_no_thread_of_its_own():
    with make_bar(3, "step", quiet=True) as bar:
        bar.update()
    assert tqdm.monitor is None


def test_a_bar_goes_on_where_it_was_and_looks_at_the_clock_at_every_step(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    with make_bar(2000, "step", quiet=False, done=500) as bar:
        for _ in range(1500):  # quick ones: many would be left out, and with them the slow ones that come after
            bar.update()
        assert bar.miniters == 1
    first, *_, last = said.getvalue().split("\r")[1:]
    assert "500/2000" in first
    assert "2000/2000" in last
