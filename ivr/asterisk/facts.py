"""What is known about Asterisk: versions that are good or bad, modules that must or must not be there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

GOOD = {"22.10.1": "measured: every contract test passes"}
"""Versions that were tried with the whole suite."""

BAD = {
    "22.11.0": "it crashes on a WebSocket pong (asterisk issue 2085) and cannot bridge a channel that was listened to "
    "(issue 2134)",
}
"""Versions that must not answer calls, with the reason."""

OLDEST = (22, 10, 1)
"""Security release of 2026-06-25; JSON media control and rights over WebSocket REST are complete in it."""

WANTED = "22.10.1"

MODULES = (
    # SIP, found by source address only; nobody registers here
    "res_sorcery_config",
    "res_sorcery_memory",
    "res_sorcery_astdb",  # res_pjsip does not load without it; sorcery.conf keeps it unused
    "res_pjproject",
    "res_pjsip",
    "res_pjsip_session",
    "res_pjsip_endpoint_identifier_ip",
    "res_pjsip_authenticator_digest",
    "res_pjsip_outbound_authenticator_digest",
    "res_pjsip_outbound_registration",
    "res_pjsip_nat",
    "res_pjsip_caller_id",
    "res_pjsip_dtmf_info",
    "res_pjsip_sdp_rtp",
    "res_pjsip_pubsub",  # chan_pjsip does not load without it; no endpoint allows a subscription
    "chan_pjsip",
    # sound
    "res_timing_timerfd",
    "res_rtp_asterisk",
    "codec_ulaw",
    "codec_alaw",
    "codec_a_mu",
    "bridge_simple",
    "bridge_softmix",
    "bridge_holding",
    # the line
    "res_http_websocket",
    "res_websocket_client",
    "chan_websocket",
    "res_stasis",
    "res_stasis_answer",
    "res_stasis_playback",
    "res_stasis_recording",
    "res_stasis_snoop",
    "app_stasis",
    "res_ari",
    "res_ari_model",
    "res_ari_applications",
    "res_ari_asterisk",
    "res_ari_bridges",
    "res_ari_channels",
    "res_ari_events",
    # the dialplan that forgets
    "pbx_config",
    "func_callerid",
)
"""The allow list: what Asterisk loads, in this order, and nothing else (rule P5)."""

SRTP_MODULES = ("res_srtp",)
"""Loaded as well where trunk.srtp is not `none`."""

DENIED = (
    ("cdr_*", "writes who called and when"),
    ("cel_*", "writes what happened on every channel"),
    ("res_cdrel_custom", "writes who called and when"),
    ("app_cdr", "turns call records on"),
    ("app_forkcdr", "turns call records on"),
    ("res_hep*", "sends whole SIP messages away"),
    ("app_voicemail*", "writes messages with the caller's number"),
    ("app_minivm", "writes messages with the caller's number"),
    ("app_queue", "writes the caller's number into queue_log"),
    ("res_pjsip_logger", "prints whole SIP messages"),
    ("res_pjsip_history", "keeps whole SIP messages"),
    ("res_pjsip_header_funcs", "reads any SIP header, the number among them"),
    ("res_pjsip_diversion", "reads who the call was diverted from"),
    ("res_stir_shaken", "reads the Identity header, which carries the number"),
    ("res_pjsip_stir_shaken", "reads the Identity header, which carries the number"),
    ("res_pjsip_geolocation", "reads where the caller is"),
    ("res_geolocation", "reads where the caller is"),
    ("res_snmp", "publishes channel names"),
    ("res_prometheus", "publishes channel names"),
    ("res_statsd", "sends figures away"),
    ("res_security_log", "writes who was refused"),
    ("app_mixmonitor", "records calls to disk"),
    ("app_record", "records calls to disk"),
    ("app_dumpchan", "prints the caller's number"),
    ("app_verbose", "prints dialplan arguments"),
    ("func_db", "writes a database file"),
    ("app_db", "writes a database file"),
)
"""Modules that must never run, by pattern, with the reason (rule P5)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a version may answer calls, and a sentence why."""

    grade: Literal["good", "unknown", "refused"]
    sentence: str


def verdict(version: str) -> Verdict:
    """Judge a version such as `22.10.1`, with or without a Debian suffix."""
    plain = re.match(r"\d+(\.\d+)*", version)
    numbers = tuple(int(part) for part in plain.group().split(".")) if plain else ()
    name = plain.group() if plain else version
    if not numbers:
        return Verdict("refused", f'Asterisk calls itself "{version}", which is no version: install {WANTED}.')
    if name in BAD:
        return Verdict("refused", f"Asterisk {name} must not be used: {BAD[name]}. Install {WANTED}.")
    if numbers < OLDEST:
        return Verdict(
            "refused", f"Asterisk {name} is older than {WANTED} and lacks its corrections. Install {WANTED}."
        )
    if name in GOOD:
        return Verdict("good", f"Asterisk {name} is known to be good ({GOOD[name]}).")
    return Verdict("unknown", f"Asterisk {name} is not known here: run ./amparo test before it answers people.")


def modules_for(srtp: bool) -> tuple[str, ...]:
    """The allow list in force, without endings."""
    return MODULES + (SRTP_MODULES if srtp else ())


def module_troubles(loaded: Iterable[str], srtp: bool = False, extra: Sequence[str] = ()) -> list[str]:
    """One sentence for each module that runs and must not, or that is missing.

    `loaded` are names as ARI lists those that are running; without `.so` they are parts of Asterisk itself.
    `extra` ones are allowed as well.
    """
    names = {name.removesuffix(".so") for name in loaded if name.endswith(".so")}
    allowed = modules_for(srtp)
    missing = [f"Asterisk did not load {name}: install the package it is in." for name in allowed if name not in names]
    return missing + [_not_allowed(name) for name in sorted(names - {*allowed, *extra})]


def _not_allowed(name: str) -> str:
    reason = next((why for pattern, why in DENIED if fnmatchcase(name, pattern)), "it is not on the allow list")
    return f"Asterisk runs {name}, which must not be: {reason}. Remove it from modules.conf."
