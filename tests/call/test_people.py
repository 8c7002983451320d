"""A session while a person is looked for and talked with."""

import asyncio

from ivr.call.ports import PersonEvent
from tests.support.call_world import Talk, talk
from tests.support.virtual_time import run_virtual


async def _to_menu(spoken: Talk) -> None:
    await spoken.press("1")
    await spoken.listen_to_all()


def test_a_person_stops_all_clocks_until_they_leave() -> None:
    class Somebody:
        def find(self, call: str, find: int, language: str, topic: str, tell: object) -> None:
            assert callable(tell)
            loop = asyncio.get_running_loop()
            loop.call_later(20 * 60, tell, PersonEvent("joined", find))
            loop.call_later(90 * 60, tell, PersonEvent("left", find))

        def forget(self, call: str, find: int) -> None:
            """Nothing was kept."""

    async def call() -> None:
        async with talk(people=Somebody()) as spoken:
            await _to_menu(spoken)
            await spoken.press("0")
            await spoken.listen_to_all()
            await asyncio.sleep(89 * 60)
            assert not spoken.task.done()
            assert not spoken.line.watching
            await asyncio.sleep(2 * 60)
            await spoken.listen_to_all()
            assert spoken.said.endswith("<menu.work/ko><key.4/ko>")
            spoken.line.leave()
            await spoken.task
            assert spoken.journal.summaries[0].outcome == "person"

    run_virtual(call())


def test_a_person_is_not_looked_for_after_the_caller_turned_back() -> None:
    forgotten: list[int] = []

    class Slow:
        def find(self, call: str, find: int, language: str, topic: str, tell: object) -> None:
            """Looks for a long time."""

        def forget(self, call: str, find: int) -> None:
            forgotten.append(find)

    async def call() -> None:
        async with talk(people=Slow()) as spoken:
            await _to_menu(spoken)
            await spoken.press("0")
            await spoken.listen_to_all()
            assert forgotten == []
            await spoken.press("#")
            assert len(forgotten) == 1
            await spoken.listen_to_all()
            assert spoken.said.endswith("<menu.work/ko><key.4/ko>")
        assert len(forgotten) == 1

    run_virtual(call())
