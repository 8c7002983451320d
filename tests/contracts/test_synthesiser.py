"""The Synthesiser port, on the fake and on pyttsx3."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from speech.ports import Synthesiser, SynthesisFailed
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser
from tests.support.korean import why_no_espeak
from tests.support.speech_fakes import FakeSynthesiser

LANGUAGES = ("ko", "en", "fr", "es", "ar", "pt")
HELLO = {"ko": "안녕하세요", "en": "Hello", "fr": "Bonjour", "es": "Hola", "ar": "مرحبا", "pt": "Bom dia"}


class SynthesiserContract:
    """What every Synthesiser promises; subclasses give a `voice` for LANGUAGES."""

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_text_becomes_sound(self, voice: Synthesiser, language: str) -> None:
        assert voice.speaks(language)
        sound = await voice.say(HELLO[language], language)
        assert sound.rate == 22_050
        assert len(sound.pcm) % 2 == 0
        assert len(sound.pcm) > 2 * sound.rate * 0.2
        assert any(sound.pcm)

    async def test_a_longer_text_is_longer_sound(self, voice: Synthesiser) -> None:
        short, long = await voice.say("one", "en"), await voice.say("one two three four five", "en")
        assert len(long.pcm) > 2 * len(short.pcm)

    async def test_the_language_makes_a_difference(self, voice: Synthesiser) -> None:
        assert await voice.say("animal", "en") != await voice.say("animal", "es")

    async def test_a_text_leaves_its_voice_and_speed_behind(self, voice: Synthesiser) -> None:
        once = await voice.say("press one", "en")
        await voice.say("appuyez", "fr")
        again = await voice.say("press one", "en")
        assert len(again.pcm) == pytest.approx(len(once.pcm), rel=0.05)  # espeak-ng's noise differs each time

    async def test_a_language_without_a_voice_is_refused(self, voice: Synthesiser) -> None:
        assert not voice.speaks("xx")
        with pytest.raises(SynthesisFailed, match="xx"):
            await voice.say("hello", "xx")

    @pytest.mark.parametrize("text", ["", "  \n"])
    async def test_no_text_is_refused(self, voice: Synthesiser, text: str) -> None:
        with pytest.raises(SynthesisFailed, match="no text"):
            await voice.say(text, "en")

    async def test_the_name_tells_the_engine(self, voice: Synthesiser) -> None:
        assert any(letter.isdigit() for letter in voice.name)


class TestFakeSynthesiser(SynthesiserContract):
    @pytest.fixture
    def voice(self) -> FakeSynthesiser:
        return FakeSynthesiser(*LANGUAGES)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pyttsx3_voice() -> AsyncIterator[Pyttsx3Synthesiser]:
    """One worker for all tests here."""
    synthesiser = Pyttsx3Synthesiser()
    await synthesiser.start()
    yield synthesiser
    await synthesiser.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak()))
class TestPyttsx3Synthesiser(SynthesiserContract):
    @pytest.fixture
    def voice(self, pyttsx3_voice: Pyttsx3Synthesiser) -> Pyttsx3Synthesiser:
        return pyttsx3_voice
