"""Rows of exports, what writes them, and what they leave in files."""

import csv

import numpy as np
import pytest

from app.io.animation import FILMS
from app.io.images import read_mask
from app.io.pictures import PICTURES
from app.io.tables import save_csv
from app.jobs.export import MEASURED, SVG, WRITERS, Target, write
from app.params import LiveParams, Sampler
from app.params.export import EXPORTS, Content, ExportOptions, MaskExport, StepsExport
from app.params.settings import fields_of
from app.ui.workspace import WORKSPACES
from tests.ui.test_workers import progress

AS_PICTURES = {Content.GRID, Content.LEVELS, Content.SAMPLES, Content.VIEW, Content.SWEEP}


def test_each_content_has_rows_and_a_writer():
    assert {row.content for row in EXPORTS.values()} == set(WRITERS) == set(Content)


def test_plots_are_pictures_or_svg():
    rows = [row.ending for row in EXPORTS.values() if row.content is Content.PLOTS]
    assert sorted(rows) == sorted([*PICTURES, SVG])


def test_each_ending_of_pictures_and_films_has_a_format_and_the_other_way_round():
    assert {row.ending for row in EXPORTS.values() if row.content in AS_PICTURES} == set(PICTURES)
    assert {row.ending for row in EXPORTS.values() if row.content is Content.FILM} == set(FILMS)


def test_rows_name_options_and_workspaces_that_there_are():
    for row in EXPORTS.values():
        assert set(row.options) <= fields_of(ExportOptions).keys(), row.key
        assert set(row.workspaces) <= {*(spec.key for spec in WORKSPACES), "sweep"}, row.key
    assert {option for row in EXPORTS.values() for option in row.options} == fields_of(ExportOptions).keys()


@pytest.mark.parametrize(
    ("rows", "columns", "count", "expected"), [(2, 0, 7, 4), (3, 5, 7, 5), (0, 0, 7, 0), (1, 0, 1, 1)]
)
def test_rows_alone_ask_for_as_many_columns_as_they_need(rows, columns, count, expected):
    options = ExportOptions(rows=rows, columns=columns).with_columns_for(count)
    assert (options.rows, options.columns) == (rows, expected)


def test_the_steps_are_a_line_each(tmp_path):
    steps = (progress(done=1), progress(done=2, denoising=True))
    path = str(tmp_path / "steps.csv")
    assert write(Target(EXPORTS["steps"], path), StepsExport(steps, Sampler.ANNEALED)) == [path]
    with (tmp_path / "steps.csv").open(newline="") as file:
        header, first, last = csv.reader(file)
    assert tuple(header) == (*MEASURED, "epsilon", "steps_per_level", "temperature")
    assert (first[:3], last[:3]) == (["1", "1", "1"], ["2", "", ""])  # the denoising step has no level
    assert float(first[header.index("epsilon")]) == steps[0].params.epsilon


def test_a_table_is_the_same_bytes_on_every_machine(tmp_path, monkeypatch):
    monkeypatch.setattr("os.linesep", "\n\n")  # whatever the platform ends its lines with
    low, high = LiveParams(1e-5, 2, 1.0), LiveParams(2.5e-4, 2, 0.1 + 0.2)
    steps = (
        progress(done=1, sigma=0.5, alpha=2e-5, eta=8e-5, score_norm=1 / 3, snr=None, params=low),
        progress(done=2, level=9, step=1, sigma=1e16, alpha=None, eta=None, score_norm=1e300, snr=0.1, params=high),
        progress(done=3, denoising=True, sigma=1e-7, alpha=1.0, eta=1.0, score_norm=float("inf"), params=low),
    )
    write(Target(EXPORTS["steps"], str(tmp_path / "steps.csv")), StepsExport(steps, Sampler.ANNEALED))
    assert (tmp_path / "steps.csv").read_bytes() == (
        b"evaluation,level,step,sigma,alpha,eta,score_norm,snr,epsilon,steps_per_level,temperature\r\n"
        b"1,1,1,0.5,2e-05,8e-05,0.3333333333333333,,1e-05,2,1.0\r\n"
        b"2,10,2,1e+16,,,1e+300,0.1,0.00025,2,0.30000000000000004\r\n"
        b"3,,,1e-07,,,inf,,1e-05,2,1.0\r\n"
    )
    save_csv(tmp_path / "words.csv", ("σ", "a,b"), [("ä", 'say "x"'), ("", -0.0)])
    assert (tmp_path / "words.csv").read_bytes() == b'\xcf\x83,"a,b"\r\n\xc3\xa4,"say ""x"""\r\n,-0.0\r\n'


def test_the_mask_is_white_where_it_is_to_be_filled(tmp_path):
    mask = np.zeros((4, 6), bool)
    mask[1:3, 2:] = True
    write(Target(EXPORTS["mask"], str(tmp_path / "mask.png")), MaskExport(mask))
    assert np.array_equal(read_mask(tmp_path / "mask.png", 4, 6), mask)
