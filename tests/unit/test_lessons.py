"""Chapters: what their files may say, where a broken one is wrong, and that both languages say the same."""

import re
from pathlib import Path

import pytest

from app.io import lessons
from app.io.errors import LessonError
from app.io.lessons import load_shelf, parse_chapter
from app.params.checks import SettingError
from app.params.lab.density import DensityName
from app.params.lab.look import Look
from app.params.lessons.chapter import LONGEST_STEP, Block, Kind, Language
from app.params.lessons.setup import Begin, Doing, FillSetup, LabSetup, PictureSetup, read_setup
from app.params.recipes import Recipe
from app.params.samplers import Sampler
from app.render.formulas import FormulaError, formula_svg
from app.render.lessons import block_html, inline
from tests.pictures.claims import CLAIMS

SHELVES = {language: load_shelf(language) for language in Language}
ENGLISH = {chapter.key: chapter for chapter in SHELVES[Language.ENGLISH].chapters}
KOREAN = {chapter.key: chapter for chapter in SHELVES[Language.KOREAN].chapters}

CHAPTER = """---
title: Mine
idea: A chapter of my own
---

# First

```yaml
setup: {workspace: lab, density: ring, run: play}
target: lab-run/A/sampler
```

Some text,
in two lines.

- one
- two

$$ a^2 $$

## Question

Is it so?

- [ ] no
- [x] yes

Because.

## Look for

This.

## Try

That.

# Second

More.
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder of the user's own chapters."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "score-explorer" / "lessons"
    folder.mkdir(parents=True)
    monkeypatch.setattr(lessons, "own_lessons_folder", lambda: folder)
    return folder


def test_a_chapter_says_what_its_file_says(tmp_path):
    chapter = parse_chapter(CHAPTER, tmp_path / "20-mine.md")
    assert (chapter.key, chapter.title, chapter.idea) == ("20-mine", "Mine", "A chapter of my own")
    first, second = chapter.steps
    assert first.text == (
        Block(Kind.TEXT, ("Some text, in two lines.",)),
        Block(Kind.LIST, ("one", "two")),
        Block(Kind.FORMULA, ("a^2",)),
    )  # fmt: skip
    assert first.formulas == ("a^2",)
    assert isinstance(first.setup, LabSetup)
    assert (first.setup.density.name, first.setup.run) == (DensityName.RING, Begin.PLAY)
    assert first.target == "lab-run/A/sampler"
    assert (first.question.text, first.question.choices, first.question.right) == ("Is it so?", ("no", "yes"), 1)
    assert first.question.answer == (Block(Kind.TEXT, ("Because.",)),)
    assert (first.look[0].lines, first.try_it[0].lines) == (("This.",), ("That.",))
    assert (second.title, second.setup, second.question) == ("Second", None, None)
    assert first.words == 14


def test_a_line_that_begins_with_a_modulus_is_no_table(tmp_path):
    first = parse_chapter(CHAPTER.replace("Because.", "|x| > 1, so no."), tmp_path / "20-mine.md").steps[0]
    assert first.question.answer == (Block(Kind.TEXT, ("|x| > 1, so no.",)),)
    first = parse_chapter(
        CHAPTER.replace("Because.", "| a | b |\n|---|---|\n| 1 | 2 |"), tmp_path / "20-mine.md"
    ).steps[0]
    assert first.question.answer == (Block(Kind.TABLE, ("a | b", "1 | 2")),)


@pytest.mark.parametrize(
    ("before", "after", "line", "what"),
    [
        ("---\ntitle: Mine", "title: Mine", 1, "begins with a head"),
        ("title: Mine", "title: [", 4, ""),
        ("title: Mine", "tittle: Mine", 1, "no title"),
        ("title: Mine", "title: 7", 1, "must be a text"),
        ("# First", "text\n\n# First", 6, "before the first step"),
        ("density: ring", "density: rink", 9, "one of two-gaussians"),
        ("setup: {workspace: lab", "setup: {workspace: kitchen", 9, "lab, sample, inpaint"),
        ("run: play", "run: now", 9, "rest, play, step"),
        ("run: play", "speed: 7", 9, "knows no 'speed'"),
        ("target:", "aim:", 10, "no 'aim'"),
        ("target: lab-run/A/sampler\n```", "target: lab-run/A/sampler", 8, "not closed"),
        ("target: lab", "target: : lab", 10, ""),
        ("$$ a^2 $$", "$$ a^2", 19, "not closed"),
        ("$$ a^2 $$", "$$ $$", 19, "empty"),
        ("$$ a^2 $$", "$$ a^2 $$\n\n$$ b $$", 6, "at most one formula"),
        ("- [x] yes", "- [ ] yes", 22, "one right one"),
        ("- [ ] no\n", "", 22, "two at least"),
        ("Is it so?\n", "", 22, "question itself"),
        ("## Look for", "## Look at", 30, "no part 'Look at'"),
        ("## Try", "## Look for", 34, "already"),
        ("More.", "", 38, "no text"),
        ("More.", "More\x1b[31m", 40, "cannot be shown"),
        ("More.", "More " * 1000, 40, "at most 2000"),
    ],
)  # fmt: skip
def test_a_broken_chapter_says_where(tmp_path, before, after, line, what):
    assert before in CHAPTER
    with pytest.raises(LessonError) as caught:
        parse_chapter(CHAPTER.replace(before, after, 1), tmp_path / "20-mine.md")
    assert str(caught.value).startswith(f"{tmp_path / '20-mine.md'}: line {line}: ")
    assert what in str(caught.value)


def test_the_readme_s_example_is_a_chapter(tmp_path):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^````markdown\n(.*?)^````$", readme, re.MULTILINE | re.DOTALL)
    (step,) = parse_chapter(example, tmp_path / "20-mine.md").steps
    assert step.setup.panels[0].changes == (("temperature", 0.5),)
    assert all((step.question, step.look, step.try_it, step.formulas, step.target))


def test_a_chapter_is_added_by_its_file_alone(own):
    (own / "09-again.md").write_text(CHAPTER)
    (own / "99-last.md").write_text(CHAPTER.replace("Mine", "Last"))
    (own / "notes.md").write_text("nothing")
    for language in Language:
        shelf = load_shelf(language)
        keys = [chapter.key for chapter in shelf.chapters]
        assert keys.index("09-again") + 1 == keys.index("09-levels")
        assert keys[-1] == "99-last"
        assert [chapter.own for chapter in shelf.chapters if chapter.key in ("09-again", "09-levels")] == [True, False]
        assert (shelf.broken, shelf.folder) == ((), str(own))


def test_a_translation_takes_setup_and_target_from_the_first_language(own):
    for language, title in (("en", "Mine"), ("ko", "내 것")):
        (own / language).mkdir()
        text = CHAPTER.replace("Mine", title)
        (own / language / "20-mine.md").write_text(text if language == "en" else text.replace("setup: {", "# {", 1))
    mine = next(c for c in load_shelf(Language.KOREAN).chapters if c.key == "20-mine")
    assert mine.title == "내 것"
    assert mine.steps[0].setup == parse_chapter(CHAPTER, own / "x.md").steps[0].setup


def test_a_broken_chapter_does_not_hide_the_others(own):
    (own / "50-good.md").write_text(CHAPTER)
    (own / "51-bad.md").write_text("# no head")
    (own / "52-binary.md").write_bytes(b"\xff\xfe\x00")
    shelf = load_shelf(Language.ENGLISH)
    assert [chapter.key for chapter in shelf.chapters if chapter.own] == ["50-good"]
    assert [text.split(":")[0].rsplit("/", 1)[1] for text in shelf.broken] == ["51-bad.md", "52-binary.md"]


def test_the_chapters_are_there_in_the_order_of_the_outline():
    assert all(not shelf.broken for shelf in SHELVES.values())
    numbers = [int(key.partition("-")[0]) for key in ENGLISH]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 9
    assert list(KOREAN) == list(ENGLISH)


@pytest.mark.parametrize("key", ENGLISH)
def test_both_languages_say_the_same(key):
    one, other = ENGLISH[key], KOREAN[key]
    assert len(one.steps) == len(other.steps)
    assert any("가" <= character <= "힣" for character in other.title)
    for mine, theirs in zip(one.steps, other.steps, strict=True):
        assert mine.formulas == theirs.formulas
        assert (mine.setup, mine.target) == (theirs.setup, theirs.target)
        assert [bool(part) for part in (mine.question, mine.look, mine.try_it)] == [
            bool(part) for part in (theirs.question, theirs.look, theirs.try_it)
        ]
        assert any("가" <= character <= "힣" for block in theirs.text for line in block.lines for character in line)
        if mine.question is not None:
            assert mine.question.right == theirs.question.right
            assert len(mine.question.choices) == len(theirs.question.choices)
            assert bool(mine.question.answer) is bool(theirs.question.answer) is True


@pytest.mark.parametrize("language", Language)
def test_a_step_is_short(language):
    for chapter in SHELVES[language].chapters:
        assert 2 <= len(chapter.steps) <= 5
        for number, step in enumerate(chapter.steps, 1):
            assert step.words <= LONGEST_STEP, (chapter.key, number)
            assert len(step.formulas) <= 1


@pytest.mark.parametrize("key", ENGLISH)
def test_every_formula_is_drawn(key):
    for step in ENGLISH[key].steps:
        for latex in step.formulas:
            svg = formula_svg(latex, "#123456")
            assert svg.startswith(b"<svg")
            assert b"<symbol" not in svg  # which Qt would not draw
            assert b"#123456" in svg


@pytest.mark.parametrize("latex", [r"\frac{1}{", r"\left( x", "x" * 10_000])
def test_what_is_no_formula_is_refused(latex):
    with pytest.raises(FormulaError):
        formula_svg(latex, "#000000")


def test_text_from_a_file_has_a_few_marks_and_nothing_else():
    assert inline("**a** *b* `c*d*` e~1~ f^2^") == "<b>a</b> <i>b</i> <code>c*d*</code> e<sub>1</sub> f<sup>2</sup>"
    assert inline("<img src='http://x/y.png'> & [a](file:///etc)") == (
        "&lt;img src=&#x27;http://x/y.png&#x27;&gt; &amp; [a](file:///etc)"
    )
    assert inline("2 * 3 * 4 and a~b c~") == "2 * 3 * 4 and a~b c~"
    table = block_html(Block(Kind.TABLE, ("a | b", "1 | **2**")))
    assert "<th align='left'>a</th>" in table
    assert "<td align='left'><b>2</b></td>" in table


def test_every_step_claims_something_that_the_walk_looks_up():
    steps = {(int(key.partition("-")[0]), k + 1) for key, chapter in ENGLISH.items() for k in range(len(chapter.steps))}
    assert steps == CLAIMS.keys()
    read = {(int(k.partition("-")[0]), n + 1) for k, c in ENGLISH.items() for n, s in enumerate(c.steps) if not s.setup}
    assert {place for place, claim in CLAIMS.items() if claim.read} <= read


# Setups


def test_a_setup_of_the_laboratory():
    setup = read_setup(
        {
            "workspace": "lab", "density": {"modes": [[0, 1, 2, 3], [4, 5, 6, 7]]}, "doing": "learning",
            "look": {"sigma": 3, "data": True}, "view": [1, 2, 3], "particles": {"count": 7, "points": [[1, 2]]},
            "a": {"sampler": "annealed", "levels": 3}, "b": {"sampler": "underdamped", "count": 8},
            "shown": {"speed": 10}, "training": {"width": 16}, "run": "step",
        }
    )  # fmt: skip
    assert [(m.x, m.y, m.std, m.weight) for m in setup.density.modes] == [(0, 1, 2, 3), (4, 5, 6, 7)]
    assert (setup.doing, setup.run, setup.view) == (Doing.LEARNING, Begin.STEP, (1, 2, 3))
    a, b = (panel.settings(setup.density) for panel in setup.panels)
    assert (a.sampler, a.levels, a.count, b.sampler, b.count) == (Sampler.ANNEALED, 3, 7, Sampler.UNDERDAMPED, 8)
    assert a.points.points.tolist() == [[1, 2], [1, 2]]
    assert (setup.shown.both, setup.shown.speed, setup.training.width) == (True, 10, 16)
    assert setup.look == Look(sigma=3.0, data=True)
    assert read_setup({"workspace": "lab"}).shown.both is False


def test_a_setup_of_pictures():
    setup = read_setup({"workspace": "sample", "recipe": "fast", "settings": {"count": 3}, "estimate": True})
    assert isinstance(setup, PictureSetup)
    assert (setup.recipe, setup.changes, setup.estimate, setup.run) == (Recipe.FAST, (("count", 3),), True, Begin.REST)
    filling = read_setup({"workspace": "inpaint", "picture": "three", "mask": "left", "filling": {"resample": 2}})
    assert isinstance(filling, FillSetup)
    assert (filling.picture, filling.mask.value, filling.filling.resample) == ("three", "left", 2)


@pytest.mark.parametrize(
    "data",
    [
        None, [], {"workspace": 3}, {"workspace": "lab", "view": [1, 2]}, {"workspace": "lab", "view": [1, 2, 0]},
        {"workspace": "lab", "density": {"modes": [[1]]}}, {"workspace": "lab", "density": {"points": [[1, "x"]]}},
        {"workspace": "lab", "a": {"epsilon": -1}}, {"workspace": "lab", "a": {"sampler": "consistent?"}},
        {"workspace": "lab", "a": {"sampler": "annealed", "sigma_min": 3, "sigma_max": 2}},
        {"workspace": "lab", "look": {"sigma": "1"}},
        {"workspace": "lab", "run": ["play"]}, {"workspace": "sample", "settings": {"counts": 3}},
        {"workspace": "sample", "settings": {"count": 0}}, {"workspace": "sample", "network": 3},
        {"workspace": "inpaint", "picture": "../../etc/passwd"}, {"workspace": "inpaint", "picture": "a", "mask": "b"},
    ],
)  # fmt: skip
def test_a_setup_that_cannot_be_is_refused(data):
    with pytest.raises(SettingError):
        read_setup(data)
