"""What one call has in Asterisk beside the caller: a media channel, its socket and a bridge."""

import asyncio
import secrets
from collections.abc import Coroutine

from ivr.asterisk.client import AriClient
from ivr.asterisk.errors import AriError, MediaError
from ivr.asterisk.media import CONNECT_S, NO_SOCKET, MediaServer
from ivr.asterisk.media_socket import MediaSocket

MEDIA_PREFIX = "amparo-media-"
BRIDGE_PREFIX = "amparo-bridge-"

BACK_S = 30.0
"""How long a call without sound waits for Asterisk to come back."""


class MediaPath:
    """Made by `open`, given back by `close` at any moment, even in the middle of `open`."""

    def __init__(self, client: AriClient, media: MediaServer, caller: str) -> None:
        self._client, self._media, self._caller = client, media, caller
        self._channel = ""
        self._bridge = BRIDGE_PREFIX + secrets.token_hex(8)
        self._socket: MediaSocket | None = None

    @property
    def owned(self) -> frozenset[str]:
        """Ids of what this call has in Asterisk, or is about to have."""
        return frozenset({self._channel, self._bridge})

    async def open(self, *, answer: bool) -> MediaSocket:
        """Everything up to sound both ways. Raises AriError.

        The caller is answered last, so that the first sound is ready when the phone is.
        """
        await self._client.create_bridge(self._bridge)
        socket = await self._open_media()
        if answer:
            await self._client.answer(self._caller)
        await self._client.add_to_bridge(self._bridge, (self._caller, self._channel))
        return socket

    async def renew(self) -> MediaSocket:
        """A new media channel in the same bridge, after the old socket was lost. Raises AriError.

        Where Asterisk itself is out of reach the caller may still be there: it is waited for.
        """
        await self._client.wait_connected(BACK_S)
        await self._drop_media()
        socket = await self._open_media()
        await self._client.add_to_bridge(self._bridge, (self._channel,))
        return socket

    async def close(self) -> None:
        """Give everything back. What Asterisk cannot be asked now is cleaned up at the next connection."""
        await asyncio.gather(_try(self._client.destroy_bridge(self._bridge)), self._drop_media())

    async def _open_media(self) -> MediaSocket:
        self._channel = MEDIA_PREFIX + secrets.token_hex(8)
        coming = self._media.expect(self._channel)
        try:
            await self._client.external_media(self._channel)
            async with asyncio.timeout(CONNECT_S):
                self._socket = await coming
        except TimeoutError:
            raise MediaError(NO_SOCKET) from None
        finally:
            coming.cancel()
        return self._socket

    async def _drop_media(self) -> None:
        if self._socket:
            await self._socket.close()
        if self._channel:
            await _try(self._client.hang_up(self._channel))
        self._socket, self._channel = None, ""


async def _try(request: Coroutine[object, object, None]) -> None:
    """Ask for the end of something; that it is gone already, or that Asterisk is, is as good."""
    try:
        await request
    except AriError:
        return
