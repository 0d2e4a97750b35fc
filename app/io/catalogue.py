"""The window's catalogue of texts, read without Qt: commands speak the window's languages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from app.io.door import is_file, read_bytes
from app.io.errors import FileError
from app.io.places import translations_folder

LIMIT = 16 * 2**20
"""Bytes of a catalogue."""


def read_catalogue(language: str) -> dict[str, str]:
    """English text -> text in the language; nothing where there is no such catalogue, or none that can be read."""
    path = translations_folder() / f"score-explorer_{language}.ts"
    if not is_file(path):
        return {}
    try:
        messages = ET.fromstring(read_bytes(path, FileError, limit=LIMIT)).iter("message")  # noqa: S314 - our own
    except (FileError, ET.ParseError):  # what is to be said is said in English
        return {}
    pairs = ((m.findtext("source") or "", m.findtext("translation") or "") for m in messages)
    return {text: said for text, said in pairs if said}
