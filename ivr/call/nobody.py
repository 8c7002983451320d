"""The people of a line that has none yet."""

import asyncio
from collections.abc import Callable

from ivr.call.ports import PersonEvent


class Nobody:
    """Says honestly, at once, that nobody is free."""

    def find(self, call: str, find: int, language: str, topic: str, tell: Callable[[PersonEvent], None]) -> None:  # noqa: ARG002 - nobody is nobody, whoever is asked for
        """Answer `nobody` on the next turn of the loop."""
        asyncio.get_running_loop().call_soon(tell, PersonEvent("nobody", find))

    def forget(self, call: str, find: int) -> None:
        """Nothing was kept."""
