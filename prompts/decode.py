"""Sound files as people send them, to one channel of samples. The only file that imports PyAV.

`python -m prompts.decode` is the worker that `prompts.decoder` starts: what a hostile file does to FFmpeg ends there.
"""

import json
import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio import AudioStream
from av.container import InputContainer
from av.stream import Disposition

from flows.messages import told
from prompts.containers import Ends
from prompts.errors import PromptError
from speech.ports import Sound
from speech.wire import private_pipes

MOST_BYTES = 100_000_000
LONGEST_S = 300
RATES = range(8000, 384_001)
"""Hertz: the telephone's, to the highest that studios use."""
MOST_CHANNELS = 8
RATE, MANY_CHANNELS_RATE = 48_000, 16_000
"""Hertz that are kept at most; of more than two channels less, so that five minutes are under 80 MB."""
MOST_PACKETS = 250_000
"""Five minutes of the shortest Opus packets (2.5 ms, RFC 6716) are half of it."""
MEMORY = 1_000_000_000
"""Bytes of address space of the worker; 250 MB are taken by its libraries, five minutes of stereo take 90 MB."""
LACKING = 0.05
"""A file that gives so much less sound than it says is cut off; an encoder's padding is less."""

Channels = npt.NDArray[np.int16]
"""Channels by samples."""


def decoded(file: Path) -> Sound:
    """The loudest channel at its own rate, or at most RATE. Raises PromptError without a place.

    Not a mixture: where one plug is wired the wrong way round, a mixture is silence, and clipping hides in it.
    """
    try:
        ends = Ends.of(file)
        kind = _kind(ends)
        with file.open("rb") as opened, av.open(opened, "r", format=kind, metadata_errors="replace") as container:
            channels, rate = _channels(container)
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        raise PromptError(told("it is damaged and cannot be decoded; send it again.")) from error
    except MemoryError as error:
        raise PromptError(told("decoding it takes too much memory; save it as WAV.")) from error
    energy = [float(np.square(channel, dtype=np.float64).sum()) for channel in channels]
    return Sound(channels[int(np.argmax(energy))].astype("<i2").tobytes(), rate)


def _kind(ends: Ends) -> str:
    if not ends.size:
        raise PromptError(told("it is empty; send it again."))
    if ends.size > MOST_BYTES:
        raise PromptError(told("it has more than {most} MB; save only this sentence.", most=MOST_BYTES // 1_000_000))
    kind = ends.kind()
    if not kind:
        raise PromptError(told("this is not a sound file; save it as WAV, FLAC, Ogg, M4A or MP3."))
    if ends.cut_off():
        raise _cut_off()
    return kind


def _cut_off() -> PromptError:
    return PromptError(told("its end is missing; send it again."))


def _channels(container: InputContainer) -> tuple[Channels, int]:
    if any(not video.disposition & Disposition.attached_pic for video in container.streams.video):
        raise PromptError(told("it is a film; save its sound only."))
    if len(container.streams.audio) != 1:
        template = "it has {count} sound tracks and must have one."
        raise PromptError(told(template, count=len(container.streams.audio)))
    stream = container.streams.audio[0]
    rate = _rate(stream)
    chunks = list(_chunks(container, stream, rate))
    if not chunks:
        raise PromptError(told("there is no sound in it; record it again."))
    joined = np.concatenate(chunks, axis=1)
    said = _seconds_said(stream)
    if joined.shape[1] / rate < said * (1 - LACKING) - 0.1:
        raise _cut_off()
    return joined, rate


def _rate(stream: AudioStream) -> int:
    """The rate to keep; says no to what no recorder makes."""
    if stream.sample_rate not in RATES:
        template = "it has {rate} samples a second; record it with {least} to {most}."
        raise PromptError(told(template, rate=stream.sample_rate, least=RATES.start, most=RATES.stop - 1))
    if not 0 < stream.channels <= MOST_CHANNELS:
        raise PromptError(told("it has {count} channels; save it as mono or stereo.", count=stream.channels))
    return min(stream.sample_rate, RATE if stream.channels <= 2 else MANY_CHANNELS_RATE)


def _chunks(container: InputContainer, stream: AudioStream, rate: int) -> Iterator[Channels]:
    resampler = av.AudioResampler(format="s16p", rate=rate)
    samples = 0
    for number, packet in enumerate(container.demux(stream)):
        for frame in packet.decode():
            for moved in resampler.resample(frame):
                samples += moved.samples
                yield moved.to_ndarray().astype(np.int16, copy=False)
        if samples > LONGEST_S * rate or number > MOST_PACKETS:
            minutes = LONGEST_S // 60
            raise PromptError(told("it is longer than {minutes} minutes; save only this sentence.", minutes=minutes))
    for moved in resampler.resample(None) if samples else ():
        yield moved.to_ndarray().astype(np.int16, copy=False)


def _seconds_said(stream: AudioStream) -> float:
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0


def main() -> None:
    """Serve until the pipe closes: a line with a path in, a line of JSON out, and the samples it counts."""
    inbox, out = private_pipes()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(inbox, encoding="utf-8") as paths, suppress(BrokenPipeError):
        for path in paths:
            _send(out, *_answer(Path(json.loads(path))))


def _answer(file: Path) -> tuple[dict[str, object], bytes]:
    try:
        sound = decoded(file)
    except PromptError as refused:
        return {"refused": refused.sentence.template, "values": dict(refused.sentence.values), "bytes": 0}, b""
    return {"rate": sound.rate, "bytes": len(sound.pcm)}, sound.pcm


def _send(out: int, header: dict[str, object], pcm: bytes) -> None:
    data = memoryview(json.dumps(header).encode() + b"\n" + pcm)
    while data:
        data = data[os.write(out, data) :]


if __name__ == "__main__":
    main()
