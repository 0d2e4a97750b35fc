"""The user's language: texts of the program and Qt's own, where a translation is there; English otherwise.

Translations are ``resources/translations/score-explorer_<language>.qm``; ``python -m tests.translations`` makes them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

FONT = (
    "No font for Korean",
    (
        "No font of this system has Korean letters. Install one and start again: Noto Sans CJK KR, or Nanum Gothic "
        "(on Debian and Ubuntu the packages fonts-noto-cjk and fonts-nanum)."
    ),
)
"""Title and text of a message that must be readable without one: in English always."""


def install_language(application: QCoreApplication, folder: str, locale: QLocale | None = None) -> list[QTranslator]:
    """Load the translations in ``folder`` that suit ``locale`` (the system's by default); those installed.

    Call before any widget is made. Without a translation of the program Qt's own dialogs stay English, too: a window in
    two languages helps nobody.
    """
    locale = locale or QLocale.system()
    own = QTranslator(application)
    if not own.load(locale, "score-explorer", "_", folder):
        return []
    qt = QTranslator(application)
    found = [own]
    if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        found.insert(0, qt)
    for translator in found:
        application.installTranslator(translator)
    return found


def lacks_letters(locale: QLocale) -> bool:
    """Whether the language is written in letters that no font of the system has."""
    korean = locale.language() == QLocale.Language.Korean
    return korean and not QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
