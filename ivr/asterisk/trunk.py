"""What Asterisk says about the carrier, as a sentence."""

from dataclasses import dataclass
from typing import Literal

from ivr.asterisk.configure import host_port
from ivr.settings import Settings

QUESTION = "pjsip show registrations"
"""What the console is asked; its answer names us and the carrier, never a caller."""


@dataclass(frozen=True, slots=True)
class TrunkStatus:
    """Whether calls can come through the carrier, and what to do where they cannot."""

    state: Literal["none", "peer", "registered", "refused", "unanswered"]
    sentence: str


def trunk_status(settings: Settings, answer: str) -> TrunkStatus:
    """Read the console's answer to QUESTION."""
    carrier = host_port(settings.trunk.host, settings.trunk.port)
    if settings.trunk.mode == "none":
        return TrunkStatus("none", "No carrier is set (trunk.mode): only this machine can call.")
    if settings.trunk.mode == "peer":
        return TrunkStatus(
            "peer", f"Calls are taken from {', '.join(settings.trunk.allowed_sources)}, without sign-in."
        )
    if "Registered" in answer.replace("Unregistered", ""):
        return TrunkStatus("registered", f"The carrier {carrier} has accepted our sign-in.")
    if "Rejected" in answer:
        return TrunkStatus(
            "refused", f"The carrier {carrier} refuses our sign-in: check trunk.username and trunk.password."
        )
    return TrunkStatus(
        "unanswered", f"The carrier {carrier} does not answer: check trunk.host, trunk.port, sip.bind and the firewall."
    )
