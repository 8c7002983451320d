"""A sound that is missing while callers are there, in a language with recordings only: never half a sentence."""

import asyncio
import re
from collections.abc import Iterator

import pytest

from flows.effects import Play, Spoken
from flows.limits import SOUND_GAP_MS
from flows.proofs.explore import Map, Way, explore
from flows.proofs.paths import by_keys, shortest
from ivr.call.sound_gap import GRACE_MS
from speech.convert import quieter
from tests.support.call_world import NamedSounds, Talk, talk
from tests.support.qaa import QAA, book
from tests.support.virtual_time import run_virtual

BOOK = book()
A_PERSON = "<person.looking/qaa><person.nobody/qaa>"
A_PERSON_BEFORE_A_LANGUAGE = "<person.unknown_language/ko><person.unknown_language/qaa>"
APOLOGIES = ("<apology/qaa>", "<apology/ko>")
AT_ONCE = {"language.offer", "key.2"}
"""Part of the very first question."""
OF_PEOPLE = {"person.looking", "person.nobody", "person.unknown_language"}
"""Without them nobody can be led to a person."""
NEVER = {"nowhere_back"}
"""There always is a question before the first one in `qaa`: that of the language."""
LESS_LOUD = {"discreet.on"}
ONCE = {"sound.how"}
"""Not said a second time."""
A_KEY = r"<key\.\w+/qaa>$"


class Hole(NamedSounds):
    """All sounds but one, which is missing in `qaa`."""

    def sound(self, prompt: str, language: str, values: tuple[tuple[str, str], ...], slow: bool) -> bytes:
        if language == QAA and prompt in self.missing:
            raise KeyError(prompt)
        return NamedSounds().sound(prompt, language, values, slow)


def names(plays: tuple[Play, ...]) -> Iterator[str]:
    """Prompts that are said in `qaa`."""
    for item in (item for play in plays for item in play.items):
        if isinstance(item, Spoken) and item.language == QAA:
            yield item.prompt


def first_heard(found: Map) -> dict[str, tuple[Way, ...]]:
    """For each prompt, how a caller comes to the first sentence with it, by keys and silence."""
    first: dict[str, tuple[Way, ...]] = {}
    for key, ways in shortest(found, by_keys).items():
        for way in found.ways[key]:
            for prompt in names(way.said) if way.act.mode not in {"voice", "sound"} else ():
                first.setdefault(prompt, (*ways, way))
    return first


FIRST = first_heard(explore(BOOK, "welcome"))


async def does(spoken: Talk, way: Way) -> str:
    """What the caller hears after it."""
    before = len(spoken.said)
    if way.act.label == "silence":
        await asyncio.sleep(8)
    else:
        await spoken.press(way.act.label.removeprefix("key "))
    await hears_all(spoken)
    return spoken.said[before:]


async def hears_all(spoken: Talk) -> None:
    """To the end of the question, also where it is read one option at a time: no sound is made after any."""
    await spoken.listen_to_all()
    while spoken.any_sound.streams and not spoken.any_sound.last.closed:
        await asyncio.sleep((SOUND_GAP_MS + GRACE_MS) / 1000)
        await spoken.listen_to_all()


async def comes_to(spoken: Talk, prompt: str) -> str:
    """What is heard instead of the first sentence with it."""
    await hears_all(spoken)
    *ways, last = FIRST[prompt]
    for way in ways:
        assert A_PERSON not in await does(spoken, way)
    return await does(spoken, last)


@pytest.mark.parametrize("prompt", sorted(FIRST.keys() - AT_ONCE - OF_PEOPLE - NEVER - LESS_LOUD))
def test_a_caller_is_led_to_a_person_and_goes_on_and_the_second_time_hears_an_apology(prompt: str) -> None:
    async def call() -> None:
        async with talk(Hole(frozenset({prompt})), book=BOOK) as spoken:
            heard = await comes_to(spoken, prompt)
            read, person, said = heard.removeprefix("<promise/qaa>").partition("<person.")
            assert (person + said).startswith((A_PERSON, A_PERSON_BEFORE_A_LANGUAGE))
            assert not read or re.search(A_KEY, read), "options before it, each with its key"
            assert said.endswith(
                ("<key.3/qaa>", "<key.4/qaa>", "<key.hash/qaa>", "<key.1/qaa>", "<key.9/qaa>", "<key.8/ko>")
            )
            assert not spoken.task.done()
            again = await does(spoken, FIRST[prompt][-1])
            if prompt in ONCE:
                assert "<person." not in again
                return
            assert again.endswith(APOLOGIES)
            assert f"<{prompt}/qaa>" not in heard + again
            await asyncio.wait_for(spoken.task, 1)
            assert spoken.journal.summaries[0].outcome == "failed"

    run_virtual(call())


@pytest.mark.parametrize("prompt", sorted(OF_PEOPLE))
def test_where_no_person_can_be_announced_the_call_ends_with_an_apology(prompt: str) -> None:
    async def call() -> None:
        async with talk(Hole(frozenset({prompt})), book=BOOK) as spoken:
            heard = await comes_to(spoken, prompt)
            assert heard.removeprefix("<person.looking/qaa>") in APOLOGIES
            await asyncio.wait_for(spoken.task, 1)

    run_virtual(call())


@pytest.mark.parametrize("prompt", sorted(AT_ONCE))
def test_where_the_languages_cannot_be_named_people_of_all_languages_are_told(prompt: str) -> None:
    async def call() -> None:
        async with talk(Hole(frozenset({prompt})), book=BOOK) as spoken:
            await spoken.listen_to_all()
            assert spoken.said == f"<greeting/ko>{A_PERSON_BEFORE_A_LANGUAGE}<apology/ko>"
            await asyncio.wait_for(spoken.task, 1)

    run_virtual(call())


def test_in_discreet_mode_a_person_is_looked_for_as_quietly() -> None:
    async def call() -> None:
        async with talk(Hole(frozenset(LESS_LOUD)), book=BOOK) as spoken:
            heard = await comes_to(spoken, "discreet.on")
            assert heard.startswith(quieter(A_PERSON.encode()).decode())
            assert not spoken.task.done()

    run_virtual(call())


def test_all_that_is_said_on_the_way_is_tried() -> None:
    """What is left are clocks, rows of mistakes, and confirmations of speech, which is not heard."""
    found = explore(BOOK, "welcome")
    assert {name for way in found.all_ways() for name in names(way.said)} == FIRST.keys()
