"""The reader's language below the window: finished messages are found under the catalogue's patterns."""

import pytest

from app.io.catalogue import read_catalogue
from app.params import words

CATALOGUE = {
    "seed": "시드",
    "a whole number": "정수",
    "{0} must be {1}, not {2}": "{0}: {1}이어야 합니다({2} 아님)",
    "cannot be read: {0}": "읽을 수 없습니다: {0}",
    "there is no such file": "그런 파일이 없습니다",
    "Check the spelling": "철자를 확인하십시오",
    "argument {0}: {1}": "인수 {0}: {1}",
    "{0} levels": "수준 {0}개",
    "above {0}": "{0} 초과",
    "at most {0}": "{0} 이하",
    " and ": " 및 ",
    " (out of {0})": " ({0}에서)",
    "loss {0}{1}": "손실 {0}{1}",
    "{0} of {1} and {0} again": "{1}의 {0}, 다시 {0}",
    "s": "초",
    "CPU ({0} thread{1})": "CPU (스레드 {0}개{1})",
    "{0} hidden file{1} passed over": "숨은 파일 {0}개를 지나쳤습니다{1}",
    "for {0} {1} at most": "최대 {0}{1} 동안",
}


@pytest.fixture
def korean():
    words.speak(CATALOGUE)
    yield
    words.speak({})


def test_without_a_catalogue_all_is_said_as_it_is():
    assert words.is_english()
    assert words.told("seed must be a whole number, not 'x'") == "seed must be a whole number, not 'x'"
    assert words.say("seed") == "seed"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("seed", "시드"),
        ("seed must be a whole number, not 'a whole number'", "시드: 정수이어야 합니다('a whole number' 아님)"),
        ("Seed must be a whole number, not 'x'.", "시드: 정수이어야 합니다('x' 아님)."),
        ("a.pth: cannot be read: there is no such file. Check the spelling.",
         "a.pth: 읽을 수 없습니다: 그런 파일이 없습니다. 철자를 확인하십시오."),
        ("argument --seed: seed must be a whole number, not 'x'", "인수 --seed: 시드: 정수이어야 합니다('x' 아님)"),
        ("12 levels", "수준 12개"),
        ("--levels: the number of levels", "--levels: the number of levels"),
        ("x must be above 0 and at most 9, not 10", "x: 0 초과 및 9 이하이어야 합니다(10 아님)"),
        ("loss 0.5 (out of 7)", "손실 0.5 (7에서)"),
        ("1 of 2 and 1 again", "2의 1, 다시 1"),
        ("there is no such file\nCheck the spelling", "그런 파일이 없습니다\n철자를 확인하십시오"),
        ("x must be seed, other, not 3", "x: seed, other이어야 합니다(3 아님)"),
        ("nothing known of this", "nothing known of this"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_message_is_said_in_the_readers_language(korean, message, said):
    assert words.told(message) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("CPU (2 threads)", "CPU (스레드 2개)"),
        ("CPU (1 thread)", "CPU (스레드 1개)"),
        ("3 hidden files were passed over", "숨은 파일 3개를 지나쳤습니다"),
        ("1 hidden file was passed over", "숨은 파일 1개를 지나쳤습니다"),
        ("for 2 s at most", "최대 2초 동안"),  # seconds end no word
    ],
)
def test_the_endings_of_english_words_are_nothing_in_other_languages(korean, message, said):
    assert words.told(message) == said


MORE = CATALOGUE | {
    "note: {0}": "참고: {0}",
    "note: {0}: {1}": "참고: {0} = {1}",
    "the samples diverge: take less": "표본이 발산합니다: 줄이십시오",
    "written to {0}": "{0}에 썼습니다",
    "take up: {0}": "계속: {0}",
    "{0} steps, seed {1}{2}": "{0}스텝, 시드 {1}{2}",
    ", products in {0}": ", 곱셈은 {0}",
    "{0} are missing": "{0}이(가) 없습니다",
}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("note: the samples diverge: take less", "참고: 표본이 발산합니다: 줄이십시오"),  # not the longer pattern
        ("note: seed: 3", "참고: 시드 = 3"),
        ("written to /tmp/x. Take up: 3", "/tmp/x에 썼습니다. 계속: 3"),  # a place holds no sentence
        ("7 steps, seed 0, products in bfloat16", "7스텝, 시드 0, 곱셈은 bfloat16"),
        ("unet, a.png and b/c are missing", "unet, a.png 및 b/c이(가) 없습니다"),
        ("seed and 12 levels are missing", "시드 및 수준 12개이(가) 없습니다"),
    ],
)
def test_of_several_ways_the_one_is_taken_that_leaves_least_in_english(message, said):
    words.speak(MORE)
    try:
        assert words.told(message) == said
    finally:
        words.speak({})


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("sigma_min (2) must be below sigma_max (1)", "σ_L (2) must be below σ₁ (1)"),
        ("noise levels need 0 < sigma_min <= sigma_max.", "noise levels need 0 < σ_L ≤ σ₁."),
        ("epsilon / (2 sigma_L^2) between 0.1 and 1.9, not 3: change epsilon, or",
         "ε / (2 σ_L²) between 0.1 and 1.9, not 3: change ε, or"),
        ("(level 3, sigma = 0.5, eta = 4.2): epsilon is 1", "(level 3, σ = 0.5, η = 4.2): ε is 1"),
        ("sigma_max여야", "σ₁여야"),
        ("sigmas, theta, epsilons, beta_min", "sigmas, theta, epsilons, beta_min"),
        ("runs/eta/sigma.pt, 'epsilon', sigma.npy", "runs/eta/sigma.pt, 'epsilon', sigma.npy"),
    ],
)  # fmt: skip
def test_quantities_are_written_with_their_symbols(message, said):
    assert words.typeset(message) == said


def test_the_catalogue_of_a_language_that_is_not_there_is_empty():
    assert read_catalogue("xx") == {}


def test_a_damaged_catalogue_leaves_english(tmp_path, monkeypatch):
    monkeypatch.setattr("app.io.catalogue.translations_folder", lambda: tmp_path)
    (tmp_path / "score-explorer_ko.ts").write_text("<TS><context>")
    assert read_catalogue("ko") == {}
