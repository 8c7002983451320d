"""Authors' commands look at what is live here, and at named files over it; nothing is made by looking."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from ivr.authoring import books
from ivr.authoring.books import Which
from ivr.cli import main
from ivr.publishing.overlay import flow_named
from ivr.settings import load
from ivr.store.configuration.store import configuration
from tests.support.flow_books import TEXTS
from tests.support.versions import new, publication

CLINIC = "flow: clinic\nstart: a\nnodes:\n  a: {kind: menu, topic: health, prompts: [info.health], offers: [person]}\n"
LATER = CLINIC.replace("info.health", "info.work")
AWAY = "postgresql://amparo:secret-word@/configuration?host="
Printed = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Here:
    """An installation in a folder of its own."""

    folder: Path

    def __call__(self, *words: str) -> int:
        return main(["--settings", str(self.folder / "amparo.toml"), *words])

    def publish(self, *texts: str) -> None:
        asyncio.run(self._publish(texts))

    async def _publish(self, texts: tuple[str, ...]) -> None:
        async with configuration(load(self.folder / "amparo.toml").configuration_url) as kept:
            versions = await kept.versions.add([new(flow_named(text), text) for text in texts])
            number = (await kept.versions.live()).number + 1
            await kept.versions.publish(publication(number, **{each.flow: each.number for each in versions}))

    def texts(self, *files: str, shipped: bool = False) -> Mapping[str, str]:
        paths = tuple(self.folder / file for file in files)
        return books.texts(load(self.folder / "amparo.toml"), Which(paths, shipped)).every

    def file(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file


@pytest.fixture
def here(tmp_path: Path) -> Here:
    made = Here(tmp_path)
    made.file("amparo.toml", '[line]\nstate = "state"\n')
    return made


def test_before_anything_is_published_it_is_what_the_program_brings(here: Here) -> None:
    assert here.texts() == TEXTS
    assert not (here.folder / "state").exists()


def test_what_is_live_stands_over_what_the_program_brings(here: Here) -> None:
    here.publish(CLINIC, TEXTS["health.yaml"] + "# ours\n")
    found = here.texts()
    assert found["clinic.yaml (version 1)"] == CLINIC
    assert found["health.yaml (version 1)"].endswith("# ours\n")
    assert "health.yaml" not in found
    assert found["welcome.yaml"] == TEXTS["welcome.yaml"]
    assert here.texts(shipped=True) == TEXTS


def test_a_file_stands_over_what_is_live(here: Here) -> None:
    here.publish(CLINIC)
    file = here.file("clinic.yaml", LATER)
    assert here.texts("clinic.yaml") == TEXTS | {str(file): LATER}
    here.file("other.yaml", LATER.replace("clinic", "other"))
    assert {"clinic.yaml (version 1)", str(here.folder / "other.yaml")} < here.texts("other.yaml").keys()
    assert here.texts("other.yaml", shipped=True).keys() == {*TEXTS, str(here.folder / "other.yaml")}


def test_a_file_called_like_another_flow_hides_nothing(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.file("health.yaml", CLINIC)
    monkeypatch.chdir(here.folder)
    found = books.texts(load(here.folder / "amparo.toml"), Which((Path("health.yaml"),)))
    assert found.every == TEXTS | {"./health.yaml": CLINIC}
    assert found.named == {"./health.yaml"}


@pytest.mark.parametrize(
    "words",
    [
        ("flows", "check"),
        ("flows", "walk", "clinic", "--language", "en"),
        ("flows", "graph", "clinic", "--format", "mermaid"),
        ("flows", "floip", "export", "{folder}/out.json", "clinic"),
        ("prompts", "report", "--flow", "clinic", "--language", "en"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_command_knows_what_is_live(
    here: Here, capsys: Printed, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    here.publish(CLINIC)
    asked = [word.format(folder=here.folder) for word in words]
    assert here(*asked) == 0
    shown = capsys.readouterr().out
    assert f"{len(TEXTS) + 1} flows" in shown or "clinic" in shown
    assert here(*asked, "--shipped") == (0 if "check" in words else 1)
    told = capsys.readouterr()
    assert f"{len(TEXTS)} flows" in told.out or "there is no flow 'clinic'" in told.err


@pytest.mark.parametrize("words", [("check",), ("walk",), ("graph", "--format", "dot"), ("lint",)], ids=lambda w: w[0])
def test_a_database_that_is_away_is_one_sentence(
    here: Here, capsys: Printed, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    here.file("amparo.toml", f'[line]\nstate = "state"\n[store]\nconfiguration_url = "{AWAY}{here.folder}"\n')
    assert here("flows", *words) == 1
    told = capsys.readouterr().err
    assert told.endswith(
        "Check that it is reachable and may be written, and the setting that names it. To look at the flows that the "
        "program brings: --shipped.\n"
    )
    assert len(told.splitlines()) == 1
    assert "secret-word" not in told
    if words != ("lint",):
        assert here("flows", *words, "--shipped") == 0
