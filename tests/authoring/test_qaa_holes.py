"""A language with recordings only that has a hole is refused before the first call, and told what is missing."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ivr.content import ContentError
from ivr.live import Content, Live, LiveContent
from ivr.publishing.watch import nap
from ivr.settings import Settings, changed
from ivr.voice import build_and_report, voice
from prompts.errors import PromptError
from tests.support.call_world import TestEars
from tests.support.qaa import QAA, listened

pytestmark = pytest.mark.espeak
NEITHER = "cannot be said in 'qaa': neither written nor recorded there"
HOLES = {
    "info.wages": ["The prompt 'info.wages' is missing in 'qaa': write or record it (./amparo prompts new FILE.yaml)."],
    "digit.7": [
        f"The prompt 'digits' {NEITHER}: digit.7.",
        "The prompt 'digit.7' is missing in 'qaa': write or record it (./amparo prompts units qaa).",
    ],
    "hour.9": [
        f"The prompt 'person.opens' {NEITHER}: hour.9.",
        f"The prompt 'person.opens_date' {NEITHER}: hour.9.",
    ],
    "day.monday": [f"The prompt 'person.opens' {NEITHER}: day.monday."],
    "person.opens_date.1": [f"The prompt 'person.opens_date' {NEITHER}: person.opens_date.1."],
}
"""A prompt, units, and a piece of a sentence; with what is told of each."""
NO_FLOW_SAYS_IT = {"wait.band.1": "wait.band", "hours.opens.2": "hours.opens"}


@pytest.fixture
def settings(qaa_recordings: Path, tmp_path: Path) -> Settings:
    """A line in `qaa` alone, with recordings that a test may take away."""
    folder = tmp_path / "recordings"
    shutil.copytree(qaa_recordings, folder)
    line = {"profile": "test", "state": tmp_path / "state", "languages": (QAA,), "main_language": QAA}
    return Settings.model_validate({"line": line, "prompts": {"recordings": folder}})


@asynccontextmanager
async def begun(settings: Settings, lives: list[Live]) -> AsyncIterator[LiveContent]:
    """What the line says, loaded as at its start."""
    settings.state.mkdir(exist_ok=True)
    content = LiveContent(settings, TestEars(), lambda _: None, lives.append, Content(pause=nap))
    await content.start()
    try:
        await content.prepare()
        await content.begin()
        yield content
    finally:
        await content.close()


async def refused(settings: Settings) -> list[str]:
    with pytest.raises(ContentError) as told:
        async with begun(settings, []):
            pass
    return list(told.value.sentences())


async def test_a_line_with_holes_does_not_start_and_names_them(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = settings.prompts.recordings / QAA
    lives: list[Live] = []
    async with begun(settings, lives):
        assert [live.publication for live in lives] == [0]
    for name, sentences in HOLES.items():
        (folder / f"{name}.wav").rename(folder / ".gone")
        assert await refused(settings) == sentences
        assert await build_and_report(settings) == 1
        assert set(sentences) <= set(capsys.readouterr().out.splitlines())
        (folder / ".gone").rename(folder / f"{name}.wav")


async def test_what_no_flow_says_does_not_keep_it_from_starting_and_is_told(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NO_FLOW_SAYS_IT:
        (settings.prompts.recordings / QAA / f"{name}.wav").unlink()
    lives: list[Live] = []
    async with begun(settings, lives):
        assert lives
    assert await build_and_report(settings) == 1
    printed = capsys.readouterr().out
    for name, prompt in NO_FLOW_SAYS_IT.items():
        assert f"'{prompt}' {NEITHER}: {name}." in printed


async def test_many_holes_of_one_sentence_are_not_all_listed(settings: Settings) -> None:
    for file in (settings.prompts.recordings / QAA).glob("minute.*.wav"):
        file.unlink()
    first, *_ = await refused(settings)
    assert first.endswith("there: minute.5, minute.10, minute.15, minute.20, minute.25 and 6 more.")


async def test_without_any_recording_it_is_refused_as_a_whole(settings: Settings) -> None:
    shutil.rmtree(settings.prompts.recordings)
    with pytest.raises(PromptError, match="'qaa' has neither texts nor recordings"):
        await voice(settings, lambda _: None)


# -- production plays what somebody has listened to ------------------------------------------------------


def production(settings: Settings) -> Settings:
    return changed(settings, {"line": {"profile": "production"}})


async def test_production_does_not_offer_what_nobody_has_listened_to(settings: Settings) -> None:
    with pytest.raises(PromptError, match=r"^line\.languages: 'qaa' has no texts, and nobody has listened to its rec"):
        await voice(production(settings), lambda _: None)


async def test_production_offers_it_when_somebody_has_and_tells_what_is_left(settings: Settings) -> None:
    listened(settings.prompts.recordings, but="info.wages")
    missing, checked = await refused(production(settings))
    assert missing == HOLES["info.wages"][0]
    assert checked.startswith("production plays only recordings that a named person has listened to; write who")
    listened(settings.prompts.recordings)
    lives: list[Live] = []
    async with begun(production(settings), lives):
        assert lives
