"""Each check of the doctor, good and bad, without any network."""

import socket
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from ivr import doctor_content, doctor_machine
from ivr.asterisk.trunk import TrunkStatus
from ivr.doctor_asterisk import RunningAsterisk, listed_modules
from ivr.doctor_content import languages, models, pack
from ivr.doctor_machine import OLDEST_TIME, TIME_ERROR, clock, disk, judged_clock, memory, zone
from ivr.doctor_network import judged_nat, nat, ports, trunk
from ivr.doctor_report import Check, Level, exit_status, line
from ivr.hearing import memory_file, memory_told
from ivr.settings import Settings, load
from ivr.settings_ports import free_port
from prompts.packs import PACKS, SHEET
from speech.kept import kept
from speech.known_words import fingerprint
from speech.probe import MEMORY
from tests.support.models import make_model

TODAY = date(2026, 11, 23)
PEER = {"mode": "peer", "host": "192.0.2.1", "allowed_sources": ["192.0.2.1/32"]}
PUBLIC, PRIVATE = "1.1.1.1", "10.1.2.3"
EVERYWHERE = {"bind": "::"}


def made(**sections: Any) -> Settings:
    return Settings.model_validate(sections)


def test_a_check_is_one_line_even_where_its_sentences_are_many() -> None:
    assert line(Check("ports", Level.FAIL, "One.\nTwo.")) == "FAIL  ports      One. Two."


def test_only_failures_change_the_exit_status() -> None:
    good, warned, failed = (Check("a", level, "b") for level in (Level.OK, Level.WARN, Level.FAIL))
    assert exit_status([good, warned]) == 0
    assert exit_status([good, failed, warned]) == 1


@pytest.mark.parametrize(
    ("now", "state", "level"),
    [
        (OLDEST_TIME + 1, 0, Level.OK),
        (OLDEST_TIME + 1, TIME_ERROR, Level.WARN),
        (OLDEST_TIME + 1, -1, Level.WARN),
        (OLDEST_TIME - 1, 0, Level.FAIL),
    ],
)
def test_the_clock(now: float, state: int, level: Level) -> None:
    assert judged_clock(now, state).level is level


def test_the_kernel_is_asked_about_the_clock() -> None:
    assert clock().level in (Level.OK, Level.WARN)
    assert doctor_machine._clock_state() in range(-1, TIME_ERROR + 1)


def test_a_zone_that_nobody_chose_is_told() -> None:
    assert zone(made()) == Check(
        "zone",
        Level.WARN,
        'Clocks are UTC. If the line is elsewhere: zone = "Europe/Lisbon" under [line] in amparo.toml; opening hours '
        'are meant on those clocks. If it is not: zone = "UTC".',
    )
    assert zone(made(line={"zone": "UTC"})).level is Level.OK
    assert zone(made(line={"zone": "Europe/Lisbon"})) == Check(
        "zone", Level.OK, "Opening hours, and the end of a message, are meant on the clocks of Europe/Lisbon."
    )


def test_a_zone_is_chosen_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "amparo.toml"
    for text, level in (("", Level.WARN), ('[line]\nzone = "UTC"\n', Level.OK)):
        file.write_text(text, encoding="utf-8")
        assert zone(load(file, {"AMPARO_STATE": str(tmp_path)})).level is level


def test_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line_of = {"state": tmp_path / "not/yet"}
    assert disk(made(line=line_of, limits={"disk_free_mb": 0})).level is Level.OK
    assert disk(made(line=line_of, limits={"disk_free_mb": 10**9})).level is Level.WARN
    monkeypatch.setattr(doctor_machine, "LEAST_DISK_MB", 10**9)
    assert "line.state" in disk(made(line=line_of)).sentence


