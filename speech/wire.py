"""Messages between the line and its speech workers: length-prefixed, many streams over one pair of pipes."""

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from speech.convert import MULAW_SILENCE

HEADER = struct.Struct("!BII")
"""Kind, stream number, length of the payload in bytes."""
MAX_PAYLOAD = 32_000_000
"""Bytes (12 minutes of rendered speech); longer means that the two sides lost step."""

MORE = b"+"
"""Asks a mother for a worker; the worker's end of its socket comes with it."""
FAILED = b"!"
"""A mother's answer that she could not fork; else it is the process id, and the pidfd comes with it."""
ANSWER_BYTES = 16


class Kind(IntEnum):
    """What a message says; those below 16 go to the worker, the others come back."""

    OPEN = 1
    SOUND = 2
    CLOSE = 3
    FIND = 4
    SAY = 5
    OVER = 6
    """The caller's sound, and as many bytes of what the line said in it."""
    READY = 16
    BROKEN = 17
    STARTED = 18
    HEARD = 19
    UNCLEAR = 20
    LOST = 21
    UNKNOWN = 22
    SAID = 23
    FAILED = 24
    OPENED = 25
    FULL = 26


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `stream` is 0 where it is about no stream."""

    kind: Kind
    stream: int = 0
    payload: bytes = b""

    def pack(self) -> bytes:
        """The bytes on the pipe."""
        return HEADER.pack(self.kind, self.stream, len(self.payload)) + self.payload

    def data(self) -> Any:
        """The payload as JSON."""
        return json.loads(self.payload)


def with_data(kind: Kind, stream: int, data: object) -> Message:
    """A message whose payload is JSON."""
    return Message(kind, stream, json.dumps(data, ensure_ascii=False).encode())


def with_sound(stream: int, mulaw: bytes, said: bytes) -> Message:
    """The caller's sound, with what the line said in it where it spoke: silence where that is shorter."""
    if not said:
        return Message(Kind.SOUND, stream, mulaw)
    return Message(Kind.OVER, stream, mulaw + said.ljust(len(mulaw), MULAW_SILENCE)[: len(mulaw)])


def sound_of(message: Message) -> tuple[bytes, bytes]:
    """The caller's sound, and what the line said in it, as long or nothing."""
    if message.kind is not Kind.OVER:
        return message.payload, b""
    half = len(message.payload) // 2
    return message.payload[:half], message.payload[half:]


def unpack_header(header: bytes) -> tuple[Kind, int, int]:
    """Kind, stream and payload length. Raises ValueError when the sides lost step."""
    kind, stream, length = HEADER.unpack(header)
    if length > MAX_PAYLOAD:
        raise ValueError(f"A message of {length} bytes: the pipe is out of step.")
    return Kind(kind), stream, length


def read_message(read: Callable[[int], bytes]) -> Message | None:
    """Read one message from a blocking pipe; None at its end, also in the middle of a message."""
    header = read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, stream, length = unpack_header(header)
    payload = read(length) if length else b""
    return Message(kind, stream, payload) if len(payload) == length else None


def private_pipes() -> tuple[int, int]:
    """Move the protocol away from descriptors 0 and 1, so that no library's output can break it."""
    inbox, out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)  # 2 as well: Kaldi's warnings hold words
    return inbox, out
