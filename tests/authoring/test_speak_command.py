"""`./amparo flows walk --speak FILE.wav`: what is in the file is what the line says, where it says it."""

import shutil
import stat
import wave
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from flows.effects import Play, Spoken
from ivr.authoring.composing import PER_MS, Wave
from ivr.authoring.speaking import Speaker, player
from ivr.cli import main
from ivr.settings import load
from prompts import catalogue
from speech.convert import mulaw_samples
from tests.support.golden_calls import read

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"),
]
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "amparo.toml"
    file.write_text(f'[line]\nstate = "{tmp_path / "state"}"\n', encoding="utf-8")
    monkeypatch.delenv("AMPARO_STATE", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO("1\nhang up\n"))
    return file


def walk(settings: Path, *words: str) -> int:
    return main(("--settings", str(settings), "flows", "walk", "--language", "fr", *words))


def samples(file: Path) -> Wave:
    with wave.open(str(file)) as opened:
        assert opened.getparams()[:3] == (1, 2, 8000)
        return np.frombuffer(opened.readframes(opened.getnframes()), dtype="<i2")


def likeness(whole: Wave, part: Wave) -> tuple[float, int]:
    """The best correlation of a part with the whole, and where."""
    a, b = whole.astype(float), part.astype(float)
    size = len(a) + len(b)
    found = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)[: len(a) - len(b)]
    sums = np.cumsum(np.concatenate([[0.0], a**2]))
    energy = np.sqrt((sums[len(b) :] - sums[: -len(b)])[: len(found)] * (b**2).sum()) + 1e-9
    at = int(np.argmax(found / energy))
    return float(found[at] / energy[at]), at


def test_the_file_lasts_as_long_as_the_call_and_holds_its_sentences(
    tmp_path: Path, settings_file: Path, capsys: Printed
) -> None:
    file = tmp_path / "call.wav"
    assert walk(settings_file, "--speak", str(file), "--save", str(tmp_path / "call.yaml")) == 0
    shown = capsys.readouterr().out
    whole = samples(file)
    assert f"{file} has the whole call, {len(whole) / 8000:.2f} s." in shown
    assert "key 3" in read(tmp_path / "call.yaml").actions
    with Speaker(load(settings_file), catalogue.load()) as speaker:
        greeting = mulaw_samples(speaker.sound(Play(1, (Spoken("greeting", "ko"),))))
        promise = mulaw_samples(speaker.sound(Play(1, (Spoken("promise", "fr"),))))
    assert np.array_equal(whole[: len(greeting)], greeting)
    sure, at = likeness(whole, promise)
    assert sure > 0.99
    assert at > len(greeting)


def test_only_what_is_said_is_rendered(tmp_path: Path, settings_file: Path) -> None:
    assert walk(settings_file, "--speak", str(tmp_path / "call.wav")) == 0
    made = list((tmp_path / "state" / "sounds").glob("*.ulaw"))
    texts = catalogue.load()
    every = sum(len(texts.spoken(language)) for language in ("ko", "en", "fr", "es", "ar"))
    assert 10 < len(made) < every / 4


def test_values_are_spoken_with_their_units(settings_file: Path) -> None:
    with Speaker(load(settings_file), catalogue.load()) as speaker:
        play = Play(1, (Spoken("digits", "en", (("digits", "123"),)),))
        assert speaker.length(play) == len(speaker.sound(play)) // PER_MS > 1_000
        assert speaker.mute == ()


def test_slow_is_slower_and_quiet_is_less_loud(settings_file: Path) -> None:
    with Speaker(load(settings_file), catalogue.load()) as speaker:
        items = (Spoken("promise", "en"),)
        normal = speaker.sound(Play(1, items))
        assert len(speaker.sound(Play(1, items, slow=True))) > 1.2 * len(normal)
        quiet = mulaw_samples(speaker.sound(Play(1, items, quiet=True)))
        assert np.abs(quiet.astype(int)).max() < np.abs(mulaw_samples(normal).astype(int)).max() / 2


def test_what_has_no_sound_is_said_and_left_silent(settings_file: Path) -> None:
    with Speaker(load(settings_file), catalogue.load()) as speaker:
        assert set(speaker.sound(Play(1, (Spoken("no.such.prompt", "en"),)))) == {0xFF}
        assert [str(sentence) for sentence in speaker.mute] == [
            "'no.such.prompt' has no sound in 'en' and is left silent."
        ]


def test_a_call_of_hours_is_not_made_into_sound(tmp_path: Path, settings_file: Path, capsys: Printed) -> None:
    (tmp_path / "script").write_text("key 2\nkey 0\njoined 9000\n", encoding="utf-8")
    file = tmp_path / "call.wav"
    assert walk(settings_file, "--script", str(tmp_path / "script"), "--speak", str(file)) == 1
    assert "120 at most are made into sound" in capsys.readouterr().err
    assert not file.exists()


def test_without_a_player_the_file_is_named(
    tmp_path: Path, settings_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert walk(settings_file, "--speak") == 1
    assert "none of aplay, paplay, ffplay); write a file: --speak FILE.wav" in capsys.readouterr().err


def test_a_player_gets_what_is_said_and_nothing_stays(
    tmp_path: Path, settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    aplay = folder / "aplay"
    aplay.write_text(f'#!/bin/sh\n/bin/cp "$2" "{folder}/played.$$"\necho "$2" >>"{folder}/names"\n', encoding="utf-8")
    aplay.chmod(aplay.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))
    assert player() == ("aplay", "-q")
    assert walk(settings_file, "--speak") == 0
    played = [samples(file) for file in folder.glob("played.*")]
    assert len(played) == 2  # up to the menu, then the answer; the caller hangs up in silence
    assert all(len(sound) > 8000 for sound in played)
    assert not any(Path(name).exists() for name in (folder / "names").read_text(encoding="utf-8").splitlines())
