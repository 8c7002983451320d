"""SETTINGS.md and the example file say what the program does."""

import json
import re
import tomllib
from pathlib import Path

from pydantic import SecretStr

from ivr.settings import Settings, load
from ivr.settings_sections import CHECKOUT
from ivr.settings_words import key_names

PAGE = CHECKOUT / "ivr/SETTINGS.md"
ROW = re.compile(
    r"^\| `(?P<key>[a-z]+\.[a-z_0-9]+)` \| (?P<meaning>.+) \| (?P<unit>.+) \| `(?P<default>.+)` \|$", re.MULTILINE
)
EXAMPLE = CHECKOUT / "amparo.toml.example"


def documented(text: str) -> dict[str, re.Match[str]]:
    return {row["key"]: row for row in ROW.finditer(text)}


def default_of(key: str) -> str:
    section, _, name = key.partition(".")
    value = getattr(getattr(Settings(), section), name)
    plain = value.get_secret_value() if isinstance(value, SecretStr) else value
    return json.dumps(str(plain) if isinstance(plain, Path) else plain)


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    assert list(documented(PAGE.read_text())) == list(key_names(Settings))


def test_documented_defaults_are_the_defaults() -> None:
    told = {key: row["default"] for key, row in documented(PAGE.read_text()).items()}
    assert told == {key: default_of(key) for key in key_names(Settings)}


def test_the_comparison_notices_a_missing_and_an_invented_key() -> None:
    text = PAGE.read_text().replace("`trunk.host`", "`trunk.hosts`")
    assert {"trunk.host", "trunk.hosts"} == set(documented(text)) ^ set(key_names(Settings))


def test_the_example_is_accepted_as_it_is() -> None:
    assert load(EXAMPLE, {}).line.profile == "demo"


def test_the_example_with_its_carrier_lines_is_accepted(tmp_path: Path) -> None:
    text = EXAMPLE.read_text().replace('mode = "none"\n', "")
    file = tmp_path / "carrier.toml"
    file.write_text(re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE))
    settings = load(file, {})
    assert settings.trunk.mode == "registration"
    assert settings.trunk.external_address


def test_the_file_with_the_passwords_is_not_committed() -> None:
    assert "/amparo.toml" in (CHECKOUT / ".gitignore").read_text().split()


def test_the_example_is_toml() -> None:
    assert set(tomllib.loads(EXAMPLE.read_text())) <= set(Settings.model_fields)
