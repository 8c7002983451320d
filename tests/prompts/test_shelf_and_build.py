"""From texts and recordings to sound in memory, with a made-up voice."""

import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from flows.limits import GROUP_GAP_MS
from ivr.call.ports import Sounds
from prompts import build as building
from prompts.build import build
from prompts.catalogue import Catalogue, load
from prompts.errors import PromptError
from prompts.render import Rendered, finish_rendered
from prompts.shelf import SEAM_MS, Shelf, silence
from speech.ports import FRAME_BYTES, Sound, SynthesisFailed
from tests.support.speech_fakes import FakeSynthesiser

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n"


@pytest.fixture
def texts(tmp_path: Path) -> Catalogue:
    """Two languages: a sentence, a sentence with a number in it, a bare number, and the digits."""
    folder = tmp_path / "texts"
    folder.mkdir()
    own = {"hello": "hello", "code": "Your code: {digits}.", "digits": "{digits}"}
    for language, digits in (("en", "zero one two three four five six seven eight nine"), ("fr", "")):
        said = own | {f"digit.{n}": word for n, word in enumerate(digits.split())}
        entries = (f'{NOTE}msgctxt "{k}"\nmsgid "{v}"\nmsgstr "{v}"\n' for k, v in said.items())
        (folder / f"{language}.po").write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return load(folder)


class Bench:
    """One place to build in."""

    def __init__(self, folder: Path, texts: Catalogue) -> None:
        self.folder = folder
        self.texts = texts
        self.voice = FakeSynthesiser("en", "fr")
        self.progress: list[tuple[int, int]] = []

    async def build(self, *languages: str) -> Shelf:
        recordings, cache = self.folder / "recordings", self.folder / "cache"
        told = lambda done, of: self.progress.append((done, of))  # noqa: E731
        return await build(self.texts, languages or ("en",), self.voice, cache, recordings, told)

    def record(self, name: str, *, rate: int = 48_000, channels: int = 1, width: int = 2, loud: int = 9000) -> Path:
        file = self.folder / "recordings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        time = np.arange(rate) / rate
        with wave.open(str(file), "wb") as out:
            out.setnchannels(channels)
            out.setsampwidth(width)
            out.setframerate(rate)
            out.writeframes((loud * np.sin(2 * np.pi * 300 * time)).astype("<i2").tobytes())
        return file

    def cached(self) -> set[str]:
        return {file.name for file in (self.folder / "cache").iterdir()}


@pytest.fixture
def bench(tmp_path: Path, texts: Catalogue) -> Bench:
    return Bench(tmp_path, texts)


async def test_it_is_what_a_call_needs(bench: Bench) -> None:
    sounds: Sounds = await bench.build()
    normal, slow = (sounds.sound("hello", "en", (), is_slow) for is_slow in (False, True))
    assert len(normal) % FRAME_BYTES == len(slow) % FRAME_BYTES == 0
    assert len(slow) > len(normal) > 0
    assert sounds.text("hello", "en", ()) == "hello"


@pytest.mark.parametrize("key", [("nothing", "en"), ("hello", "xx"), ("hello", "fr")])
async def test_what_is_not_there_is_a_key_error(bench: Bench, key: tuple[str, str]) -> None:
    shelf = await bench.build("en")
    with pytest.raises(KeyError):
        shelf.sound(*key)
    assert key not in shelf.ready


async def test_a_number_is_made_of_its_digits_in_groups(bench: Bench) -> None:
    shelf = await bench.build()
    said = {digit: shelf.sound(f"digit.{digit}", "en") for digit in "1234"}
    groups = said["1"] + said["2"], said["3"] + said["4"]
    assert shelf.sound("digits", "en", (("digits", "1234"),)) == silence(GROUP_GAP_MS).join(groups)
    assert shelf.text("code", "en", (("digits", "1234"),)) == "Your code: 12 34."


async def test_a_number_follows_its_wording(bench: Bench) -> None:
    shelf = await bench.build()
    number = shelf.sound("digits", "en", (("digits", "7"),))
    whole = shelf.sound("code", "en", (("digits", "7"),))
    assert whole.endswith(silence(SEAM_MS) + number)
    assert len(whole) > len(silence(SEAM_MS) + number)


