"""The Recogniser port, on the fake and on Vosk."""

from collections.abc import AsyncIterator
from itertools import zip_longest
from pathlib import Path

import pytest
import pytest_asyncio

from speech.models import installed
from speech.ports import (
    DIGITS,
    FRAME_BYTES,
    Grammar,
    Heard,
    HearingStream,
    LanguageDeaf,
    Recogniser,
    SpeechStarted,
    Unclear,
    Zone,
)
from speech.workers import VoskWorkers
from tests.support.echo import nothing_but_echo, over_prompt
from tests.support.hearing import Told
from tests.support.korean import (
    GRAMMAR,
    NUMBER,
    SILENCE,
    STRANGE,
    frames,
    said,
    spoken_number,
    why_no_espeak,
    why_no_vosk,
)
from tests.support.speech_fakes import FakeRecogniser
from tests.support.voices import taught

SAID_LATE = 8 * FRAME_BYTES
"""A window and a little: so much after the end of the prompt somebody who speaks is told."""


def feed(stream: HearingStream, mulaw: bytes, line: bytes = b"") -> None:
    for frame, spoken in zip_longest(frames(mulaw), frames(line), fillvalue=b""):
        stream.feed(frame, spoken)


class RecogniserContract:
    """What every Recogniser promises; subclasses give `ears` that hear Korean."""

    async def test_a_listed_word_is_heard(self, ears: Recogniser) -> None:
        told = Told()
        feed(ears.open(GRAMMAR, told), said("아이들"))
        assert await told.last() == Heard("menu.law", "아이들", Zone.ACCEPT)

    async def test_speech_is_told_before_the_answer(self, ears: Recogniser) -> None:
        told = Told()
        feed(ears.open(GRAMMAR, told), said("엄마"))
        await told.last()
        assert told.events[0] == SpeechStarted()

    async def test_a_word_on_no_list_is_unclear(self, ears: Recogniser) -> None:
        told = Told()
        feed(ears.open(GRAMMAR, told), said(STRANGE))
        assert await told.last() == Unclear()

    async def test_one_answer_and_then_nothing(self, ears: Recogniser) -> None:
        told = Told()
        stream = ears.open(GRAMMAR, told)
        feed(stream, said("아이들"))
        await told.last()
        before = list(told.events)
        feed(stream, said("아이들"))
        await _other_stream_answers(ears)
        assert told.events == before

    async def test_nothing_comes_after_close(self, ears: Recogniser) -> None:
        told = Told()
        stream = ears.open(GRAMMAR, told)
        feed(stream, said("아이들"))
        stream.close()
        stream.close()
        stream.feed(SILENCE)
        await _other_stream_answers(ears)
        assert told.events == []

    async def test_streams_do_not_mix(self, ears: Recogniser) -> None:
        law, family = Told(), Told()
        one, other = ears.open(GRAMMAR, law), ears.open(GRAMMAR, family)
        for ours, theirs in zip_longest(frames(said("아이들")), frames(said("엄마")), fillvalue=SILENCE):
            one.feed(ours)
            other.feed(theirs)
        assert await law.last() == Heard("menu.law", "아이들", Zone.ACCEPT)
        assert await family.last() == Heard("menu.family", "엄마", Zone.ACCEPT)

    async def test_a_language_without_a_model_is_deaf(self, ears: Recogniser) -> None:
        assert ears.languages == {"ko"}
        with pytest.raises(LanguageDeaf, match="xx"):
            ears.open(Grammar("xx", ()), Told())
        with pytest.raises(LanguageDeaf, match="xx"):
            await ears.unknown_words("xx", ("word",))

    async def test_one_phrase_of_two_options_means_the_first(self, ears: Recogniser) -> None:
        told = Told()
        grammar = Grammar("ko", (("clinic.children", ("아이들",)), ("need.school", (" 아이들 ", "엄마"))))
        feed(ears.open(grammar, told), said("아이들"))
        assert await told.last() == Heard("clinic.children", "아이들", Zone.ACCEPT)

    async def test_digits_are_told_in_a_row_also_after_a_rest(self, ears: Recogniser) -> None:
        """A rest of 0.9 s between two groups (rule V15)."""
        told = Told()
        feed(ears.open(NUMBER, told), spoken_number())
        assert await told.last() == Heard(DIGITS, "2 4 2", Zone.ACCEPT)

    async def test_an_option_beside_digits_is_an_option(self, ears: Recogniser) -> None:
        told = Told()
        feed(ears.open(NUMBER, told), said("아이들"))
        last = await told.last()  # Vosk asks it back: without decoys it is a guess
        assert isinstance(last, Heard)
        assert (last.option, last.phrase) == ("menu.law", "아이들")

    async def test_a_word_over_the_prompt_is_heard(self, ears: Recogniser) -> None:
        told, word = Told(), over_prompt("아이들")
        feed(ears.open(GRAMMAR, told), word.caller, word.line)
        last = await told.last()
        assert isinstance(last, Heard)
        assert (last.option, told.events) == ("menu.law", [last])

    async def test_what_is_unclear_over_the_prompt_passes_by_and_the_next_word_is_heard(self, ears: Recogniser) -> None:
        told = Told()
        stream, strange, word = ears.open(GRAMMAR, told), over_prompt(STRANGE), over_prompt("엄마")
        feed(stream, strange.caller, strange.line)
        feed(stream, word.caller, word.line)
        last = await told.last()
        assert isinstance(last, Heard)
        assert (last.option, told.events) == ("menu.family", [last])

    async def test_the_lines_own_words_are_never_told(self, ears: Recogniser) -> None:
        told, own = Told(), nothing_but_echo()
        stream = ears.open(GRAMMAR, told)
        feed(stream, own.caller, own.line)
        feed(stream, said("아이들"))
        assert await told.last() == Heard("menu.law", "아이들", Zone.ACCEPT)
        assert told.events[:-1] == [SpeechStarted()]

    async def test_who_speaks_when_the_prompt_ends_is_told_then(self, ears: Recogniser) -> None:
        told, word = Told(), over_prompt("아이들", ends_in_word=True)
        stream = ears.open(GRAMMAR, told)
        ends = len(word.line) + SAID_LATE
        feed(stream, word.caller[:ends], word.line)
        await told.some()
        assert told.events == [SpeechStarted()]
        feed(stream, word.caller[ends:])
        last = await told.last()
        assert isinstance(last, Heard)
        assert (last.option, told.events) == ("menu.law", [SpeechStarted(), last])

    async def test_unknown_words_come_in_order_without_repeats(self, ears: Recogniser) -> None:
        phrases = ("병원 뷁쉙", "아이들", "뷁쉙 의사 의사")
        assert await ears.unknown_words("ko", phrases) == ("뷁쉙", "의사")