def test_the_memory_and_where_it_may_be_written_to() -> None:
    free = "MemTotal: 9 kB\nMemAvailable:    1048576 kB\n"
    swaps = "Filename Type Size Used Priority\n"
    enough, none = memory(made(limits={"memory_free_mb": 1024}), free, swaps)
    assert (enough.level, none.level) == (Level.OK, Level.OK)
    scarce, disks = memory(made(limits={"memory_free_mb": 1025}), free, f"{swaps}/dev/zram0 x\n/dev/sda2 x\n")
    assert (scarce.level, disks.level) == (Level.WARN, Level.WARN)
    assert "/dev/sda2" in disks.sentence
    assert "zram" not in disks.sentence


def test_ports_that_are_free_and_one_that_is_taken() -> None:
    keys = {"asterisk": ["http_port", "manager_port"], "sip": ["port"], "media": ["port"]}
    numbers = {section: {key: free_port("127.0.0.1", "tcp") for key in names} for section, names in keys.items()}
    assert ports(made(**numbers), running=False).level is Level.OK
    with socket.create_server(("127.0.0.1", 0)) as taken:
        numbers["media"]["port"] = taken.getsockname()[1]
        found = ports(made(**numbers), running=False)
        assert found.level is Level.FAIL
        assert "set media.port" in found.sentence
        assert ports(made(**numbers), running=True).level is Level.OK


async def test_without_a_carrier_only_production_fails() -> None:
    assert (await trunk(made(), None)).level is Level.WARN
    assert (await trunk(made(line={"profile": "production"}), None)).level is Level.FAIL
    assert nat(made()).level is Level.OK


@pytest.mark.parametrize(
    ("state", "level"),
    [("registered", Level.OK), ("peer", Level.OK), ("refused", Level.FAIL), ("unanswered", Level.FAIL)],
)
async def test_a_running_line_knows_its_carrier(state: Any, level: Level) -> None:
    check = await trunk(made(trunk=PEER), RunningAsterisk((), TrunkStatus(state, "It is so.")))
    assert (check.level, check.sentence) == (level, "It is so.")


async def test_a_carrier_is_greeted_while_the_line_is_not_running() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as carrier:
        carrier.bind(("127.0.0.1", 0))
        carrier.settimeout(0)
        settings = made(trunk={**PEER, "host": "127.0.0.1", "port": carrier.getsockname()[1]})
        assert (await trunk(settings, None)).level is Level.WARN
        request, _ = carrier.recvfrom(65535)
        assert request.startswith(b"OPTIONS sip:127.0.0.1")
        assert request.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("keys", "carrier", "own", "level", "word"),
    [
        ({"sip": EVERYWHERE}, PUBLIC, PRIVATE, Level.FAIL, "trunk.external_address"),
        ({"sip": EVERYWHERE, "external": "9.9.9.9"}, PUBLIC, PRIVATE, Level.OK, "9.9.9.9"),
        ({"sip": EVERYWHERE}, PUBLIC, "8.8.8.8", Level.OK, "without NAT"),
        ({"sip": EVERYWHERE}, "10.9.9.9", PRIVATE, Level.OK, "without NAT"),
        ({"sip": {"bind": "127.0.0.1"}}, PUBLIC, PRIVATE, Level.FAIL, "sip.bind"),
        ({"sip": EVERYWHERE}, PUBLIC, None, Level.FAIL, "no route"),
    ],
)
def test_nat(keys: Any, carrier: str, own: str | None, level: Level, word: str) -> None:
    settings = made(sip=keys["sip"], trunk={**PEER, "external_address": keys.get("external", "")})
    check = judged_nat(settings, carrier, own)
    assert check.level is level
    assert word in check.sentence


