"""The doctor's lines about what is published and what is switched on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from ivr.doctor_publishing import published
from ivr.doctor_report import Check, Level
from ivr.live_status import Status, write_status
from ivr.publishing.message import Message
from ivr.publishing.records import WORDING
from ivr.settings import Settings, changed
from ivr.store.configuration.store import configuration
from prompts.own import Files, Own
from prompts.own_files import bundle, put, read
from tests.support.live_line import settings_of
from tests.support.sheets import HEAD, entry
from tests.support.versions import DAY, SCHOOL, new, publication


async def looked(settings: Settings, *, running: bool = False) -> tuple[Check, Check]:
    flows, message, _ = await published(settings, running=running)
    return flows, message


async def test_nothing_published_is_in_order_and_leaves_nothing(tmp_path: Path) -> None:
    flows, message = await looked(settings_of(tmp_path))
    assert flows.level is Level.OK
    assert flows.sentence.startswith("The shipped flows: ")
    assert message == Check("message", Level.OK, "No message is switched on.")
    assert left(tmp_path) == []


def left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_publication_that_does_not_load_fails(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    async with configuration(settings.configuration_url) as kept:
        await kept.versions.add([new(), new(text=SCHOOL.replace("next: bye", "next: nowhere"))])
        await kept.versions.publish(publication(1, school=1))
        assert (await looked(settings))[0].level is Level.OK
        await kept.versions.publish(publication(2, school=2))
    flows, _ = await looked(settings)
    assert flows.level is Level.FAIL
    assert "Publication 2 cannot be loaded: school.yaml (version 2)" in flows.sentence
    assert "./amparo flows rollback" in flows.sentence


async def test_what_the_running_line_uses_is_told(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    async with configuration(settings.configuration_url) as kept:
        await kept.versions.add([new()])
        await kept.versions.publish(publication(1, school=1))
    write_status(tmp_path, Status(0, 1, ("The prompt 'x' is missing in 'en'.",)))
    flows, _ = await looked(settings, running=True)
    assert flows.level is Level.WARN
    assert "goes on with publication 0: 1 cannot be used. The prompt 'x'" in flows.sentence
    write_status(tmp_path, Status(0))
    assert "still has publication 0" in (await looked(settings, running=True))[0].sentence
    write_status(tmp_path, Status(1))
    assert "used by the running line" in (await looked(settings, running=True))[0].sentence
    assert "used by" not in (await looked(settings))[0].sentence


async def test_a_message_is_told_and_a_line_closed_by_it(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    on = Message("notice.storm", True, datetime.now(UTC) + timedelta(hours=1), "author1", "a storm", DAY)
    async with configuration(settings.configuration_url) as kept:
        await kept.switch.put(on)
        _, message = await looked(settings)
        assert message.level is Level.WARN
        assert "counts as closed until" in message.sentence
        await kept.switch.put(replace(on, until=datetime.now(UTC) - timedelta(minutes=1)))
    _, message = await looked(settings)
    assert message.level is Level.OK
    assert "ended at" in message.sentence


async def test_wording_that_callers_do_not_hear_is_told(tmp_path: Path) -> None:
    """Also after an update from a program that said own wording at once."""
    settings = settings_of(tmp_path)
    own = Own(tmp_path)
    put(own, Files({"en": HEAD + entry("own.one", "One.", "One.")}, {"en": "own.one:\n- a\n- b\n- c\n"}))
    *_, wording = await published(settings, running=False)
    assert wording.level is Level.WARN
    assert "is not what callers hear: texts: 1, phrases: 3. ./amparo flows draft wording" in wording.sentence
    async with configuration(settings.configuration_url) as kept:
        await kept.versions.add([new(WORDING, bundle(read(own)))])
        await kept.versions.publish(publication(1, wording=1))
    *_, wording = await published(settings, running=False)
    assert wording == Check("wording", Level.OK, "Wording 1 is live.")
    (own.texts / "en.po").write_text("no PO file")
    *_, wording = await published(settings, running=False)
    assert "cannot be read: " in wording.sentence


async def test_a_database_that_is_away_fails(tmp_path: Path) -> None:
    url = f"postgresql://amparo:secret-word@/configuration?host={tmp_path}"
    settings = changed(settings_of(tmp_path), {"store": {"configuration_url": SecretStr(url)}})
    checks = await published(settings, running=False)
    assert [(check.name, check.level) for check in checks] == [("flows", Level.FAIL)]
    assert "secret-word" not in checks[0].sentence
