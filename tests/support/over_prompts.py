"""A call in which somebody speaks while the line does."""

from tests.support.call_world import Talk, TestStream

NUMBER = """
flow: welcome
start: number
nodes:
  number: {kind: ask, prompts: [need.codes], store: number, digits: {min: 4, max: 6}, next: told}
  told: {kind: menu, topic: law, prompts: [info.lawyer], offers: [person, again]}
"""


LONG_S = 60
"""Longer than anything here is waited for."""


async def until(spoken: Talk, said: str) -> None:
    """This begins to be said."""
    before = spoken.said.count(said)
    for _ in range(LONG_S * 50):
        if spoken.said.count(said) > before:
            return
        await spoken.wait(0.02)
    raise AssertionError(f"{said} was not said: {spoken.said}")


async def both_listen(spoken: Talk) -> None:
    for _ in range(LONG_S * 10):
        if len(spoken.ears.open_streams) == 2:
            return
        await spoken.wait(0.1)
    raise AssertionError("two languages were not listened to")


async def menu_is_read(spoken: Talk) -> None:
    """The first menu has just begun."""
    await spoken.press("1")
    await until(spoken, "<menu.intro")


def stream_of(spoken: Talk, language: str) -> TestStream:
    return next(stream for stream in spoken.ears.open_streams if stream.grammar.language == language)
