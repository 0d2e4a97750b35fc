"""Reading lessons, and drawing their formulas, in a thread."""

from __future__ import annotations

from app.params.lessons.chapter import Chapter, Language, Shelf


def read_shelf(language: Language) -> Shelf:
    """All chapters in a language. What cannot be read is said in it."""
    from app.io.lessons import load_shelf

    return load_shelf(language)


def read_page(names: tuple[str, ...], language: Language) -> Chapter:
    """The first page of help that there is of these names."""
    from app.io.lessons import load_page

    return load_page(names, language)


def lesson_picture(name: str) -> str:
    """The path of a picture that a setup names."""
    from app.io.lessons import picture_path

    return str(picture_path(name))
