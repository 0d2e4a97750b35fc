"""One term, one translation: the glossary is read, and every Korean text of window and commands is held to it."""

import functools
import re
from collections import defaultdict

import pytest

from app.io.catalogue import read_catalogue
from app.io.places import help_folder, lessons_folder

ROW = re.compile(r"^\|([^|]+)\|([^|]+)\|([^|]*)\|$", re.MULTILINE)
REMARK = re.compile(r"\([^()]*\)")
TYPED = re.compile(
    r"--[\w-]+(?: FILE| PNG)?|(?<!\w)'[^']*'|“[^”]*”|\[[^\]]*\]|\w*[_/]\w[\w/]*|\b[\w.]+(?:[-:.][\w.]+)+|^[a-z]+$"
    r"|<[^>]*>|sections [\w, ]+|one of lab, sample, inpaint|\barrays: [^(]*|x, y, log_density.*|sample(?= --)"
    r"|commands? [\w-]+ (?:and )?\w+"
)
"""What is typed, or a name: it is the same in all languages. Words with hyphens are, too, but for the glossary's."""
HANGUL = re.compile("[가-힣]")


def words(cell):
    """The words of a cell, without what is remarked of them."""
    return [word.strip() for word in REMARK.sub("", cell).split(",") if word.strip()]


def read():
    """(translations by English term, those not taken by English term, those of these that mean nothing else)."""
    taken, refused, nowhere = defaultdict(set), defaultdict(set), set()
    text = (lessons_folder() / "glossary.md").read_text(encoding="utf-8")
    for english, korean, other in ROW.findall(text)[2:]:
        for term in words(english):
            taken[term] |= set(words(korean))
            refused[term] |= {word for word in words(other.partition(":")[0]) if HANGUL.match(word)}
        nowhere |= refused[term] if ":" not in other else set()
    return taken, refused, nowhere


TAKEN, REFUSED, NOWHERE = read()
KOREAN = {english: korean for english, korean in read_catalogue("ko").items() if HANGUL.search(korean)}
SAID = {english: TYPED.sub("", english) for english in KOREAN}
PAGES = sorted(path for folder in (lessons_folder(), help_folder()) for path in (folder / "ko").glob("*.md"))


@functools.cache
def saying(term):
    """The texts that have a term."""
    there = re.compile(rf"(?<![\w-]){re.escape(term)}(?:e?s)?(?![\w-])", re.IGNORECASE)
    return [english for english, said in SAID.items() if there.search(english if "-" in term else said)]


@pytest.mark.parametrize("term", sorted(TAKEN), ids=lambda term: term.encode("ascii", "replace").decode())
def test_a_term_has_one_translation(term):
    wrong = {text: KOREAN[text] for text in saying(term) if not any(word in KOREAN[text] for word in TAKEN[term])}
    assert wrong == {}


@pytest.mark.parametrize("term", sorted(t for t in REFUSED if REFUSED[t]), ids=str.split)
def test_none_is_translated_by_a_word_that_was_not_taken(term):
    for text in saying(term):
        there = {word for other in TAKEN if text in saying(other) for word in TAKEN[other]}
        assert [word for word in REFUSED[term] if word in without(there, KOREAN[text])] == [], (text, KOREAN[text])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_lessons_and_help_use_no_word_that_was_not_taken(path):
    bare = without({word for found in TAKEN.values() for word in found}, path.read_text(encoding="utf-8"))
    assert [word for word in NOWHERE if word in bare] == []


def without(words, text):
    """A text without these words, the longer ones first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text
