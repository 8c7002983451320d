"""What a call that begins now is told: the local time, and the message that is switched on."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from ivr.call.world import Circumstances
from ivr.publishing.message import Message

LOCAL = "%Y-%m-%dT%H:%M"


class LineCircumstances:
    """Asked at the start of every call; a message ends by this clock, with nothing running to end it."""

    def __init__(self, now: Callable[[], datetime], zone: tzinfo) -> None:
        """`now` gives aware times; `zone` is where the line is."""
        self._now, self._zone = now, zone
        self.message: Message | None = None
        """The newest setting of the switch, as far as this line knows."""
        self.sayable: Callable[[str], bool] = lambda _: True
        """Whether a prompt has a sound in every language; what has none is not said."""

    def __call__(self) -> Circumstances:
        """The circumstances now."""
        now = self._now()
        local = now.astimezone(self._zone).strftime(LOCAL)
        message = self.message
        if message is None or not message.on(now):
            return Circumstances(local)
        return Circumstances(local, (message.prompt,) if self.sayable(message.prompt) else (), message.closed)
