"""Checks of the network: trunk, ports, NAT. Only the carrier is ever contacted."""

import asyncio
import secrets
import socket
from ipaddress import ip_address

from ivr.asterisk.configure import host_port
from ivr.doctor_asterisk import RunningAsterisk
from ivr.doctor_report import Check, Level
from ivr.settings import Settings
from ivr.settings_ports import asterisk_ports, line_ports, trouble

CARRIER_SECONDS = 2.0
"""How long the carrier may take to answer an OPTIONS request."""
STATES = {"registered": Level.OK, "peer": Level.OK, "refused": Level.FAIL, "unanswered": Level.FAIL}


async def trunk(settings: Settings, running: RunningAsterisk | None) -> Check:
    """Whether calls can come through the carrier."""
    if settings.trunk.mode == "none":
        level = Level.FAIL if settings.line.profile == "production" else Level.WARN
        return Check("trunk", level, "No carrier is set (trunk.mode): only this machine can call.")
    if running:
        return Check("trunk", STATES[running.trunk.state], running.trunk.sentence)
    return await _reached(settings)


async def _reached(settings: Settings) -> Check:
    carrier = host_port(settings.trunk.host, settings.trunk.port)
    address = await asyncio.to_thread(carrier_address, settings)
    if address is None:
        return Check("trunk", Level.FAIL, f"The name {settings.trunk.host} has no address: check trunk.host and DNS.")
    if await _answers(settings, address):
        return Check("trunk", Level.OK, f"The carrier {carrier} answers; the line signs in when it is up.")
    return Check(
        "trunk", Level.WARN, f"The carrier {carrier} did not answer a greeting: check trunk.host, trunk.port, firewall."
    )


def carrier_address(settings: Settings) -> str | None:
    """The carrier's first IP address; None where its name has none."""
    try:
        found = socket.getaddrinfo(settings.trunk.host, settings.trunk.port, type=socket.SOCK_DGRAM)
    except OSError:
        return None
    return str(found[0][4][0])


async def _answers(settings: Settings, address: str) -> bool:
    ask = _greet_udp if settings.sip.transport == "udp" else _connect_tcp
    try:
        await asyncio.wait_for(ask(address, settings.trunk.port), CARRIER_SECONDS)
    except (OSError, TimeoutError):
        return False
    return True


async def _connect_tcp(address: str, port: int) -> None:
    _, writer = await asyncio.open_connection(address, port)
    writer.close()
    await writer.wait_closed()


async def _greet_udp(address: str, port: int) -> None:
    """Send one OPTIONS (RFC 3261 section 11) and wait for anything to come back."""
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        asking.setblocking(False)
        asking.connect((address, port))
        own_host, own_port = asking.getsockname()[:2]
        await loop.sock_sendall(asking, _options(host_port(address, port), host_port(own_host, own_port)))
        await loop.sock_recv(asking, 65535)


def _options(carrier: str, own: str) -> bytes:
    lines = (
        f"OPTIONS sip:{carrier} SIP/2.0",
        f"Via: SIP/2.0/UDP {own};branch=z9hG4bK{secrets.token_hex(8)};rport",
        "Max-Forwards: 70",
        f"From: <sip:line@{own}>;tag={secrets.token_hex(8)}",
        f"To: <sip:{carrier}>",
        f"Call-ID: {secrets.token_hex(16)}",
        "CSeq: 1 OPTIONS",
        f"Contact: <sip:line@{own}>",
        "Content-Length: 0",
    )
    return "\r\n".join((*lines, "", "")).encode()


def ports(settings: Settings, running: bool) -> Check:
    """Whether the ports can be opened, unless the running line has them."""
    if running:
        return Check("ports", Level.OK, "The running line has its ports.")
    used = (*(asterisk_ports(settings) if settings.asterisk.own_process else ()), *line_ports(settings))
    taken = [sentence for use in used if use.port and (sentence := trouble(use))]
    if taken:
        return Check("ports", Level.FAIL, " ".join(taken))
    return Check("ports", Level.OK, f"{', '.join(f'{use.port}/{use.kind}' for use in used)} are free.")


def nat(settings: Settings) -> Check:
    """Whether the carrier can reach us: SIP and sound must name an address it can send to."""
    if settings.trunk.mode == "none":
        return Check("nat", Level.OK, "No carrier has to reach this machine.")
    address = carrier_address(settings)
    if address is None:
        return Check("nat", Level.WARN, "Unknown while the carrier's name has no address.")
    return judged_nat(settings, carrier=address, own=_own_address(address, settings.trunk.port))


def judged_nat(settings: Settings, carrier: str, own: str | None) -> Check:
    """`own` is the address this machine has towards the carrier; None where there is no way."""
    near, bind = not ip_address(carrier).is_global, ip_address(settings.sip.bind)
    if own is None:
        return Check("nat", Level.FAIL, f"There is no route to the carrier ({carrier}): connect this machine.")
    if bind.is_loopback and not ip_address(carrier).is_loopback:
        return Check("nat", Level.FAIL, f'The carrier cannot reach {bind}: set sip.bind = "0.0.0.0" or to {own}.')
    if settings.trunk.external_address:
        ranges = f"{settings.sip.port} and {settings.sip.rtp_from} to {settings.sip.rtp_to}"
        told = f"The carrier is told {settings.trunk.external_address}; ports {ranges} must lead here."
        return Check("nat", Level.OK, told)
    if near or ip_address(own).is_global:
        return Check("nat", Level.OK, f"The carrier reaches {own} without NAT.")
    return Check("nat", Level.FAIL, f"{own} is behind NAT: set trunk.external_address to the public address.")


def _own_address(carrier: str, port: int) -> str | None:
    """The source address the kernel would use; nothing is sent."""
    family = socket.AF_INET6 if ip_address(carrier).version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((carrier, port))
        except OSError:
            return None
        return str(probe.getsockname()[0])
