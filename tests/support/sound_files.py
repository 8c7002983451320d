"""Sound files as speakers send them, made by the same library that reads them and by espeak-ng."""

import shutil
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from prompts.loudness import Wave

RATE = 22050


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of writing a sound down."""

    suffix: str
    container: str
    codec: str
    rate: int
    layout: str = "mono"


KINDS = (
    Kind(".wav", "wav", "pcm_s16le", 44100, "stereo"),
    Kind(".wav", "wav", "pcm_s24le", 96000),
    Kind(".wav", "wav", "pcm_u8", 8000),
    Kind(".wav", "wav", "pcm_f32le", 48000, "5.1"),
    Kind(".wav", "wav", "pcm_mulaw", 8000),
    Kind(".flac", "flac", "flac", 48000, "stereo"),
    Kind(".ogg", "ogg", "flac", 16000),
    Kind(".opus", "ogg", "libopus", 48000),
    Kind(".m4a", "mp4", "aac", 44100, "stereo"),
    Kind(".m4a", "mp4", "alac", 44100),
    Kind(".mp3", "mp3", "libmp3lame", 22050),
    Kind(".mp3", "mp3", "libmp3lame", 48000, "stereo"),
)
"""Every format that is taken in, at several rates."""


def speechlike(seconds: float, *, rate: int = RATE, level: float = 0.3, pause: bool = True) -> Wave:
    """A voice that says one syllable after the other, four a second, each with its own pitch; deterministic."""
    time = np.arange(int(seconds * rate)) / rate
    pitch = 120 + 30 * np.floor(time * 4) % 5
    voice = sum(np.sin(2 * np.pi * pitch * part * time) / part for part in range(1, 12))
    envelope = np.sin(np.pi * (time * 4 % 1)) ** 2
    if pause:
        envelope = envelope * (np.floor(time * 4) % 4 != 3)
    sound = np.asarray(voice * envelope, dtype=np.float32)
    scaled: Wave = (sound * np.float32(level / np.abs(sound).max())).astype(np.float32)
    return scaled


def quiet_around(wave_: Wave, *, rate: int = RATE, seconds: float = 0.5) -> Wave:
    """With silence before and after."""
    padded: Wave = np.pad(wave_, int(seconds * rate))
    return padded


def spoken(text: str, language: str, folder: Path) -> Wave | None:
    """espeak-ng says it at RATE; None where that is not installed."""
    if shutil.which("espeak-ng") is None:
        return None
    file = folder / "spoken.wav"
    subprocess.run(["espeak-ng", "-v", language, "-s", "140", "-w", str(file), text], check=True)
    with wave.open(str(file)) as opened:
        pcm = np.frombuffer(opened.readframes(opened.getnframes()), "<i2")
    file.unlink()
    floats: Wave = (pcm / 32768).astype(np.float32)
    return floats


def encoded(file: Path, sound: Wave, kind: Kind = KINDS[1], *, rate: int = RATE) -> Path:
    """Write a sound in one of the formats; clips what is over full scale."""
    pcm = np.rint(np.clip(sound, -1, 1) * 32767).astype(np.int16)
    file.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(file), "w", format=kind.container) as container:
        stream = container.add_stream(kind.codec, rate=kind.rate, layout=kind.layout)
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(format=stream.format, layout=kind.layout, rate=kind.rate)
        frames = [*resampler.resample(_frame(pcm, rate)), *resampler.resample(None)]
        for frame in (*frames, None):
            for packet in stream.encode(frame):
                container.mux(packet)
    return file


def wav(file: Path, sound: Wave, *, rate: int = 8000) -> Path:
    """A mono 16 bit WAV file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return file


def film(file: Path) -> Path:
    """Half a second of a moving picture with a silent track."""
    with av.open(str(file), "w", format="mp4") as container:
        video = container.add_stream("mpeg4", rate=10)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        for shade in range(5):
            picture: npt.NDArray[np.uint8] = np.full((64, 64, 3), shade * 40, dtype=np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
    return file


def _frame(pcm: npt.NDArray[np.int16], rate: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    return frame
