"""From a recording as it arrives to a prompt, or one sentence why not."""

from pathlib import Path

import numpy as np
import pytest

from prompts.audio_check import HARD_MS, clipped, of_languages, of_recording
from prompts.cleaning import RUMBLE_HZ, cleaned, edged, wav_file, wave_of, without_rumble
from prompts.decoder import Decoder
from prompts.errors import PromptError
from prompts.loudness import LEVEL_DB, PEAK, RATE, Wave, active_db, trimmed
from prompts.parts import Part
from prompts.recordings import Recording, read
from speech.ports import Sound
from tests.support.sound_files import KINDS, Kind, encoded, quiet_around, speechlike, spoken

PART = Part("hello", "fr", 0, "bonjour tout le monde", 4000)
IN_RATE = 22050
PEOPLE = Path(__file__).parents[3] / "shared" / "data" / "speech"


def sound(wave: Wave, rate: int = IN_RATE) -> Sound:
    return Sound(np.rint(np.clip(wave, -1, 1) * 32767).astype("<i2").tobytes(), rate)


def why(wave: Wave, part: Part = PART, rate: int = IN_RATE) -> str:
    with pytest.raises(PromptError) as refused:
        cleaned(sound(wave, rate), part)
    return str(refused.value)


def noise(seconds: float, level: float) -> Wave:
    made: Wave = np.random.default_rng(1).normal(0, level, int(seconds * IN_RATE)).astype(np.float32)
    return made


@pytest.mark.parametrize("level", [0.01, 0.1, 0.5, 0.95])
def test_every_recording_ends_at_one_level_without_the_silence_around(level: float) -> None:
    made = cleaned(sound(quiet_around(speechlike(2.0, level=level))), PART)
    assert active_db(made) == pytest.approx(LEVEL_DB, abs=0.5)
    assert np.abs(made).max() <= PEAK
    assert len(made) / RATE == pytest.approx(1.75 + 0.18, abs=0.15)


def test_the_noise_of_a_room_is_cut_away_too() -> None:
    wave = quiet_around(speechlike(2.0), seconds=1.0)
    assert len(cleaned(sound(wave + noise(4.0, 0.003)), PART)) / RATE == pytest.approx(1.93, abs=0.15)


def test_hum_and_an_offset_are_taken_out() -> None:
    time = np.arange(2 * RATE) / RATE
    voice = np.sin(2 * np.pi * 300 * time).astype(np.float32)
    dirty = voice + 0.5 * np.sin(2 * np.pi * RUMBLE_HZ[0] * time).astype(np.float32) + np.float32(0.2)
    assert np.abs(without_rumble(dirty) - voice).max() < 0.01


@pytest.mark.parametrize(
    ("wave", "sentence"),
    [
        (np.zeros(IN_RATE, np.float32), "there is only silence in it; record it again."),
        (speechlike(2.0, level=0.005), "it is too quiet; record it again, nearer to the microphone."),
        (speechlike(2.0, level=4.0), "it is too loud and clipped; record it again, farther from the microphone."),
        (np.clip(speechlike(2.0, level=2.0), -1, 1) * 0.5, "it is too loud and clipped; record it again, farther from"),
        (speechlike(2.0) + noise(2.0, 0.05), "it is too noisy, or has music under the speech; record it again in a"),
        (speechlike(0.3, pause=False), "it takes 0.3 s, which is too short for its 4 words; record it again."),
        (speechlike(5.5), "it takes 5.5 s and may take 4; say it faster, or with fewer words."),
    ],
)
def test_what_can_be_no_prompt_is_refused(wave: Wave, sentence: str) -> None:
    assert why(wave).startswith(sentence)


def test_nothing_is_longer_than_the_rules_allow() -> None:
    wave = speechlike(HARD_MS / 1000 + 2)
    assert "may take 20" in why(wave, Part("hello", "fr", 0, "bonjour", None))
    assert "may take 20" in why(wave, Part("hello", "fr", 0, "bonjour", 60_000))


def test_loud_and_clean_is_not_clipped() -> None:
    assert not clipped(speechlike(2.0, level=0.97))


def test_a_stored_recording_is_what_was_cleaned(tmp_path: Path) -> None:
    made = cleaned(sound(speechlike(2.0)), PART)
    (tmp_path / "hello.wav").write_bytes(wav_file(made))
    stored = read(Recording("hello", "fr", tmp_path / "hello.wav"))
    assert stored.rate == RATE
    assert np.abs(wave_of(stored) - made).max() < 1e-4
    assert list(of_recording(wave_of(stored), PART)) == []


def test_cleaning_cuts_no_more_than_playing_does() -> None:
    wave = quiet_around(speechlike(2.0, rate=RATE), rate=RATE)
    assert len(trimmed(edged(wave))) == len(trimmed(wave))


@pytest.mark.espeak
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.codec} {kind.rate}")
def test_spoken_words_arrive_in_every_format(tmp_path: Path, kind: Kind) -> None:
    voice = spoken("bonjour tout le monde", "fr", tmp_path)
    if voice is None:
        pytest.skip("espeak-ng is not installed")
    file = encoded(tmp_path / f"hello{kind.suffix}", quiet_around(voice), kind)
    with Decoder() as decoder:
        made = cleaned(decoder.decode(file), PART)
    assert active_db(made) == pytest.approx(LEVEL_DB, abs=0.5)


@pytest.mark.skipif(not PEOPLE.is_dir(), reason="there is no ../shared/data/speech")
def test_people_are_taken_and_only_an_overdriven_one_is_refused() -> None:
    """One speaker of DSPSpeech-20 is clipped in some recordings; all others pass."""
    word = Part("hello", "en", 0, "hello", 3000)
    refused = set()
    with Decoder() as decoder:
        for file in sorted(PEOPLE.glob("*/*/*-0*.flac"))[::3]:
            try:
                assert active_db(cleaned(decoder.decode(file), word)) == pytest.approx(LEVEL_DB, abs=1)
            except PromptError as error:
                refused.add((file.parent.name, str(error)))
    assert refused == {("s01", "it is too loud and clipped; record it again, farther from the microphone.")}


def test_a_loud_or_quiet_recording_and_language_is_found() -> None:
    at_level = cleaned(sound(speechlike(2.0)), PART)
    loud, quiet = at_level * np.float32(1.6), at_level * np.float32(0.5)
    assert [str(s) for s in of_recording(loud, PART)] == [
        "its speech is at -16 dB and belongs at -20; import it, which levels it."
    ]
    assert [str(s) for s in of_recording(quiet, PART)] == [
        "its speech is at -26 dB and belongs at -20; import it, which levels it."
    ]
    levels = {"fr": (-20.0, -20.5), "es": (-22.5, -22.4), "ko": ()}
    assert [(tag, str(s)) for tag, s in of_languages(levels)] == [
        ("es", "the whole language is at -22.4 dB and all belong at -20; import it, which levels it.")
    ]
