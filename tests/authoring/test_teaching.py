"""`./amparo models teach|check|list` as an admin uses them."""

import json
import shutil
from pathlib import Path

import pytest

from ivr.cli import main
from tests.support.korean import why_no_espeak
from tests.support.voices import TEACHERS, recorded

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]
WORDS = ("docteur", "droits", "abri", "travail")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Settings, and recordings by five voices."""
    for voice in TEACHERS:
        (tmp_path / "recordings" / voice).mkdir(parents=True)
        for word in WORDS:
            recorded(word, "fr", voice, tmp_path / "recordings" / voice / f"{word}.wav")
    state, models = json.dumps(str(tmp_path / "state")), json.dumps(str(tmp_path / "models"))
    (tmp_path / "a.toml").write_text(f"[line]\nstate = {state}\n[speech]\nmodels = {models}\n")
    return tmp_path


def amparo(here: Path, *words: str) -> int:
    return main(["--settings", str(here / "a.toml"), *words])


def teach(here: Path, language: str = "fr") -> int:
    return amparo(here, "models", "teach", language, str(here / "recordings"))


def test_a_language_is_taught_checked_and_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "recordings/m1/broken.wav").write_bytes(b"no sound")
    assert teach(here) == 0
    said = capsys.readouterr().out
    assert "m1/broken.wav: this is not a sound file" in said
    assert "docteur  5 examples, 100 % right\n" in said
    assert "Heard at these questions: -\n" in said
    assert (
        "By keys only, since words are missing, health.choose: need.hospital, need.pregnancy, need.medicine\n" in said
    )
    assert "Missing, and answered by keys at every question: yes, no, @person, @again\n" in said
    assert "4 of 4 words by 5 speakers can be said from now on." in said
    assert amparo(here, "models", "check", "fr") == 0
    assert "travail  5 examples, 100 % right\n" in capsys.readouterr().out
    assert amparo(here, "models", "list") == 0
    assert "fr  by example: 4 of 4 words, 5 speakers" in capsys.readouterr().out


def test_in_french(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--settings", str(here / "a.toml"), "--ui-language", "fr", "models", "list"]) == 0
    assert "Au clavier et par un son" in capsys.readouterr().out


def test_too_few_speakers_write_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for voice in TEACHERS[2:]:
        shutil.rmtree(here / "recordings" / voice)
    assert teach(here) == 1
    assert "Nothing was written: 2 speakers can be used, and 3 are needed" in capsys.readouterr().out
    assert not (here / "models").exists()


def test_a_word_on_trial_stays_off_and_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for voice in TEACHERS:
        shutil.copy(here / f"recordings/{voice}/droits.wav", here / f"recordings/{voice}/droit.wav")
    assert teach(here) == 0
    capsys.readouterr()
    assert amparo(here, "models", "check", "fr") == 1
    assert "It stays off: 90 % are needed." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("teach", "fr", "nowhere"), "nowhere: it is no folder."),
        (("teach", "FR", "recordings"), "'FR' is no language's tag"),
        (("teach", "fr", "state"), "it is no folder."),
        (("check", "fr"), "fr has no recogniser: its callers use keys."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    *first, last = words
    place = str(here / last) if first[0] == "teach" else last
    assert amparo(here, "models", *first, place) == 1
    assert sentence in capsys.readouterr().err


def test_an_empty_folder_is_a_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(here / "recordings")
    (here / "recordings").mkdir()
    assert teach(here) == 1
    assert "there are no recordings in it: one folder for each speaker" in capsys.readouterr().err
