"""The program's own words around the text of a lesson, in the lesson's language, whatever that of the window is."""

from __future__ import annotations

from dataclasses import dataclass

from app.params.lessons.chapter import Language


@dataclass(frozen=True)
class Words:
    """{0} in ``other`` is the right answer."""

    title: str
    intro: str
    all: str
    back: str
    next: str
    set_up: str
    set_up_tip: str
    look: str
    try_it: str
    answer: str
    right: str
    other: str


WORDS = {
    Language.ENGLISH: Words(
        title="score-explorer: the lessons",
        intro="Each step can be set up in the program: Ctrl+4 opens the lessons there.",
        all="All chapters",
        back="Chapter before",
        next="Next chapter",
        set_up="Set this up",
        set_up_tip="Workspace, settings and view are set as the text needs them. Your own come back when you leave",
        look="Look for",
        try_it="Try",
        answer="Answer",
        right="Right.",
        other="It is another one: {0}.",
    ),
    Language.KOREAN: Words(
        title="score-explorer: 강의",
        intro="단계마다 프로그램에서 그대로 준비할 수 있습니다. Ctrl+4를 누르면 강의가 열립니다.",
        all="모든 장",
        back="이전 장",
        next="다음 장",
        set_up="이대로 준비하기",
        set_up_tip="작업 공간, 설정, 보기를 이 글에 맞게 준비합니다. 강의를 떠나면 원래 설정이 돌아옵니다",
        look="살펴볼 것",
        try_it="해 볼 것",
        answer="답",
        right="맞습니다.",
        other="답은 다른 것입니다: {0}",
    ),
}
