"""Sound files in every format, and what is no sound file: one sentence, and the next file is decoded all the same."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from prompts.cleaning import wave_of
from prompts.containers import Ends
from prompts.decode import LONGEST_S, MOST_BYTES
from prompts.decoder import Decoder
from prompts.errors import PromptError
from tests.support.sound_files import KINDS, RATE, Kind, encoded, film, quiet_around, speechlike

SECONDS = 2.0
NO_SOUND = "this is not a sound file; save it as WAV, FLAC, Ogg, M4A or MP3."
DAMAGED = "it is damaged and cannot be decoded; send it again."
CUT_OFF = "its end is missing; send it again."


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as started:
        yield started


def refused(decoder: Decoder, file: Path) -> str:
    with pytest.raises(PromptError) as error:
        decoder.decode(file)
    return str(error.value)


def name(kind: Kind) -> str:
    return f"{kind.codec} {kind.rate} {kind.layout}"


@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_every_format_is_read(decoder: Decoder, tmp_path: Path, kind: Kind) -> None:
    sound = speechlike(SECONDS)
    decoded = decoder.decode(encoded(tmp_path / f"a{kind.suffix}", sound, kind))
    assert len(decoded.pcm) / 2 / decoded.rate == pytest.approx(SECONDS, abs=0.05)
    assert np.abs(wave_of(decoded)).max() == pytest.approx(
        np.abs(sound).max(), rel=0.4
    )  # one of two channels is at -3 dB


@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_a_file_that_was_cut_off_is_refused(decoder: Decoder, tmp_path: Path, kind: Kind) -> None:
    file = encoded(tmp_path / f"a{kind.suffix}", speechlike(SECONDS), kind)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert refused(decoder, file) in {
        CUT_OFF,
        DAMAGED,
    }


def test_the_format_is_seen_in_the_file_and_not_in_its_name(decoder: Decoder, tmp_path: Path) -> None:
    file = encoded(tmp_path / "a.mp3", speechlike(SECONDS), KINDS[5])
    assert decoder.decode(file).rate == KINDS[5].rate


def test_one_channel_is_enough_also_where_the_other_is_its_opposite(decoder: Decoder, tmp_path: Path) -> None:
    left = np.rint(speechlike(1.0) * 32767).astype(np.int16)
    both = np.stack([left, -left // 2], axis=1).reshape(1, -1)
    with av.open(str(tmp_path / "a.wav"), "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(both, format="s16", layout="stereo")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
    assert decoder.decode(tmp_path / "a.wav").pcm == left.astype("<i2").tobytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is empty; send it again."),
        (b"hello", NO_SOUND),
        (
            b"#EXTM3U\nhttp://example.invalid/a.wav\n",
            NO_SOUND,
        ),
        (
            b"ffconcat version 1.0\nfile /etc/hostname\n",
            NO_SOUND,
        ),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", DAMAGED),
        (b"fLaC" + bytes(200), DAMAGED),
        (b"OggS" + bytes(20), CUT_OFF),
        (b"ID3" + bytes(200), DAMAGED),
        (b"\x00\x00\x00\x20ftypM4A " + b"\xff" * 200, DAMAGED),
    ],
)
def test_what_is_no_sound_is_refused(decoder: Decoder, tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    assert refused(decoder, tmp_path / "a.wav") == sentence


def test_a_film_is_refused(decoder: Decoder, tmp_path: Path) -> None:
    assert refused(decoder, film(tmp_path / "a.m4a")) == "it is a film; save its sound only."


def test_a_rate_below_the_telephones_is_refused(decoder: Decoder, tmp_path: Path) -> None:
    file = encoded(tmp_path / "a.wav", speechlike(1.0), Kind(".wav", "wav", "pcm_s16le", 4000))
    assert refused(decoder, file).startswith("it has 4000 samples a second")


def test_a_long_file_is_refused_before_it_is_decoded_whole(decoder: Decoder, tmp_path: Path) -> None:
    """FLAC packs silence to nothing: hours of it are a small file."""
    silence = np.zeros(RATE * (LONGEST_S + 5), dtype=np.float32)
    file = encoded(tmp_path / "a.flac", silence, Kind(".flac", "flac", "flac", RATE))
    assert file.stat().st_size < 1_000_000
    assert refused(decoder, file) == "it is longer than 5 minutes; save only this sentence."


def test_a_huge_file_is_refused_unread(decoder: Decoder, tmp_path: Path) -> None:
    with (tmp_path / "a.wav").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert refused(decoder, tmp_path / "a.wav") == "it has more than 100 MB; save only this sentence."


@pytest.mark.parametrize("kind", KINDS[::2], ids=name)
def test_damage_anywhere_is_survived(decoder: Decoder, tmp_path: Path, kind: Kind) -> None:
    whole = encoded(tmp_path / f"a{kind.suffix}", speechlike(0.5), kind).read_bytes()
    random = np.random.default_rng(kind.rate)
    for number in range(30):
        data = bytearray(whole)
        for place in random.integers(0, len(data), 1 + number):
            data[place] = random.integers(0, 256)
        (tmp_path / "b").write_bytes(data)
        try:
            sound = decoder.decode(tmp_path / "b")
        except PromptError:
            continue
        assert len(sound.pcm) < 100 * 48_000


def test_a_file_that_hangs_ends_with_its_process(tmp_path: Path) -> None:
    """A pipe that nobody writes to is never at its end."""
    os.mkfifo(tmp_path / "hangs.wav")
    with Decoder(timeout_s=0.5) as decoder:
        assert refused(decoder, tmp_path / "hangs.wav") == "decoding it failed or took too long; save it as WAV."
        assert decoder.decode(encoded(tmp_path / "good.wav", speechlike(0.5))).rate > 0


def test_a_process_that_dies_is_started_again_and_none_is_left(tmp_path: Path) -> None:
    good = encoded(tmp_path / "good.wav", speechlike(0.5))
    with Decoder() as decoder:
        decoder.decode(good)
        first = decoder.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert "failed" in refused(decoder, good)
        decoder.decode(good)
        second = decoder.pid
        assert second not in {None, first}
    assert decoder.pid is None
    assert not any(Path(f"/proc/{pid}").exists() for pid in (first, second))


def test_a_wav_file_of_a_program_that_could_not_go_back_is_whole(tmp_path: Path) -> None:
    file = encoded(tmp_path / "a.wav", quiet_around(speechlike(0.5)))
    data = bytearray(file.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    file.write_bytes(data)
    assert not Ends.of(file).cut_off()
