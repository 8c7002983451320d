"""Recordings as they arrive: what is taken, what is refused and why, and what a second time does."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from prompts import manifest
from prompts.arrivals import arrivals
from prompts.catalogue import Catalogue, load
from prompts.decoder import Decoder
from prompts.intake import Intake, Origin, take_in
from prompts.parts import parts
from prompts.recording_check import findings
from prompts.recordings import find, read
from tests.support.sound_files import KINDS, encoded, quiet_around, speechlike, wav

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n#. max: 4 s\n"
DAY = datetime.date(2026, 3, 31)
WORDINGS = {"hello": "Good morning", "bye": "Good bye", "code": "Your code is {digits}. Keep it.", "digits": "{digits}"}


def catalogue(folder: Path, **changed: str) -> Catalogue:
    folder.mkdir(exist_ok=True)
    for language in ("en", "fr"):
        said = WORDINGS | (changed if language == "fr" else {})
        entries = (f'{NOTE}msgctxt "{k}"\nmsgid "{WORDINGS[k]}"\nmsgstr "{v}"\n' for k, v in said.items())
        (folder / f"{language}.po").write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return load(folder)


class Bench:
    """A folder that arrives, and a folder of recordings."""

    def __init__(self, folder: Path, decoder: Decoder) -> None:
        self.texts = catalogue(folder / "texts")
        self.arriving = folder / "arriving"
        self.recordings = folder / "recordings"
        self.decoder = decoder
        self.arriving.mkdir()

    def add(self, name: str, level: float = 0.3, seconds: float = 1.5) -> Path:
        kind = next(kind for kind in KINDS if kind.suffix == Path(name).suffix.lower())
        return encoded(self.arriving / name, quiet_around(speechlike(seconds, level=level)), kind)

    def take(self, language: str = "", voice: str = "", day: datetime.date = DAY) -> Intake:
        offered, refused = arrivals(self.arriving, language, {"fr", "en", language} - {""})
        result = take_in(offered, self.texts, self.recordings, Origin(day, voice), self.decoder.decode)
        result.refused = [*refused, *result.refused]
        return result

    def refusals(self, language: str = "") -> dict[str, str]:
        return {refusal.place: str(refusal.sentence) for refusal in self.take(language).refused}


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as started:
        yield started


@pytest.fixture
def bench(tmp_path: Path, decoder: Decoder) -> Bench:
    return Bench(tmp_path, decoder)


def test_a_recording_of_every_format_becomes_a_wav_file_and_an_entry(bench: Bench) -> None:
    for name in ("hello.wav", "bye.flac", "code.1.opus", "code.2.m4a", "en_hello.mp3"):
        bench.add(f"fr/{name}" if not name.startswith("en_") else "en/hello.mp3")
    result = bench.take(voice="voice A")
    assert sorted(result.new) == ["en/hello.mp3", "fr/bye.flac", "fr/code.1.opus", "fr/code.2.m4a", "fr/hello.wav"]
    assert not result.refused
    entries = manifest.load(bench.recordings, "fr").entries
    versions = {part.name: part.version for part in parts(bench.texts, "fr")}
    for name in ("hello", "bye", "code.1", "code.2"):
        assert entries[name] == manifest.Entry(voice="voice A", date=DAY, text=versions[name])
    wholes = {("hello", "fr"), ("bye", "fr"), ("hello", "en")}
    found = find(bench.recordings, wholes, {("code", "fr", 1), ("code", "fr", 2)})
    assert {(r.prompt, r.piece) for r in found if r.language == "fr"} == {
        ("hello", 0),
        ("bye", 0),
        ("code", 1),
        ("code", 2),
    }
    assert {read(recording).rate for recording in found} == {8000}
    assert list(findings(bench.texts, bench.recordings, ("en", "fr"))) == []


def test_a_second_time_changes_nothing(bench: Bench) -> None:
    bench.add("hello.mp3")
    bench.take("fr", "voice A")
    before = {file: file.read_bytes() for file in sorted(bench.recordings.rglob("*"))[1:] if file.is_file()}
    again = bench.take("fr", day=datetime.date(2026, 4, 1))
    assert (again.new, again.changed, again.unchanged) == ([], [], ["fr/hello.mp3"])
    assert {file: file.read_bytes() for file in before} == before


def test_the_same_sound_stays_stale_and_reviewed_as_it_is(bench: Bench, tmp_path: Path) -> None:
    """Importing an old folder again says nothing about the new wording."""
    bench.add("hello.wav")
    bench.take("fr")
    bench.texts = catalogue(tmp_path / "texts", hello="Bonjour à vous")
    again = bench.take("fr")
    assert again.stale == again.unchanged == ["fr/hello.wav"]
    assert manifest.load(bench.recordings, "fr").entries["hello"].text != parts(bench.texts, "fr")[0].version


def test_another_sound_is_a_new_recording(bench: Bench) -> None:
    bench.add("hello.wav")
    bench.take("fr", "voice A")
    review = manifest.Review(name="Invented Reviewer", date=DAY)
    entry = manifest.load(bench.recordings, "fr").entries["hello"]
    manifest.put(bench.recordings, "fr", {"hello": entry.model_copy(update={"review": review})})
    bench.add("hello.wav", seconds=1.0)
    assert bench.take("fr", day=datetime.date(2026, 4, 1)).changed == ["fr/hello.wav"]
    now = manifest.load(bench.recordings, "fr").entries["hello"]
    assert (now.voice, now.review, now.date) == ("voice A", "none", datetime.date(2026, 4, 1))


def test_another_label_is_taken_over_and_nothing_else(bench: Bench) -> None:
    bench.add("hello.wav")
    bench.take("fr")
    assert bench.take("fr", "voice B", datetime.date(2026, 4, 1)).changed == ["fr/hello.wav"]
    entry = manifest.load(bench.recordings, "fr").entries["hello"]
    assert (entry.voice, entry.date) == ("voice B", DAY)


def test_what_is_wrong_is_listed_and_the_rest_is_taken(bench: Bench) -> None:
    good = bench.add("fr/hello.wav")
    bench.add("fr/helo.wav")
    bench.add("fr/code.flac")
    bench.add("fr/code.3.flac")
    bench.add("fr/bye.mp3")
    bench.add("fr/bye.flac")
    bench.add("en/bye.opus", seconds=6.0)
    encoded(bench.arriving / "en/code.1.wav", speechlike(1.5, level=5.0))
    encoded(bench.arriving / "en/code.2.wav", np.zeros(22050, np.float32))
    (bench.arriving / "en" / "hello.m4a").write_bytes(good.read_bytes()[:5000])
    (bench.arriving / "en" / "list.xlsx").write_bytes(b"")
    (bench.arriving / "en" / "notes.txt").write_text("not looked at", encoding="utf-8")
    (bench.arriving / "en" / ".DS_Store").write_bytes(b"")
    (bench.arriving / "en" / "more").mkdir()
    (bench.arriving / "fra").mkdir()
    bench.add("hello.opus")
    assert bench.refusals() == {
        "fr/helo.wav": "there is no prompt 'helo' to record. Did you mean 'hello'?",
        "fr/code.flac": "'code' has something put into it and is recorded in pieces: code.1, code.2.",
        "fr/code.3.flac": "there is no prompt 'code.3' to record. Did you mean 'code.2'?",
        "fr/bye.mp3": "there is also bye.flac; keep one of them.",
        "fr/bye.flac": "there is also bye.mp3; keep one of them.",
        "en/bye.opus": "it takes 5.9 s and may take 4; say it faster, or with fewer words.",
        "en/code.1.wav": "it is too loud and clipped; record it again, farther from the microphone.",
        "en/code.2.wav": "there is only silence in it; record it again.",
        "en/hello.m4a": "its end is missing; send it again.",
        "en/list.xlsx": "'.xlsx' is no kind of sound file that is read; save it as WAV, FLAC, Ogg, M4A or MP3.",
        "en/more": "a folder in here is not looked at; move its files up.",
        "fra": "the line has no language 'fra'; correct the folder's name, or add --language fra.",
        "hello.opus": "say in which language it is: put it into a folder 'fr', or add --language fr.",
    }
    assert [file.name for file in sorted(bench.recordings.rglob("*.wav"))] == ["hello.wav"]


def test_one_language_of_many_can_be_taken(bench: Bench) -> None:
    bench.add("fr/hello.wav")
    bench.add("en/hello.wav")
    assert bench.take("fr").new == ["fr/hello.wav"]


def test_a_language_with_recordings_only_is_taken_when_it_is_named(bench: Bench) -> None:
    bench.add("hello.wav")
    assert bench.take("qaa").new == ["qaa/hello.wav"]
    english = next(part for part in parts(bench.texts, "en") if part.name == "hello")
    assert manifest.load(bench.recordings, "qaa").entries["hello"].text == english.version


def test_a_recording_from_before_manifests_gets_its_entry(bench: Bench) -> None:
    bench.add("hello.wav")
    bench.take("fr")
    (bench.recordings / "fr" / "manifest.yaml").unlink()
    assert [str(f.sentence) for f in findings(bench.texts, bench.recordings, ("fr",))] == [
        "nothing is known about it in manifest.yaml; import it from elsewhere."
    ]
    assert bench.take("fr").changed == ["fr/hello.wav"]
    assert list(findings(bench.texts, bench.recordings, ("fr",))) == []


def test_the_check_finds_what_was_put_there_by_hand(bench: Bench) -> None:
    own = bench.recordings / "fr"
    wav(own / "hello.wav", speechlike(1.5, rate=16000), rate=16000)
    wav(own / "bye.wav", np.zeros(8000, np.float32))
    wav(own / "code.1.wav", speechlike(1.5, rate=8000, level=0.02))
    wav(own / "code.2.wav", speechlike(9.0, rate=8000, level=0.3))
    wav(own / "digits.wav", speechlike(1.0, rate=8000))
    (own / "x.mp3").write_bytes(b"x")
    manifest.put(bench.recordings, "fr", {"gone": manifest.Entry(voice="v", date=DAY, text="abcdef")})
    found = {(f.recording, str(f.sentence)) for f in findings(bench.texts, bench.recordings, ("fr",))}
    unknown = "nothing is known about it in manifest.yaml; import it from elsewhere."
    said = {sentence.partition(";")[0] for name, sentence in found if name == "code.2"}
    assert "it takes 8.8 s and may take 4" in said
    assert found >= {
        ("hello", "it has 16000 samples a second and not 8000; import it, which changes that."),
        ("bye.wav", "there is no speech in it; record it again."),
        ("digits.wav", "no prompt 'digits' can be recorded in 'fr'; correct the file's name."),
        ("x.mp3", "recordings are WAV files; save it as x.wav."),
        ("gone", "it is in manifest.yaml and there is no such recording; import it again."),
        *((name, unknown) for name in ("hello", "bye", "code.1", "code.2", "digits")),
    }
    assert any(name == "code.1" and "belongs at -20" in sentence for name, sentence in found)
    assert any(not name and "the whole language is at" in sentence for name, sentence in found)


def test_a_broken_manifest_is_a_finding(bench: Bench) -> None:
    bench.add("hello.wav")
    bench.take("fr")
    (bench.recordings / "fr" / "manifest.yaml").write_text("- x\n", encoding="utf-8")
    found = [(f.recording, str(f.sentence)) for f in findings(bench.texts, bench.recordings, ("fr",))]
    assert found == [("manifest.yaml", "this is not a list of recordings; import them again.")]
