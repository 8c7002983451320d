"""Three languages at once on people's voices: Korean by Vosk, and two taught from recordings (rule V4).

The people who are heard taught nothing. Korean is a synthetic voice here.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import islice

import pytest
import pytest_asyncio

from bench.hearing.corpus import DIRECTORY, Utterance, utterances
from flows.effects import Listen
from ivr.call.asked import Said, Verdict
from ivr.call.listening import Listening
from prompts.words import load
from speech.by_example.recording import Recording
from speech.by_example.taught import save
from speech.by_example.teaching import teach
from speech.convert import MULAW_SILENCE, mulaw_encode
from speech.models import installed
from speech.ports import FRAME_BYTES
from speech.workers import VoskWorkers
from tests.support.korean import frames, said, why_no_espeak, why_no_vosk
from tests.support.voices import network

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_vosk() is not None, reason=str(why_no_vosk())),
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
    pytest.mark.skipif(not DIRECTORY.is_dir(), reason="the recordings of people are not here: ../shared/data/speech"),
]

WORDS = {
    "zh": {"language.zh": "04", "@person": "10", "@again": "08"},
    "en": {"language.en": "7", "@person": "5", "@again": "2"},
}
"""Option and what stands for it among the recordings: zhongguo, fudan, shanghai; seven, five, two."""
SETS = {"zh": "dsp20", "en": "fsdd"}
LISTENERS = {"zh": 8, "en": 2}
"""People who are kept for being heard; the others teach."""
KOREAN = ("한국 이야기", "여보세요 여보세요", "우리나라 이야기")
PAGE = Listen(1, (("language.ko", "ko"), ("language.zh", "zh"), ("language.en", "en"), *(
    (word, tongue) for tongue in ("ko", "zh", "en") for word in ("@person", "@again")
)), 7_000)  # fmt: skip


class Said3:
    """`ivr.call.ports.Words`."""

    def __init__(self) -> None:
        self._korean = load()

    def phrases(self, option: str, language: str) -> tuple[str, ...]:
        if language == "ko":
            return self._korean.phrases(option, "ko")
        return tuple(filter(None, [WORDS[language].get(option)]))


def recorded(language: str) -> list[Utterance]:
    return list(utterances(DIRECTORY / SETS[language], WORDS[language].values()))


def speakers(language: str, every: Iterable[Utterance]) -> tuple[frozenset[str], frozenset[str]]:
    """Those who teach and those who are heard."""
    names = sorted({one.speaker for one in every})
    return frozenset(names[: -LISTENERS[language]]), frozenset(names[-LISTENERS[language] :])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ears(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[VoskWorkers]:
    folder = tmp_path_factory.mktemp("models")
    for language in WORDS:
        every = recorded(language)
        teachers, _ = speakers(language, every)
        lessons = [
            Recording(one.word, one.speaker, f"{one.speaker}/{one.word}-{at}.flac", one.sound)
            for at, one in enumerate(every)
            if one.speaker in teachers
        ]
        save(folder / language, teach(network(), lessons).taught)
    workers = VoskWorkers(installed(folder), processes=1)
    await workers.start()
    yield workers
    await workers.close()


async def heard(ears: VoskWorkers, mulaw: bytes) -> Verdict:
    """What the page hears in it."""
    verdict: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
    listening = Listening(PAGE, Said3(), ears, verdict.set_result)
    try:
        for frame in frames(mulaw):
            listening.feed(frame)
        return await asyncio.wait_for(verdict, 30)
    finally:
        listening.close()


def aloud(one: Utterance) -> bytes:
    spoken = MULAW_SILENCE * 4000 + mulaw_encode(one.sound.astype("<i2").tobytes()) + MULAW_SILENCE * 19_200
    return spoken[: len(spoken) // FRAME_BYTES * FRAME_BYTES]


def strangers(language: str, word: str) -> Iterator[Utterance]:
    every = recorded(language)
    _, listeners = speakers(language, every)
    return (one for one in every if one.speaker in listeners and one.word == word)


def counted(verdicts: Iterable[Verdict]) -> Counter[str]:
    return Counter(one.option if isinstance(one, Said) else one.why for one in verdicts)


@pytest.mark.parametrize("language", WORDS)
async def test_people_are_heard_in_their_language_and_seldom_in_another(ears: VoskWorkers, language: str) -> None:
    """What is taken wrongly is asked back in the wrong language, and a no or silence leads to the page again."""
    name = f"language.{language}"
    every = list(islice(strangers(language, WORDS[language][name]), 16))
    found = counted([await heard(ears, aloud(one)) for one in every])
    wrong = sum(count for option, count in found.items() if option.startswith("language.") and option != name)
    assert found[name] >= 0.6 * len(every)
    assert wrong <= 0.1 * len(every)


async def test_korean_is_heard_among_them(ears: VoskWorkers) -> None:
    """Of its own words this voice and this model do not agree on every one; none is taken for another language."""
    found = counted([await heard(ears, said(phrase)) for phrase in KOREAN])
    assert found["language.ko"] >= 2
    assert not {"language.zh", "language.en"} & set(found)
