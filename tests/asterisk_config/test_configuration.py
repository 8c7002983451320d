"""What is written for Asterisk, read back without Asterisk (rules P3 and P5)."""

import re
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from ivr.asterisk.configure import CLEARED, TEMPLATES, OnlyForTests, Secrets, fresh_secrets, write_configuration
from ivr.asterisk.installation import Installation
from ivr.settings import Settings

NOWHERE = Installation(("asterisk",), Path("/modules"), Path("/data"))
SECRETS = Secrets(SecretStr("for-ari"), SecretStr("for-media"))
REGISTRATION = {
    "mode": "registration",
    "host": "sip.carrier.example",
    "username": "our-name",
    "password": "our-word",
    "allowed_sources": ["192.0.2.0/24", "198.51.100.7/32"],
}
Sections = list[tuple[str, dict[str, list[str]]]]


def files(folder: Path, identity: OnlyForTests | None = None, **sections: Any) -> dict[str, str]:
    settings = Settings.model_validate(sections)
    etc = write_configuration(settings, folder / "a", SECRETS, NOWHERE, identity).parent
    return {file.name: file.read_text() for file in etc.iterdir()}


def pjsip(folder: Path, identity: OnlyForTests | None = None, **sections: Any) -> Sections:
    found: Sections = []
    for line in files(folder, identity, **sections)["pjsip.conf"].splitlines():
        if header := re.fullmatch(r"\[(.+)\]", line):
            found.append((header[1], {}))
        elif line and not line.startswith(";"):
            key, _, value = line.partition(" = ")
            found[-1][1].setdefault(key, []).append(value)
    return found


def of_type(sections: Sections, kind: str) -> dict[str, dict[str, list[str]]]:
    return {name: keys for name, keys in sections if keys["type"] == [kind]}


def general(text: str, section: str = "general") -> dict[str, str]:
    parser = ConfigParser(comment_prefixes=(";",), interpolation=None)
    parser.read_string(text)
    return dict(parser[section])


@pytest.mark.parametrize("trunk", [{}, REGISTRATION, {**REGISTRATION, "mode": "peer"}], ids=["none", "reg", "peer"])
def test_every_endpoint_has_both_settings_of_p3_and_tells_nobody_anything(tmp_path: Path, trunk: Any) -> None:
    endpoints = of_type(pjsip(tmp_path, trunk=trunk), "endpoint")
    assert endpoints
    for keys in endpoints.values():
        assert keys["callerid"] == ['"anonymous" <0>']
        assert keys["trust_id_inbound"] == ["no"]
        assert [keys[name] for name in ("trust_connected_line", "send_pai", "send_rpid")] == [["no"]] * 3
        assert keys["context"] == ["callers"]


def test_only_the_tests_can_take_one_of_the_two_away(tmp_path: Path) -> None:
    without = of_type(pjsip(tmp_path, OnlyForTests(fixed_callerid=False)), "endpoint")["local"]
    assert "callerid" not in without
    trusting = of_type(pjsip(tmp_path, OnlyForTests(trust_id_inbound=True)), "endpoint")["local"]
    assert trusting["trust_id_inbound"] == ["yes"]


def test_calls_are_taken_from_the_allowed_sources_only(tmp_path: Path) -> None:
    sections = pjsip(tmp_path, trunk=REGISTRATION, line={"profile": "production"})
    assert of_type(sections, "identify") == {
        "trunk": {"type": ["identify"], "endpoint": ["trunk"], "match": ["192.0.2.0/24", "198.51.100.7/32"]}
    }
    assert of_type(sections, "global")["global"]["endpoint_identifier_order"] == ["ip"]


def test_the_endpoint_of_this_machine_exists_outside_production_only(tmp_path: Path) -> None:
    assert of_type(pjsip(tmp_path), "identify")["local"]["match"] == ["127.0.0.1/32"]
    assert "local" not in of_type(pjsip(tmp_path, line={"profile": "production"}), "endpoint")


def test_a_registration_signs_in_as_us_and_never_gives_up(tmp_path: Path) -> None:
    registration = of_type(pjsip(tmp_path, trunk=REGISTRATION), "registration")["trunk"]
    assert registration["client_uri"] == ["sip:our-name@sip.carrier.example:5060"]
    assert registration["auth_rejection_permanent"] == ["no"]
    assert of_type(pjsip(tmp_path, trunk={**REGISTRATION, "mode": "peer"}), "registration") == {}


@pytest.mark.parametrize("mode", ["rfc4733", "info", "inband", "auto"])
def test_keys_come_as_the_setting_says(tmp_path: Path, mode: str) -> None:
    trunk = {**REGISTRATION, "dtmf": mode}
    assert of_type(pjsip(tmp_path, trunk=trunk), "endpoint")["trunk"]["dtmf_mode"] == [mode]


