"""Write the configuration Asterisk runs with; the templates in etc/ are its only home (rules P3 and P5)."""

import os
import secrets as random
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from string import Template

from pydantic import SecretStr

from ivr.asterisk.facts import modules_for
from ivr.asterisk.installation import Installation, find
from ivr.settings import Settings

TEMPLATES = Path(__file__).parent / "etc"
PARTS = ("pjsip_endpoint.conf", "pjsip_registration.conf")
"""Templates that become parts of pjsip.conf."""

FOLDERS = ("etc", "run", "log", "lib", "spool", "cache")
LOCAL_SOURCES = ("127.0.0.1/32",)
"""Who may call in the profiles demo and test without a trunk: this machine."""

DTMF_MODES = {"rfc4733": "rfc4733", "info": "info", "inband": "inband", "auto": "auto"}
"""Asterisk's `auto`: RFC 4733 where the offer has it, tones in the sound otherwise."""

CLEARED = (
    "CALLERID(all)",
    "CALLERID(ANI-all)",
    "CALLERID(RDNIS)",
    "CALLERID(DNID)",
    "CALLERID(subaddr)",
    "CALLERID(dnid-subaddr)",
    "CALLERID(tag)",
    "CALLERID(priv-all)",
    "CONNECTEDLINE(all,i)",
    "CONNECTEDLINE(subaddr,i)",
    "CONNECTEDLINE(tag,i)",
    "CONNECTEDLINE(priv-all,i)",
    "REDIRECTING(orig-all,i)",
    "REDIRECTING(orig-subaddr,i)",
    "REDIRECTING(from-all,i)",
    "REDIRECTING(from-subaddr,i)",
    "REDIRECTING(to-all,i)",
    "REDIRECTING(to-subaddr,i)",
    "REDIRECTING(priv-orig-all,i)",
    "REDIRECTING(priv-from-all,i)",
    "REDIRECTING(priv-to-all,i)",
)
"""`i` inhibits telling the other side; without it Asterisk answers `181 Call Is Being Forwarded`."""


def asterisk_folder(settings: Settings) -> Path:
    """Where the line's own Asterisk lives while it runs."""
    return settings.state / "asterisk"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What Asterisk and the line show each other; made anew at every start unless it is set."""

    ari_password: SecretStr
    media_password: SecretStr


def fresh_secrets(settings: Settings) -> Secrets:
    """The passwords of the settings, and random ones (192 bits) where they are empty."""

    def given_or_random(given: SecretStr) -> SecretStr:
        return given if given.get_secret_value() else SecretStr(random.token_hex(24))

    return Secrets(given_or_random(settings.asterisk.ari_password), given_or_random(settings.media.password))


@dataclass(frozen=True, slots=True)
class OnlyForTests:
    """Take one of P3's two settings away, to show that the canary test would notice. Nothing else may use this."""

    fixed_callerid: bool = True
    trust_id_inbound: bool = False


class _At(Template):
    """`@{name}`: a dollar belongs to the dialplan."""

    delimiter = "@"


def write_configuration(
    settings: Settings,
    folder: Path,
    secrets: Secrets,
    installation: Installation | None = None,
    identity: OnlyForTests | None = None,
) -> Path:
    """Write all of Asterisk's configuration below `folder`, readable by its owner only; gives asterisk.conf's path.

    `identity` is for the tests alone. Raises AsteriskError where there is no Asterisk.
    """
    values = _values(settings, folder, secrets, installation or find(settings))
    for name in FOLDERS:
        _private_folder(folder / name)
    for template in sorted(TEMPLATES.glob("*.conf")):
        if template.name not in PARTS:
            _write(folder / "etc" / template.name, _filled(template.name, values))
    pjsip = _filled("pjsip.conf", values) + _endpoints(settings, identity or OnlyForTests())
    _write(folder / "etc" / "pjsip.conf", pjsip)
    return folder / "etc" / "asterisk.conf"