async def _other_stream_answers(ears: Recogniser) -> None:
    """Whatever the first stream had to say would have come by now: one worker hears both, in order."""
    told = Told()
    feed(ears.open(GRAMMAR, told), said("엄마"))
    await told.last()


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
class TestFakeRecogniser(RecogniserContract):
    @pytest.fixture
    def ears(self) -> FakeRecogniser:
        fake = FakeRecogniser("ko", vocabulary=frozenset({"병원", "아이들", "엄마"}))
        for word in ("아이들", "엄마"):
            fake.teach(said(word), word)
        fake.teach(spoken_number(), "이 넷 이")
        fake.teach(said(STRANGE), None)
        for word in ("아이들", "엄마"):
            fake.teach(over_prompt(word).caller, word)
        fake.teach(over_prompt("아이들", ends_in_word=True).caller, "아이들")
        fake.teach(over_prompt(STRANGE).caller, None)
        return fake


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def vosk() -> AsyncIterator[VoskWorkers]:
    """Two workers for all tests here: loading takes seconds."""
    workers = VoskWorkers(installed(Path("no such folder")))
    await workers.start()
    yield workers
    await workers.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.vosk
@pytest.mark.espeak
@pytest.mark.skipif(why_no_vosk() is not None, reason=str(why_no_vosk()))
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
class TestVoskWorkers(RecogniserContract):
    @pytest.fixture
    def ears(self, vosk: VoskWorkers) -> VoskWorkers:
        return vosk


TAUGHT = ("몸", "아이들", "엄마", "너무 위험")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def by_example(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[VoskWorkers]:
    """Korean as five voices taught it: the voice of the tests is none of them."""
    models = tmp_path_factory.mktemp("models")
    taught(TAUGHT, "ko", models / "ko")
    workers = VoskWorkers(installed(models))
    await workers.start()
    yield workers
    await workers.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
class TestByExample(RecogniserContract):
    @pytest.fixture
    def ears(self, by_example: VoskWorkers) -> VoskWorkers:
        return by_example

    async def test_digits_are_told_in_a_row_also_after_a_rest(self, ears: Recogniser) -> None:
        """At most six words are live, so there are no digits."""
        told = Told()
        feed(ears.open(NUMBER, told), spoken_number())
        event = await told.last()
        assert not isinstance(event, Heard) or event.option != DIGITS

    async def test_unknown_words_come_in_order_without_repeats(self, ears: Recogniser) -> None:
        """A word nobody recorded is no mistake: there is no vocabulary it could be missing from."""
        assert await ears.unknown_words("ko", ("병원 뷁쉙", "아이들")) == ()
