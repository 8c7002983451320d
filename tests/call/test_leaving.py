"""However a call ends, its line is given back."""

import asyncio

from ivr.call.ports import Summary
from ivr.call.session import Session
from tests.support.call_world import Remembered, TestEars, world
from tests.support.fake_line import FakeLine
from tests.support.virtual_time import run_virtual


def test_a_journal_that_fails_does_not_keep_the_line() -> None:
    class Full(Remembered):
        def count(self, summary: Summary) -> None:
            raise OSError("no room")

    async def call() -> None:
        line = FakeLine()
        task = asyncio.get_running_loop().create_task(Session(world(TestEars(), Full()), line).run())
        await asyncio.sleep(0.1)
        task.cancel()
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(outcome, OSError)
        assert line.hung_up

    run_virtual(call())
