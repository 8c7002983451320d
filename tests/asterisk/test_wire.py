"""Identity ends in wire.py: what is declared is in Asterisk's description, what names a caller is not declared."""

import inspect
import json
import os
import types
import typing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.asterisk import wire
from ivr.asterisk.wire import ChannelDtmfReceived, Event, StasisStart, Wire, parse, parse_media

DENIED = {
    "accountcode",
    "ani",
    "bridgevars",
    "caller",
    "caller_rdnis",
    "callerid",
    "channel_variables",
    "channelvars",
    "connected",
    "connected_line",
    "creationtime",
    "dialplan",
    "dialplan_app",
    "dialplan_exten",
    "dialstring",
    "exten",
    "language",
    "name",
    "number",
    "peer",
    "protocol_id",
    "tenantid",
    "timestamp",
    "uri",
    "value",
    "variable",
}
"""What could say who called, from where, or when."""

NOT_ARI = {"_Kind", "MediaMessage"}
"""Not in the description of ARI: the word that tells messages apart, and the media socket's control messages."""

MODULE_NAME = (wire.Module, "module")
"""The one allowed `name` on the wire is a loaded module's."""

ASKED_FOR = (wire.AsteriskInfo, "system")
"""Optional in the description, always there when asked for alone."""

NUMBER, NAME = "0155501001", "Invented Caller"


def models() -> list[type[Wire]]:
    found = [kind for kind in vars(wire).values() if inspect.isclass(kind) and issubclass(kind, Wire)]
    return [kind for kind in found if kind is not Wire]


def described() -> dict[str, dict[str, dict[str, object]]]:
    """Every model of the installed Asterisk's own description, by name."""
    folder = Path(os.environ.get("AMPARO_ASTERISK_ROOT", "/"), "usr/share/asterisk/rest-api")
    if not folder.is_dir():
        pytest.skip("no Asterisk: AMPARO_ASTERISK_ROOT does not name a root with usr/share/asterisk/rest-api")
    known: dict[str, dict[str, object]] = {}
    for file in sorted(folder.glob("*.json")):
        known |= json.loads(file.read_text()).get("models", {})
    return {name: _with_parents(model, known) for name, model in known.items()}


def _with_parents(model: dict[str, object], known: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    properties: dict[str, dict[str, object]] = {}
    for parent in known.values():
        if model["id"] in typing.cast("list[str]", parent.get("subTypes", [])):
            properties |= _with_parents(parent, known)
    return properties | typing.cast("dict[str, dict[str, object]]", model["properties"])


def swagger_type(annotation: object) -> str:
    """The description's word for a Python type."""
    if annotation in (str, int):
        return {str: "string", int: "int"}[typing.cast("type", annotation)]
    if isinstance(annotation, types.UnionType):
        return swagger_type(next(kind for kind in typing.get_args(annotation) if kind is not type(None)))
    if typing.get_origin(annotation) is tuple:
        return f"List[{swagger_type(typing.get_args(annotation)[0])}]"
    if typing.get_origin(annotation) is typing.Literal:
        return "string"
    return typing.cast("type", annotation).__name__


@pytest.mark.parametrize(
    "model", [model for model in models() if model.__name__ not in NOT_ARI], ids=lambda model: model.__name__
)
def test_every_declared_field_is_in_asterisks_description(model: type[Wire]) -> None:
    theirs = described()[model.__name__]
    for name, field in model.model_fields.items():
        assert theirs[field.alias or name]["type"] == swagger_type(field.annotation)
        if field.is_required() and (model, name) != ASKED_FOR:
            assert theirs[field.alias or name].get("required") is True


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_no_model_can_hold_an_identity(model: type[Wire]) -> None:
    for name, field in model.model_fields.items():
        assert name not in DENIED
        if (model, name) != MODULE_NAME:
            assert field.alias not in DENIED
    assert model.model_config["extra"] == "ignore"


def channel(**more: object) -> dict[str, object]:
    """As Asterisk 22.10.1 writes one, with an invented caller."""
    return {
        "id": "1900000000.7",
        "name": f"PJSIP/{NUMBER}-00000007",
        "state": "Ring",
        "protocol_id": f"{NUMBER}@192.0.2.7",
        "caller": {"name": NAME, "number": NUMBER},
        "connected": {"name": NAME, "number": NUMBER},
        "accountcode": NUMBER,
        "dialplan": {"context": "callers", "exten": NUMBER, "priority": 4, "app_name": "Stasis", "app_data": NUMBER},
        "creationtime": "2026-01-01T00:00:00.000+0000",
        "language": "en",
        "caller_rdnis": NUMBER,
        "channelvars": {"FROM": NUMBER},
    } | more


def message(kind: str, **fields: object) -> str:
    return json.dumps({"type": kind, "timestamp": "2026-01-01T00:00:00.000+0000", "asterisk_id": NUMBER} | fields)


@pytest.mark.parametrize(
    "raw",
    [
        message("StasisStart", args=["call", NUMBER], channel=channel()),
        message("StasisEnd", channel=channel()),
        message("ChannelDtmfReceived", digit="5", duration_ms=100, channel=channel()),
        message("ChannelHangupRequest", cause=16, soft=True, channel=channel()),
        message("ChannelDestroyed", cause=16, cause_txt=NAME, channel=channel()),
        message("ApplicationReplaced", application=NUMBER),
        message("RESTResponse", request_id="1", transaction_id=NUMBER, status_code=204, reason_phrase=NAME, uri=NUMBER),
    ],
)
def test_messages_are_read_without_their_caller(raw: str) -> None:
    read = parse(raw)
    assert read is not None
    assert NUMBER not in repr(read)
    assert NAME not in repr(read)
    assert NUMBER not in read.model_dump_json()


@pytest.mark.parametrize("kind", ["ChannelVarset", "ChannelCallerId", "ChannelConnectedLine", "Dial"])
def test_events_that_carry_identity_are_not_known(kind: str) -> None:
    assert parse(message(kind, channel=channel())) is None


def test_only_our_own_words_come_through_as_entry_points() -> None:
    start = parse(message("StasisStart", args=[NUMBER, "call", 7, NAME], channel=channel()))
    assert isinstance(start, StasisStart)
    assert start.args == ("call",)


@pytest.mark.parametrize("digit", ["", "55", "five", NUMBER, "E"])
def test_a_digit_is_one_key(digit: str) -> None:
    assert parse(message("ChannelDtmfReceived", digit=digit, duration_ms=1, channel=channel())) is None


def test_a_key_is_read() -> None:
    key = parse(message("ChannelDtmfReceived", digit="#", duration_ms=1, channel=channel()))
    assert isinstance(key, ChannelDtmfReceived)
    assert (key.channel.id, key.digit) == ("1900000000.7", "#")


@given(st.text() | st.binary())
def test_any_text_is_read_without_a_fault(raw: str | bytes) -> None:
    assert parse(raw) is None or isinstance(parse(raw), Event | wire.RESTResponse)


def test_the_media_sockets_messages_are_read_without_variables() -> None:
    raw = json.dumps({"event": "MEDIA_START", "channel": f"WebSocket/{NUMBER}", "channel_id": "amparo-media-1",
                      "channel_variables": {"CALLERID": NUMBER}, "format": "ulaw"})  # fmt: skip
    assert NUMBER not in repr(parse_media(raw))
