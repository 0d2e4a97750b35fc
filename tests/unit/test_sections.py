"""The paper is cited right: where its algorithm, its figures and its choices stand, in every text that names both."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

STANDS = {
    r"Algorithm 1\b|알고리즘 1\b": {"4.3"},
    r"Figure 1\b|그림 1\b": {"3.1"},
    r"Figure 2\b|그림 2\b": {"3.2.1"},
    r"Figure 3\b|그림 3\b": {"3.2.2", "4.3"},
    r"choice of α|α를 그렇게 고르는": {"4.3"},
    r"is geometric": {"4.1"},
    r"manifold hypothesis|다양체 가설": {"3.1"},
    r"equations? [56]\b": {"4.2"},
}
"""What stands where (Song & Ermon 2019, arXiv 1907.05600); Figure 3 and its remedy in two places."""

SECTION = r"(?:sections? (?P<{0}>\d(?:\.\d)+)|(?P<{0}k>\d(?:\.\d)+)절)"
NEAR = r"[^.;:)\n]{0,45}"
OTHERS = re.compile(r"et al|2020|2021|2022|Vincent|Hyvärinen")
"""Other papers have sections, too."""


def cited(text):
    """(what, section) wherever a text names something of the paper close to a section."""
    if "section" not in text and "절" not in text:
        return
    for what in STANDS:
        pattern = f"(?:{what}){NEAR}{SECTION.format('after')}|{SECTION.format('before')}{NEAR}(?:{what})"
        for match in re.finditer(pattern, text):
            if not OTHERS.search(match.group()):
                yield what, next(filter(None, match.groups())), match.group()


@pytest.mark.parametrize("folder", ["resources/help", "resources/lessons", "app"])
def test_the_paper_is_cited_right(folder):
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in {".md", ".py"}]
    found = [(path.name, *cite) for path in files for cite in cited(path.read_text(encoding="utf-8"))]
    assert found or folder == "resources/lessons"
    assert [cite for cite in found if cite[2] not in STANDS[cite[1]]] == []


def test_what_is_found():
    text = "In the paper: Algorithm 1 (section 4.2). As section 3.2.1 and Figure 2 say; Figure 1 is in section 3.2.2"
    assert sorted(section for _, section, _ in cited(text)) == ["3.2.1", "3.2.2", "4.2"]
    assert [section for _, section, _ in cited("논문에서: 4.2절, 알고리즘 1.")] == ["4.2"]
    assert list(cited("Algorithm 1 (Karras et al. 2022, section 3.2)")) == []