def test_models(tmp_path: Path) -> None:
    make_model(tmp_path / "models/ko")
    here = {"speech": {"models": tmp_path / "models", "languages": ["ko", "fr"]}}
    only = made(line={"languages": ["ko"], "state": tmp_path}, **here)
    assert models(only).level is Level.OK
    assert "not measured for ko" in models(only).sentence
    both = made(line={"languages": ["ko", "fr"], "state": tmp_path}, **here)
    assert (models(both).level, "No recogniser for fr" in models(both).sentence) == (Level.WARN, True)
    (make_model(tmp_path / "models/fr") / "am/final.mdl").write_bytes(b"half")
    assert models(both).level is Level.WARN
    assert "final.mdl is truncated (4 bytes)" in models(both).sentence
    assert "Callers of 'fr' use keys." in models(both).sentence


def test_the_memory_of_models(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "models/ko")
    settings = made(line={"state": tmp_path}, speech={"models": tmp_path / "models", "languages": ["ko"]})
    kept(memory_file(settings, "ko"), fingerprint(folder), (MEMORY,), lambda _: {MEMORY: 500})
    assert memory_told(settings) == "Memory of the recognisers: 590 MB for ko with speech.workers = 2."


class Written:
    languages = ("en", "ko")


def test_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/espeak-ng")
    monkeypatch.setattr("prompts.catalogue.load", lambda **_: Written())
    drafted = made(line={"languages": ["ko", "en"]})
    assert languages(drafted, TODAY).level is Level.WARN
    assert "fr" in languages(made(line={"languages": ["ko", "fr"]}), TODAY).sentence
    production = made(line={"languages": ["ko"], "profile": "production"}, trunk=PEER)
    monkeypatch.setattr(doctor_content, "production_refusals", lambda *_: ["Production does not offer ko."])
    assert languages(production, TODAY).level is Level.FAIL
    monkeypatch.setattr(doctor_content, "production_refusals", lambda *_: [])
    assert languages(production, TODAY).level is Level.OK
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "apt install espeak-ng" in languages(drafted, TODAY).sentence


def test_modules_are_read_from_the_consoles_table() -> None:
    table = (
        "Module                         Description                              Use Count  Status      Support Level\n"
        "app_stasis.so                  Stasis dialplan application              0          Running              core\n"
        "chan_x.so                      Something                                0          Not Running          core\n"
        "2 modules loaded\n"
    )
    assert listed_modules(table) == ("app_stasis.so",)


def test_which_country_is_known_is_told(tmp_path: Path) -> None:
    assert pack(made()) == Check(
        "country",
        Level.WARN,
        "No country pack is set (pack under [prompts] in amparo.toml): no public holidays are known, so 25 December "
        "counts as open; nothing is said of the law.",
    )
    example = {"pack": "eu_example"}
    assert pack(made(prompts=example)) == Check(
        "country",
        Level.WARN,
        "The country pack 'eu_example' is in force. Its public holidays: New Year, Christmas. Its status is 'example': "
        "nobody reviewed its law.",
    )
    refused = pack(made(prompts=example, line={"profile": "production"}))
    assert refused.level is Level.FAIL
    assert "nobody reviewed it" in refused.sentence
    nowhere = pack(made(prompts={"pack": "nowhere"}, line={"state": tmp_path}))
    assert nowhere.level is Level.FAIL
    assert "pack.yaml" in nowhere.sentence


def test_a_reviewed_country_is_in_order(tmp_path: Path) -> None:
    copytree(PACKS / "eu_example", tmp_path / "ours")
    file = tmp_path / "ours" / SHEET
    invented = "checked: {name: reader, date: 2026-11-20}"
    sheet = file.read_text(encoding="utf-8").replace("checked: none", invented)
    sheet = sheet.replace(f"known: unknown\n    {invented}", "known: unknown\n    checked: none")
    sheet = sheet.replace("status: example", "status: reviewed").replace("name: eu_example", "name: ours")
    file.write_text(sheet, encoding="utf-8")
    assert pack(made(prompts={"pack": "ours"}, line={"state": tmp_path})) == Check(
        "country", Level.OK, "The country pack 'ours' is in force. Its public holidays: New Year, Christmas."
    )
