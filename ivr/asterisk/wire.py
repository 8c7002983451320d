"""Everything Asterisk may tell us, and nothing else: identity ends here.

The models have no field for a caller, a connected line, a dialplan place, a channel name or a variable. What is not
declared is dropped while parsing and the raw text is neither kept nor logged. `tests/asterisk/test_wire.py` holds the
declared fields against Asterisk's own API description.
"""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

EntryPoint = Literal["call", "media", "studio"]
"""Our own words in the arguments of Stasis(); any other word is dropped."""


def _our_words(args: object) -> tuple[str, ...]:
    if not isinstance(args, list):
        return ()
    return tuple(word for word in args if word in get_args(EntryPoint))


class Wire(BaseModel):
    """A message or a part of one."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class Channel(Wire):
    """One leg of a call. The id is Asterisk's counter or our own random word."""

    id: str
    state: str


class StasisStart(Wire):
    """A channel came to us."""

    channel: Channel
    args: Annotated[tuple[EntryPoint, ...], BeforeValidator(_our_words)]


class StasisEnd(Wire):
    """A channel left us."""

    channel: Channel


class ChannelDtmfReceived(Wire):
    """A key was pressed."""

    channel: Channel
    digit: str = Field(pattern=r"^[0-9*#A-D]$")


class ChannelHangupRequest(Wire):
    """The other side asked to end the call."""

    channel: Channel
    cause: int | None = None


class ChannelDestroyed(Wire):
    """The channel is no more. `cause` is a Q.850 number."""

    channel: Channel
    cause: int


class ApplicationReplaced(Wire):
    """Another program connected with our application's name and gets our calls now."""


class RESTResponse(Wire):
    """The answer to one request over the same socket; `message_body` is JSON text."""

    request_id: str
    status_code: int
    message_body: str | None = None


class Application(Wire):
    """What belongs to our application now."""

    channel_ids: tuple[str, ...]
    bridge_ids: tuple[str, ...]


class Bridge(Wire):
    """Channels that hear each other."""

    id: str
    channels: tuple[str, ...]


class SystemInfo(Wire):
    """About the running Asterisk."""

    version: str


class AsteriskInfo(Wire):
    """What was asked for about the running Asterisk, with `only=system`."""

    system: SystemInfo


class Module(Wire):
    """One loaded module, for the check at start; `name` here is the module's."""

    module: str = Field(alias="name")
    status: str


class MediaMessage(Wire):
    """A control message of a media socket (chan_websocket, JSON); its variables and names are not declared."""

    event: str
    channel_id: str | None = None
    correlation_id: str | None = None


Event = StasisStart | StasisEnd | ChannelDtmfReceived | ChannelHangupRequest | ChannelDestroyed | ApplicationReplaced
Message = Event | RESTResponse

EVENTS: tuple[type[Event], ...] = get_args(Event)
"""The events we ask Asterisk for; it is told to send no others."""

CHANNELS = TypeAdapter(tuple[Channel, ...])
BRIDGES = TypeAdapter(tuple[Bridge, ...])
MODULES = TypeAdapter(tuple[Module, ...])

_MESSAGES: dict[str, type[Message]] = {model.__name__: model for model in (*EVENTS, RESTResponse)}


class _Kind(Wire):
    type: str


def parse(raw: str | bytes) -> Message | None:
    """Read one text message; None for a kind we do not know or a message that is not what it should be."""
    try:
        model = _MESSAGES.get(_Kind.model_validate_json(raw).type)
        return model.model_validate_json(raw) if model else None
    except ValidationError:
        return None  # without a word: the error could quote the message


def parse_media(raw: str) -> MediaMessage | None:
    """Read one text message of a media socket; None where it is not one."""
    try:
        return MediaMessage.model_validate_json(raw)
    except ValidationError:
        return None
