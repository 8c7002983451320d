"""The sections of amparo.toml. Every key is documented in SETTINGS.md, and a test compares the two."""

from datetime import UTC, tzinfo
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder the script `amparo` lies in; relative defaults are meant from here."""

SHIPPED_LANGUAGES = ("ko", "en", "fr", "es", "ar", "pt")
"""In the order of their keys."""
MOST_LANGUAGES = 7
"""Keys 1 to 7; key 8 always means `none of these`, 9 danger, 0 a person."""


def _address(value: str) -> str:
    return str(ip_address(value))


def _network(value: str) -> str:
    return str(ip_network(value))


def _address_or_nothing(value: str) -> str:
    return _address(value) if value else value


def _one_line(value: str) -> str:
    """Refuse what would break out of one line of Asterisk's configuration."""
    if any(ord(letter) < 32 or letter in ';[]"' for letter in value):
        raise ValueError('no line breaks, quotes, brackets or ";" are possible here')
    if value != value.strip():
        raise ValueError("no spaces are possible at its beginning and end")
    return value


def _secret_line(value: SecretStr) -> SecretStr:
    _one_line(value.get_secret_value())
    return value


def zone_of(name: str) -> tzinfo:
    """The time zone of a name such as Europe/Lisbon. Raises ValueError."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError("no such time zone is known; write one such as Europe/Lisbon, or UTC") from None


def _zone(name: str) -> str:
    zone_of(name)
    return name


Port = Annotated[int, Field(ge=0, le=65535)]
Address = Annotated[str, AfterValidator(_address)]
AddressOrNothing = Annotated[str, AfterValidator(_address_or_nothing)]
Network = Annotated[str, AfterValidator(_network)]
Line = Annotated[str, AfterValidator(_one_line)]
Zone = Annotated[str, AfterValidator(_zone)]
Secret = Annotated[SecretStr, AfterValidator(_secret_line)]
LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]

PRIVATE_NETS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")
"""RFC 1918 and loopback."""


class Section(BaseModel):
    """One [section]: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LineSection(Section):
    """[line]: what this line is."""

    profile: Literal["demo", "test", "production"] = "demo"
    state: Path = Path(".amparo")
    languages: tuple[LanguageTag, ...] = Field(SHIPPED_LANGUAGES, min_length=1, max_length=MOST_LANGUAGES)
    main_language: LanguageTag = "ko"
    max_calls: int = Field(30, ge=1, le=500)
    zone: Zone = "UTC"

    @model_validator(mode="after")
    def _languages_agree(self) -> Self:
        if len(set(self.languages)) != len(self.languages):
            raise ValueError("line.languages names a language twice")
        if self.main_language not in self.languages:
            raise ValueError(f'line.main_language "{self.main_language}" is not one of line.languages')
        return self


class AsteriskSection(Section):
    """[asterisk]: which Asterisk, and how the line talks to it (loopback only)."""

    root: str = ""
    http_port: Port = 18088
    manager_port: Port = 15038
    ari_user: str = Field("amparo", pattern=r"^[a-z][a-z0-9_]{0,31}$")
    ari_password: Secret = SecretStr("")
    own_process: bool = True


class SipSection(Section):
    """[sip]: where calls come in."""

    bind: Address = "127.0.0.1"
    port: Port = 5060
    transport: Literal["udp", "tcp", "tls"] = "udp"
    tls_cert_file: Line = ""
    tls_key_file: Line = ""
    rtp_from: Port = 16384
    rtp_to: Port = 17383

    @model_validator(mode="after")
    def _rtp_range(self) -> Self:
        if self.rtp_to < self.rtp_from:
            raise ValueError("sip.rtp_to is below sip.rtp_from")
        if self.transport == "tls" and not (self.tls_cert_file and self.tls_key_file):
            raise ValueError('sip.transport = "tls" needs sip.tls_cert_file and sip.tls_key_file')
        return self


class TrunkSection(Section):
    """[trunk]: the carrier."""

    mode: Literal["none", "registration", "peer"] = "none"
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:_-]*$")] = ""
    port: int = Field(5060, ge=1, le=65535)
    username: Annotated[str, Field(pattern=r"^[A-Za-z0-9.+_-]*$")] = ""
    password: Secret = SecretStr("")
    codecs: tuple[Literal["ulaw", "alaw"], ...] = Field(("ulaw", "alaw"), min_length=1)
    external_address: AddressOrNothing = ""
    local_nets: tuple[Network, ...] = PRIVATE_NETS
    tls_verify: bool = True
    tls_ca_file: Line = ""
    srtp: Literal["none", "sdes"] = "none"
    allowed_sources: tuple[Network, ...] = ()
    dtmf: Literal["rfc4733", "info", "inband", "auto"] = "auto"
    register_seconds: int = Field(300, ge=20, le=86400)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [f"trunk.{name}" for name in self._needed() if not _filled(getattr(self, name))]
        if missing:
            raise ValueError(f'trunk.mode = "{self.mode}" needs {", ".join(missing)}')
        return self

    def _needed(self) -> tuple[str, ...]:
        return {
            "none": (),
            "peer": ("host", "allowed_sources"),
            "registration": ("host", "username", "password", "allowed_sources"),
        }[self.mode]


def _filled(value: object) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


class MediaSection(Section):
    """[media]: where Asterisk brings the callers' sound to."""

    host: Address = "127.0.0.1"
    port: Port = 18787
    password: Secret = SecretStr("")


class SpeechSection(Section):
    """[speech]: hearing."""

    models: Path = Path("models")
    languages: tuple[LanguageTag, ...] = ()
    workers: int = Field(2, ge=1, le=2)
    over_prompts: bool = True


class SayingSection(Section):
    """[saying]: rendered speech."""

    words_per_minute: int = Field(150, ge=80, le=260)


class PromptsSection(Section):
    """[prompts]: recorded speech."""

    recordings: Path = Path("recordings")
    pack: str = ""
    record_extension: Annotated[str, Field(pattern=r"^([a-z0-9+-]{2,40})?$")] = "record"


class StoreSection(Section):
    """[store]: the databases."""

    url: SecretStr = SecretStr("")
    configuration_url: SecretStr = SecretStr("")


class PublishingSection(Section):
    """[publishing]: how flows go live."""

    two_persons: Literal["production", "always", "never"] = "production"


class ConsoleSection(Section):
    """[console]: the operators' web pages."""

    host: Address = "127.0.0.1"
    port: Port = 18080


class LimitsSection(Section):
    """[limits]: patience and reserves of the machine."""

    start_seconds: int = Field(30, ge=1, le=600)
    stop_seconds: int = Field(5, ge=1, le=600)
    disk_free_mb: int = Field(500, ge=0)
    memory_free_mb: int = Field(700, ge=0)
