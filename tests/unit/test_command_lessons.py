"""The lessons as pages: whole, in both languages, with pictures of the program's own, and nothing from elsewhere."""

import re
from html.parser import HTMLParser

import pytest

from app.cli import main
from app.io import lessons
from app.io.images import read_picture
from app.io.lessons import load_shelf
from app.params.lessons.chapter import Language
from app.params.words import is_english

SMALL = """---
title: Small
idea: To be drawn quickly
---

# Particles

```yaml
setup: {workspace: lab, a: {count: 5, steps_per_level: 2}, shown: {exact: true, trail: 2}, run: play}
```

Text.

# Field

```yaml
setup: {workspace: lab, doing: field, density: segment, look: {sigma: 0.1}}
```

Text.

# Training

```yaml
setup: {workspace: lab, doing: learning, training: {width: 8, depth: 1, batch_size: 8, steps: 2}, run: play}
```

Text with <b>tags</b> & such.

# Waiting

```yaml
setup: {workspace: sample, run: rest}
```

Nothing to see yet.
"""


class Links(HTMLParser):
    """All that a page refers to."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src")]


def pages(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_every_chapter_is_a_page_in_both_languages(tmp_path, capsys):
    folder = tmp_path / "new" / "pages"
    assert main(["lessons", "--out", str(folder), "--no-pictures"]) == 0
    found = pages(folder)
    shelves = [load_shelf(language) for language in Language]
    expected = {f"{s.language}/{c.key}.html" for s in shelves for c in s.chapters}
    assert found.keys() == expected | {"index.html", "en/index.html", "ko/index.html"}
    for name, text in found.items():
        for link in Links(text).found:
            assert not re.match(r"\w+:|//", link), link
            assert (folder / name).parent.joinpath(link).resolve().is_file(), (name, link)
    assert "url=en/index.html" in found["index.html"]
    for shelf in shelves:
        for chapter in shelf.chapters:
            text = found[f"{shelf.language}/{chapter.key}.html"]
            assert f'<html lang="{shelf.language}">' in text
            assert text.count("<h2>") == len(chapter.steps)
            assert text.count("<svg") == sum(len(step.formulas) for step in chapter.steps)
            assert text.count("<details>") == sum(step.question is not None for step in chapter.steps)
    assert f"{len(shelves[0].chapters)} chapters, 0 pictures" in capsys.readouterr().out


@pytest.fixture
def small(tmp_path, monkeypatch):
    folder = tmp_path / "lessons"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "01-small.md").write_text(SMALL)
    monkeypatch.setattr(lessons, "lessons_folder", lambda: folder)
    monkeypatch.setattr(lessons, "own_lessons_folder", lambda: tmp_path / "none")
    return folder


def test_a_picture_of_the_laboratory_has_its_words_in_each_language(qapp, tmp_path, small, capsys):
    folder = tmp_path / "pages"
    assert main(["lessons", "--out", str(folder), "--quiet"]) == 0
    names = [f"01-small-{k}.png" for k in (1, 2, 3)]
    korean = [f"01-small-{k}-ko.png" for k in (1, 2, 3)]
    assert {path.name for path in (folder / "pictures").iterdir()} == {*names, *korean}
    one, other = (read_picture(folder / "pictures" / name) for name in ("01-small-3.png", "01-small-3-ko.png"))
    assert one.shape == other.shape
    assert (one != other).any(axis=2).mean() < 0.05  # their titles
    assert is_english()
    widths = [read_picture(folder / "pictures" / name).shape[1] for name in names]
    assert widths[2] > 2 * widths[1] * 0.75  # exact, learned, error beside one field
    for language in Language:
        text = (folder / language / "01-small.html").read_text(encoding="utf-8")
        assert [link for link in Links(text).found if link.endswith(".png")] == [
            f"../pictures/{name}" for name in (korean if language is Language.KOREAN else names)
        ]
        assert "&lt;b&gt;tags&lt;/b&gt; &amp; such" in text
    assert "1 chapters, 3 pictures" in capsys.readouterr().out


def test_a_broken_chapter_is_named_and_the_others_are_written(tmp_path, small, capsys):
    (small / "en" / "02-bad.md").write_text("nothing")
    assert main(["lessons", "--out", str(tmp_path / "pages"), "--no-pictures", "--language", "en"]) == 1
    assert "left out:" in (out := capsys.readouterr().out)
    assert "02-bad.md: line 1:" in out
    assert (tmp_path / "pages" / "en" / "01-small.html").is_file()
    assert not (tmp_path / "pages" / "ko").exists()


def test_a_file_is_no_folder(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert main(["lessons", "--out", str(tmp_path / "file")]) == 2
    assert "names a folder" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "x"