def _values(settings: Settings, folder: Path, secrets: Secrets, installation: Installation) -> dict[str, str]:
    srtp = settings.trunk.srtp != "none"
    return {
        "folder": str(folder),
        "modules_folder": str(installation.modules),
        "data_folder": str(installation.data),
        "max_calls": str(settings.line.max_calls),
        "modules": "\n".join(f"load = {name}.so" for name in modules_for(srtp)),
        "http_port": str(settings.asterisk.http_port),
        "manager_port": str(settings.asterisk.manager_port),
        "ari_user": settings.asterisk.ari_user,
        "ari_password": secrets.ari_password.get_secret_value(),
        "media_password": secrets.media_password.get_secret_value(),
        "media_address": host_port(settings.media.host, settings.media.port),
        "rtp_from": str(settings.sip.rtp_from),
        "rtp_to": str(settings.sip.rtp_to),
        "studio": _studio(settings.prompts.record_extension),
        "clearing": "\n".join(f" same => n,Set({name}=)" for name in CLEARED),
        "transport": settings.sip.transport,
        "bind_address": host_port(settings.sip.bind, settings.sip.port),
        "transport_options": "\n".join(_transport_options(settings)),
    }


def _studio(extension: str) -> str:
    """A name of its own goes before every pattern; nothing where nobody may record by phone."""
    return f"exten => {extension},1,Goto(studio,s,1)" if extension else ""


def _transport_options(settings: Settings) -> list[str]:
    options = []
    if settings.trunk.external_address:
        options += [
            f"external_media_address = {settings.trunk.external_address}",
            f"external_signaling_address = {settings.trunk.external_address}",
        ]
        options += [f"local_net = {net}" for net in settings.trunk.local_nets]
    if settings.sip.transport == "tls":
        options += [
            "method = tlsv1_2",
            f"cert_file = {settings.sip.tls_cert_file}",
            f"priv_key_file = {settings.sip.tls_key_file}",
            f"verify_server = {_yes(settings.trunk.tls_verify)}",
            f"ca_list_file = {settings.trunk.tls_ca_file or '/etc/ssl/certs/ca-certificates.crt'}",
        ]
    return options


def _endpoints(settings: Settings, identity: OnlyForTests) -> str:
    trunk = settings.trunk
    parts = []
    if settings.line.profile != "production":
        parts.append(_endpoint(settings, identity, "local", LOCAL_SOURCES, ()))
    if trunk.mode != "none":
        options = ("outbound_auth = trunk-auth", "aors = trunk") if trunk.mode == "registration" else ()
        parts.append(_endpoint(settings, identity, "trunk", trunk.allowed_sources, options))
    if trunk.mode == "registration":
        parts.append(_registration(settings))
    return "".join(parts)


def _endpoint(
    settings: Settings, identity: OnlyForTests, name: str, sources: tuple[str, ...], options: tuple[str, ...]
) -> str:
    trunk = settings.trunk
    values = {
        "name": name,
        "callerid": 'callerid = "anonymous" <0>' if identity.fixed_callerid else "",
        "trust_id_inbound": _yes(identity.trust_id_inbound),
        "codecs": ",".join(trunk.codecs),
        "dtmf_mode": DTMF_MODES[trunk.dtmf],
        "media_encryption": "sdes" if trunk.srtp == "sdes" and name == "trunk" else "no",
        "endpoint_options": "\n".join(options),
        "matches": "\n".join(f"match = {source}" for source in sources),
    }
    return _filled("pjsip_endpoint.conf", values)


def _registration(settings: Settings) -> str:
    trunk = settings.trunk
    transport = settings.sip.transport
    values = {
        "username": trunk.username,
        "password": trunk.password.get_secret_value(),
        "carrier": host_port(trunk.host, trunk.port),
        "uri_options": "" if transport == "udp" else f"\\;transport={transport}",
        "register_seconds": str(trunk.register_seconds),
    }
    return _filled("pjsip_registration.conf", values)


def host_port(host: str, port: int) -> str:
    """`host:port`, with brackets around an IPv6 address."""
    try:
        return f"[{host}]:{port}" if ip_address(host).version == 6 else f"{host}:{port}"
    except ValueError:
        return f"{host}:{port}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _filled(name: str, values: dict[str, str]) -> str:
    return _At((TEMPLATES / name).read_text(encoding="utf-8")).substitute(values)


def _private_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    folder.chmod(0o700)


def _write(file: Path, text: str) -> None:
    """Owner only, from the first byte on: passwords are in here."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