def test_nat_and_encryption_are_written(tmp_path: Path) -> None:
    trunk = {**REGISTRATION, "srtp": "sdes", "external_address": "198.51.100.9", "tls_ca_file": "/ca.pem"}
    sip = {"transport": "tls", "tls_cert_file": "/c.pem", "tls_key_file": "/k.pem"}
    sections = pjsip(tmp_path, trunk=trunk, sip=sip)
    transport = of_type(sections, "transport")["transport-line"]
    assert transport["external_media_address"] == transport["external_signaling_address"] == ["198.51.100.9"]
    assert transport["verify_server"] == ["yes"]
    assert transport["ca_list_file"] == ["/ca.pem"]
    assert "10.0.0.0/8" in transport["local_net"]
    assert of_type(sections, "endpoint")["trunk"]["media_encryption"] == ["sdes"]
    assert of_type(sections, "registration")["trunk"]["server_uri"][0].endswith(r"\;transport=tls")
    assert "load = res_srtp.so" in files(tmp_path, trunk=trunk, sip=sip)["modules.conf"]


def test_nothing_is_recorded_about_calls(tmp_path: Path) -> None:
    written = files(tmp_path)
    assert general(written["cdr.conf"])["enable"] == general(written["cel.conf"])["enable"] == "no"
    assert general(written["logger.conf"])["queue_log"] == "no"
    assert general(written["asterisk.conf"], "options")["dumpcore"] == "no"
    assert general(written["asterisk.conf"], "options")["live_dangerously"] == "no"


def test_the_manager_tells_keys_to_this_machine_alone_and_takes_no_orders(tmp_path: Path) -> None:
    text = files(tmp_path)["manager.conf"]
    assert general(text)["bindaddr"] == "127.0.0.1"
    assert general(text)["webenabled"] == "no"
    user = general(text, "amparo")
    assert (user["read"], user["write"]) == ("dtmf", "")


def test_the_log_goes_to_the_console_alone_without_notices_and_keys(tmp_path: Path) -> None:
    written = files(tmp_path)
    assert general(written["logger.conf"], "logfiles") == {"console": "> [plain]error,warning"}
    mappings = general(written["pjproject.conf"], "log_mappings")
    assert {value for key, value in mappings.items() if key != "type"} == {""}


def test_memory_is_not_kept_for_later(tmp_path: Path) -> None:
    startup = general(files(tmp_path)["pjproject.conf"], "startup")
    assert (startup["type"], startup["cache_pools"]) == ("startup", "no")


def test_ari_is_for_this_machine_alone(tmp_path: Path) -> None:
    assert general(files(tmp_path)["http.conf"])["bindaddr"] == "127.0.0.1"


def test_the_dialplan_forgets_everything_before_the_line_takes_over(tmp_path: Path) -> None:
    steps = re.findall(r"^ same => n,(.+)$", files(tmp_path)["extensions.conf"], re.MULTILINE)
    forgotten = [f"Set({name}=)" for name in CLEARED]
    assert steps == [*forgotten, "Stasis(amparo,call)", "Hangup(34)", *forgotten, "Stasis(amparo,studio)", "Hangup(34)"]
    assert all(name.endswith(",i)") for name in CLEARED if not name.startswith("CALLERID"))


@pytest.mark.parametrize(("name", "line"), [("record", "exten => record,1,Goto(studio,s,1)"), ("", None)])
def test_who_records_by_phone_dials_a_name_of_its_own(tmp_path: Path, name: str, line: str | None) -> None:
    written = files(tmp_path, prompts={"record_extension": name})["extensions.conf"].splitlines()
    own = [text for text in written if "studio,s" in text]
    assert own == ([line] if line else [])


def test_everything_is_private_and_written_anew(tmp_path: Path) -> None:
    files(tmp_path)
    files(tmp_path)
    folders = [tmp_path / "a", *(path for path in (tmp_path / "a").rglob("*") if path.is_dir())]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "a/etc").iterdir()} == {0o600}


def test_every_template_is_used_and_filled(tmp_path: Path) -> None:
    written = files(tmp_path, trunk=REGISTRATION)
    parts = {"pjsip_endpoint.conf", "pjsip_registration.conf"}
    assert set(written) == {template.name for template in TEMPLATES.glob("*.conf")} - parts
    assert not [name for name, text in written.items() if "@{" in text]


def test_passwords_are_random_unless_they_are_set() -> None:
    first, second = fresh_secrets(Settings()), fresh_secrets(Settings())
    assert first.ari_password != second.ari_password
    assert first.ari_password != first.media_password
    chosen = Settings.model_validate({"asterisk": {"ari_password": "chosen"}})
    assert fresh_secrets(chosen).ari_password.get_secret_value() == "chosen"
