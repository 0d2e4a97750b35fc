"""The script of quality against evaluations: its table goes on where it stopped, its picture shows what it says."""

import dataclasses
import shutil

import numpy as np
import pytest
from PySide6.QtGui import QColor

from app.params import Sampler
from app.params.samplers import ROWS
from tests.bench import quality
from tests.bench.quality import SERIES, Judge, Row, measure_all, read_table, write_table
from tests.bench.quality_picture import COLOURS, DENSITY, charts, draw
from tests.models import ExactModel

COUNT = 20


class Model(ExactModel):
    """Digit-sized pictures with closed form, and Algorithm 1's settings of such a network."""

    def __init__(self):
        super().__init__(lambda x, sigma: (0.2 - x) / (0.1 + sigma**2), (1, 28, 28), (20.0, 0.01))

    def describe(self):
        recommended = {"levels": 450, "sigma_max": 5.1, "sigma_min": 0.03, "epsilon": 7.2e-4, "start": "normal"}
        return dataclasses.replace(super().describe(), recommended=recommended)


@pytest.fixture(scope="module")
def judge():
    rng = np.random.default_rng(0)
    return Judge.of(*(rng.integers(0, 256, (n, 1, 28, 28), np.uint8) for n in (30, 60)), COUNT)


def row(series="DPM-Solver++", evaluations=18, **changes):
    values = {"samples": COUNT, "weights": "0" * 12, **changes}
    return dataclasses.replace(
        Row(series, "dpm-solver", 18, evaluations, COUNT, 40.0, 4.0, 0.5, 1.0, 0.1, 0.95, 0.99, 2.0, ""), **values
    )


def test_every_sampler_of_pictures_has_a_series_and_every_series_its_costs():
    assert {series.sampler for series in SERIES} == {s for s in Sampler if ROWS[s].pictures}
    assert len({series.label for series in SERIES}) == len(SERIES)
    info = Model().describe()
    for series in SERIES:
        costs = [settings.plan.total for settings in series.settings(info, COUNT)]
        assert costs == sorted(set(costs))
        assert all(settings.sampler is series.sampler for settings in series.settings(info, COUNT))


def test_what_is_measured_is_written_and_not_measured_again(tmp_path, judge, monkeypatch):
    table, runs = tmp_path / "quality.csv", []
    run = quality.run_all
    monkeypatch.setattr(quality, "run_all", lambda model, settings: runs.append(settings) or run(model, settings))
    rows = measure_all(Model(), judge, COUNT, table, ["DPM-Solver++", "Heun (ODE)"], most=10)
    assert [(r.series, r.evaluations) for r in rows] == [("Heun (ODE)", 7), ("DPM-Solver++", 6), ("DPM-Solver++", 10)]
    assert len(runs) == 3
    assert all(r.frechet > 0 and 0 < r.top_probability <= 1 and r.floor == judge.floor[0] for r in rows)
    shutil.copy(table, tmp_path / "before.csv")
    again = measure_all(Model(), judge, COUNT, table, ["DPM-Solver++"], most=18)
    assert len(runs) == 4
    assert len(again) == 4
    assert table.read_text().splitlines()[:2] == (tmp_path / "before.csv").read_text().splitlines()[:2]


def test_rows_of_other_weights_or_numbers_are_measured_anew(tmp_path, judge):
    table = tmp_path / "quality.csv"
    write_table(table, [row(weights="another"), row(samples=50), row()])
    rows = measure_all(Model(), judge, COUNT, table, ["no series"])
    assert [(r.samples, r.weights) for r in rows] == [(COUNT, "0" * 12)]


def test_a_table_comes_back_as_it_was(tmp_path):
    rows = [row("DDIM (ODE)", 6), row("DDIM (ODE)", 10, frechet=12.5), row()]
    write_table(tmp_path / "a.csv", rows[::-1])
    assert read_table(tmp_path / "a.csv") == rows
    assert read_table(tmp_path / "none.csv") == []


def test_the_picture_has_each_point_where_its_numbers_are(qapp):
    points = [("a", 10, 50.0, 0.90), ("a", 100, 8.0, 0.97), ("b", 30, 20.0, 0.94)]
    image = draw(points, row())
    first, second = charts(points, row())
    for name, evaluations, frechet, top in points:
        colour = QColor(COLOURS["ab".index(name)])
        for place in (first.place(evaluations, frechet), second.place(evaluations, top)):
            assert image.pixelColor((place * DENSITY).toPoint()) == colour
    for chart, floor in ((first, 4.0), (second, 0.99)):
        y = round(chart.place(30, floor).y() * DENSITY)
        left, right = (round(x * DENSITY) for x in (chart.area.left(), chart.area.right()))
        dark = [image.pixelColor(x, y).lightness() < 80 for x in range(left, right)]
        assert sum(dark) > 0.4 * len(dark)  # dashes
    assert first.place(10, 50).y() < first.place(100, 8).y()  # more is higher
    assert second.place(10, 0.9).y() > second.place(100, 0.97).y()
