"""The settings of the line: one TOML file, read once, frozen. SETTINGS.md explains every key."""

import os
import tomllib
from collections.abc import Mapping
from datetime import tzinfo
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr, ValidationError, model_validator

from ivr.settings_sections import (
    CHECKOUT,
    AsteriskSection,
    ConsoleSection,
    LimitsSection,
    LineSection,
    MediaSection,
    PromptsSection,
    PublishingSection,
    SayingSection,
    Section,
    SipSection,
    SpeechSection,
    StoreSection,
    TrunkSection,
    zone_of,
)
from ivr.settings_words import sentences

FILE_VARIABLE = "AMPARO_CONFIG"
STATE_VARIABLE = "AMPARO_STATE"
ROOT_VARIABLE = "AMPARO_ASTERISK_ROOT"
FILE_NAME = "amparo.toml"


class SettingsError(ValueError):
    """The settings cannot be used; `sentences` tell a person which key, where, and what to write."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class Settings(Section):
    """Everything that can be set; all paths are absolute after `load`."""

    line: LineSection = LineSection()
    asterisk: AsteriskSection = AsteriskSection()
    sip: SipSection = SipSection()
    trunk: TrunkSection = TrunkSection()
    media: MediaSection = MediaSection()
    speech: SpeechSection = SpeechSection()
    saying: SayingSection = SayingSection()
    prompts: PromptsSection = PromptsSection()
    store: StoreSection = StoreSection()
    publishing: PublishingSection = PublishingSection()
    console: ConsoleSection = ConsoleSection()
    limits: LimitsSection = LimitsSection()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        for wrong in _disagreements(self):
            raise ValueError(wrong)
        return self

    @property
    def state(self) -> Path:
        """The folder where everything the line writes is, absolute after `load`."""
        return self.line.state

    @property
    def sip_uri(self) -> str:
        """What to dial on this machine."""
        bind = ip_address(self.sip.bind)
        own = ip_address("127.0.0.1" if bind.version == 4 else "::1") if bind.is_unspecified else bind
        host = str(own) if own.version == 4 else f"[{own}]"
        transport = "" if self.sip.transport == "udp" else f";transport={self.sip.transport}"
        return f"sip:amparo@{host}:{self.sip.port}{transport}"

    @property
    def store_url(self) -> str:
        """SQLAlchemy address of the counters, with its password if it has one."""
        return self.store.url.get_secret_value() or f"sqlite+aiosqlite:///{self.state / 'counters.sqlite'}"

    @property
    def configuration_url(self) -> str:
        """SQLAlchemy address of the configuration, with its password if it has one."""
        given = self.store.configuration_url.get_secret_value()
        return given or f"sqlite+aiosqlite:///{self.state / 'configuration.sqlite'}"

    @property
    def zone(self) -> tzinfo:
        """The time zone where the line is."""
        return zone_of(self.line.zone)

    @property
    def zone_is_set(self) -> bool:
        """Whether somebody wrote a zone down; clocks are UTC otherwise, which is hardly where a line is."""
        return "zone" in self.line.model_fields_set

    @property
    def two_persons(self) -> bool:
        """Whether nobody publishes a flow that nobody else approved."""
        asked = self.publishing.two_persons
        return asked == "always" or (asked == "production" and self.line.profile == "production")

    @property
    def prints_calls(self) -> bool:
        """Whether the conversation may be printed: never in production."""
        return self.line.profile != "production"


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read `path`, else the file AMPARO_CONFIG names, else ./amparo.toml, else the defaults of the demo.

    Raises SettingsError with every wrong key named.
    """
    variables = os.environ if environment is None else environment
    file = _file(path, variables)
    data = _read(file) if file else {}
    _override(data, variables)
    return _resolved(_validated(data, file), file.resolve().parent if file else CHECKOUT)


