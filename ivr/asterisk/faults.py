"""How a fault of our own is told: by kind and place, once."""

import logging
import traceback

_log = logging.getLogger(__name__)
_told: set[str] = set()


def tell_fault(error: BaseException) -> None:
    """Log where our code was wrong: never the error's text, which may quote a call, and each place once, because a
    line at each call would tell when calls are made."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__
    if place not in _told:
        _told.add(place)
        _log.error("A fault of the line's own, told once: %s.", place)
