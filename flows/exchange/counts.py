"""How many of anything a file of another program may have: more would take too long, and no caller could use it."""

from flows.exchange.errors import refuse
from flows.messages import Sentence, told

MOST_BLOCKS = 10_000
"""Blocks, nodes or actions in all flows of a file."""
MOST_LANGUAGES = 200
"""Of one flow."""
MOST_CHOICES = 60
"""Of one question."""
MOST_ALTOGETHER = 4_000
"""Choices or exits of one flow."""
MOST_EXITS = 200
"""Of one block; conditions of one router."""


def check_count(file: str, what: Sentence, count: int, most: int) -> None:
    """Raises ExchangeError where there are more than can be read."""
    if count > most:
        template = "there are {count} {what} in one place; {most} at most."
        raise refuse(file, told(template, count=count, what=what, most=most))