async def test_a_number_without_digit_prompts_is_missing(bench: Bench) -> None:
    shelf = await bench.build("en", "fr")
    missing = shelf.missing(("en", "fr"))
    assert {("digits", "fr"), ("code", "fr"), ("digit.0", "fr")} <= set(missing)
    assert not [language for _, language in missing if language == "en"]


async def test_a_language_without_a_voice_is_missing_until_it_is_recorded(bench: Bench) -> None:
    bench.voice = FakeSynthesiser("en")
    assert ("hello", "fr") in (await bench.build("en", "fr")).missing(("fr",))
    bench.record("fr/hello.wav")
    shelf = await bench.build("en", "fr")
    assert ("hello", "fr") not in shelf.missing(("fr",))
    assert shelf.milliseconds("hello", "fr") == pytest.approx(1000, abs=60)


async def test_a_recording_replaces_rendered_speech_and_goes_again(bench: Bench) -> None:
    rendered = (await bench.build()).sound("hello", "en")
    file = bench.record("en/hello.wav")
    recorded = (await bench.build()).sound("hello", "en")
    file.unlink()
    assert recorded != rendered
    assert len(recorded) == pytest.approx(8000, abs=500)
    assert (await bench.build()).sound("hello", "en") == rendered


async def test_what_is_cached_is_not_said_again(bench: Bench) -> None:
    first = await bench.build()
    before, files = len(bench.voice.said), bench.cached()
    second = await bench.build()
    assert len(bench.voice.said) == before
    assert bench.cached() == files
    assert second.sound("hello", "en") == first.sound("hello", "en")


async def test_what_nobody_needs_leaves_the_cache(bench: Bench) -> None:
    await bench.build("en", "fr")
    both = bench.cached()
    await bench.build("en")
    assert bench.cached() < both


async def test_a_broken_cache_file_is_made_again(bench: Bench) -> None:
    first = await bench.build()
    for file in (bench.folder / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:100])
    assert (await bench.build()).sound("hello", "en") == first.sound("hello", "en")


async def test_progress_counts_up_to_the_end(bench: Bench) -> None:
    await bench.build()
    assert bench.progress == [(done, 12) for done in range(13)]


async def test_heavy_work_is_not_done_on_the_loop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[threading.Thread] = set()

    def noting(sound: Sound) -> Rendered:
        threads.add(threading.current_thread())
        return finish_rendered(sound)

    monkeypatch.setattr(building, "finish_rendered", noting)
    await bench.build()
    assert threads
    assert threading.main_thread() not in threads


async def test_a_voice_that_fails_is_named_with_its_prompt(bench: Bench) -> None:
    class Mute(FakeSynthesiser):
        async def say(self, text: str, language: str) -> Sound:
            raise SynthesisFailed(f"{text} in {language}: no sound.")

    bench.voice = Mute("en")
    with pytest.raises(SynthesisFailed, match=r"^en\.po, hello: hello in en: no sound"):
        await bench.build()


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("en/helo.wav", {}, "en/helo.wav: no prompt 'helo' can be recorded in 'en'"),
        ("x1/hello.wav", {}, "x1/hello.wav: no prompt 'hello' can be recorded in 'x1'"),
        ("en/digits.wav", {}, "en/digits.wav: no prompt 'digits' can be recorded"),
        ("en/hello.flac", {}, "en/hello.flac: recordings are WAV files; save it as hello.wav."),
        ("en/hello.wav", {"channels": 2}, r"en/hello.wav: has 2 channel\(s\) of 16 bit"),
        ("en/hello.wav", {"width": 1}, r"en/hello.wav: has 1 channel\(s\) of 8 bit"),
        ("en/hello.wav", {"loud": 0}, "en/hello.wav: there is no speech in it"),
    ],
)
async def test_a_wrong_recording_is_refused(bench: Bench, name: str, given: dict[str, int], sentence: str) -> None:
    bench.record(name, **given)
    with pytest.raises(PromptError, match=f"^{sentence}"):
        await bench.build()


async def test_a_file_that_is_no_wav_is_refused(bench: Bench) -> None:
    bench.record("en/hello.wav").write_bytes(b"")
    with pytest.raises(PromptError, match=r"^en/hello\.wav: this is not a WAV file \(it ends too early\)"):
        await bench.build()
