"""Ports: which the settings name, which are free now, which somebody else has."""

import random
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

from ivr.settings import Settings, changed

RTP_LOWEST, RTP_HIGHEST = 20000, 32000
"""Below the ports Linux gives out by itself (32768 and up)."""
RTP_SPAN = 400


@dataclass(frozen=True, slots=True)
class PortUse:
    """One port the line needs, and the key that sets it."""

    key: str
    host: str
    port: int
    kind: Literal["tcp", "udp"]


def asterisk_ports(settings: Settings) -> tuple[PortUse, ...]:
    """The ports Asterisk opens at its start."""
    kind: Literal["tcp", "udp"] = "udp" if settings.sip.transport == "udp" else "tcp"
    return (
        PortUse("sip.port", settings.sip.bind, settings.sip.port, kind),
        PortUse("asterisk.http_port", "127.0.0.1", settings.asterisk.http_port, "tcp"),
        PortUse("asterisk.manager_port", "127.0.0.1", settings.asterisk.manager_port, "tcp"),
    )


def line_ports(settings: Settings) -> tuple[PortUse, ...]:
    """The ports the line itself opens."""
    return (PortUse("media.port", settings.media.host, settings.media.port, "tcp"),)


def trouble(use: PortUse) -> str | None:
    """A sentence naming port and key where the port cannot be opened now."""
    try:
        _bound(use.host, use.port, use.kind).close()
    except OSError as wrong:
        return (
            f"Port {use.port} ({use.kind}) on {use.host} cannot be used ({wrong.strerror}): "
            f"stop what uses it, or set {use.key} to another port."
        )
    return None


def with_free_ports(settings: Settings) -> Settings:
    """The settings with every port 0 replaced by one that is free now (profile test)."""
    kind: Literal["tcp", "udp"] = "udp" if settings.sip.transport == "udp" else "tcp"
    changes: dict[str, dict[str, object]] = {
        "asterisk": {
            "http_port": settings.asterisk.http_port or free_port("127.0.0.1", "tcp"),
            "manager_port": settings.asterisk.manager_port or free_port("127.0.0.1", "tcp"),
        },
        "sip": {"port": settings.sip.port or free_port(settings.sip.bind, kind), **_rtp(settings)},
        "media": {"port": settings.media.port or free_port(settings.media.host, "tcp")},
        "console": {"port": settings.console.port or free_port(settings.console.host, "tcp")},
    }
    return changed(settings, changes)


def _rtp(settings: Settings) -> Mapping[str, int]:
    if settings.sip.rtp_from and settings.sip.rtp_to:
        return {}
    start = random.randrange(RTP_LOWEST, RTP_HIGHEST - RTP_SPAN, 2)  # noqa: S311 - spreads test runs, hides nothing
    return {"rtp_from": start, "rtp_to": start + RTP_SPAN - 1}


def free_port(host: str, kind: Literal["tcp", "udp"]) -> int:
    """A port nobody has at this moment."""
    with _bound(host, 0, kind) as opened:
        port: int = opened.getsockname()[1]
        return port


def _bound(host: str, port: int, kind: Literal["tcp", "udp"]) -> socket.socket:
    family = socket.AF_INET6 if ip_address(host).version == 6 else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM)
    try:
        if kind == "tcp":  # as servers do: connections that just ended do not count
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
    except OSError:
        opened.close()
        raise
    return opened