def check(path: Path | None = None, environment: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the settings, one sentence each; nothing where they can be used."""
    try:
        load(path, environment)
    except SettingsError as wrong:
        return list(wrong.sentences)
    return []


def show(settings: Settings) -> str:
    """The settings in force as TOML text, secrets masked."""
    blocks = []
    for name in type(settings).model_fields:
        section: Section = getattr(settings, name)
        lines = [f"{key} = {_toml(getattr(section, key))}" for key in type(section).model_fields]
        blocks.append("\n".join([f"[{name}]", *lines]))
    return "\n\n".join(blocks) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, SecretStr):
        return '"********"' if value.get_secret_value() else '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _file(path: Path | None, variables: Mapping[str, str]) -> Path | None:
    if path is not None:
        return path
    if variables.get(FILE_VARIABLE):
        return Path(variables[FILE_VARIABLE])
    return Path(FILE_NAME) if Path(FILE_NAME).is_file() else None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise SettingsError(
            f"{file} cannot be read: {wrong.strerror}. Name another file in {FILE_VARIABLE}."
        ) from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"{file} is not TOML: {wrong}.") from wrong


def _override(data: dict[str, Any], variables: Mapping[str, str]) -> None:
    for variable, section, key in ((STATE_VARIABLE, "line", "state"), (ROOT_VARIABLE, "asterisk", "root")):
        given = variables.get(variable)
        if given and isinstance(data.setdefault(section, {}), dict):
            data[section][key] = str(Path(given).absolute())


def _validated(data: dict[str, Any], file: Path | None) -> Settings:
    try:
        return Settings.model_validate(data)
    except ValidationError as wrong:
        where = str(file) if file else "the environment"
        raise SettingsError(*sentences(wrong, where, Settings)) from None


def _resolved(settings: Settings, base: Path) -> Settings:
    """Make every path absolute: given ones from the file's folder, defaults from the checkout or the state folder."""

    def absolute(section: Section, key: str, default_base: Path) -> Path:
        given: Path = getattr(section, key)
        folder = base if key in section.model_fields_set else default_base
        return Path(os.path.abspath(folder / given))  # noqa: PTH100 - symlinks of the operator are kept as given

    state = absolute(settings.line, "state", CHECKOUT)
    root = settings.asterisk.root and str(absolute(settings.asterisk, "root", CHECKOUT))
    changes: dict[str, dict[str, object]] = {
        "line": {"state": state},
        "asterisk": {"root": root},
        "speech": {"models": absolute(settings.speech, "models", state)},
        "prompts": {"recordings": absolute(settings.prompts, "recordings", state)},
    }
    return changed(settings, changes)


def changed(settings: Settings, changes: Mapping[str, Mapping[str, object]]) -> Settings:
    """The settings with some keys replaced, by section and key; the values are taken as they are."""
    sections = {name: getattr(settings, name).model_copy(update=dict(keys)) for name, keys in changes.items()}
    return settings.model_copy(update=sections)


def _disagreements(settings: Settings) -> list[str]:
    """What single keys cannot know."""
    wrong = []
    if settings.line.profile != "test":
        zero = [name for name, port in _ports(settings) if port == 0]
        wrong += [f'{name} = 0 (any free port) is for line.profile = "test" only' for name in zero]
    if not settings.asterisk.own_process and not (
        settings.asterisk.ari_password.get_secret_value() and settings.media.password.get_secret_value()
    ):
        wrong.append("asterisk.own_process = false needs asterisk.ari_password and media.password")
    if settings.trunk.srtp == "sdes" and settings.sip.transport != "tls":
        wrong.append('trunk.srtp = "sdes" sends its keys inside SIP and needs sip.transport = "tls"')
    return wrong


def _ports(settings: Settings) -> list[tuple[str, int]]:
    return [
        ("asterisk.http_port", settings.asterisk.http_port),
        ("asterisk.manager_port", settings.asterisk.manager_port),
        ("sip.port", settings.sip.port),
        ("sip.rtp_from", settings.sip.rtp_from),
        ("sip.rtp_to", settings.sip.rtp_to),
        ("media.port", settings.media.port),
        ("console.port", settings.console.port),
    ]
