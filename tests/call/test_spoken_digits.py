"""A number by voice: from the flow to the ears and back."""

from flows.effects import DIGITS, Listen
from flows.load import book
from flows.model import FlowBook
from flows.nodes.base import Offer
from ivr.call.asked import grammars
from prompts.words import WordBook, load
from speech.ports import DIGITS as HEARD_DIGITS
from speech.ports import Heard, Patience, Zone
from tests.support.call_world import Talk, talk
from tests.support.flow_books import TEXTS
from tests.support.virtual_time import run_virtual

FLOW = """
flow: welcome
start: number
nodes:
  number: {kind: ask, prompts: [ask.number], store: number, digits: {min: 3, max: 6}, next: last}
  last: {kind: menu, topic: law, prompts: [info.law], offers: [person, again]}
"""
LISTEN = Listen(1, ((DIGITS, "fr"), ("@back", "fr"), (DIGITS, "xx"), ("@back", "xx")), 5_000, "digits")


def number() -> FlowBook:
    return book({"universal": TEXTS["universal.yaml"], "welcome": FLOW}, Offer(("ko",), "ko", frozenset({"ko"})))


async def say(spoken: Talk, digits: str, zone: Zone = Zone.ACCEPT) -> None:
    spoken.ears.open_streams[-1].tell(Heard(HEARD_DIGITS, digits, zone))
    await spoken.turn()


def test_digits_are_said_keyed_read_back_and_taken() -> None:
    async def call() -> None:
        async with talk(book=number()) as spoken:
            await spoken.listen_to_all()
            await say(spoken, "3 1", Zone.CONFIRM)
            await spoken.press("4")
            await say(spoken, "1 5 9")
            await spoken.listen_to_all()
            assert "<digits/ko314159>" in spoken.said
            await spoken.hear("yes")
            await spoken.listen_to_all()
            assert "<info.law/ko>" in spoken.said

    run_virtual(call())


def test_the_ears_get_the_ten_digits_of_the_language_and_its_patience() -> None:
    (grammar,) = grammars(LISTEN, load(), frozenset({"fr"}))
    assert grammar.patience is Patience.DIGITS
    assert [digit for digit, _ in grammar.digits] == list("0123456789")
    assert grammar.digits[0] == ("0", ("zéro",))
    assert [option for option, _ in grammar.options] == ["@back"]


def test_digits_are_heard_where_there_are_no_other_words() -> None:
    (grammar,) = grammars(Listen(1, ((DIGITS, "fr"),), 5_000, "digits"), load(), frozenset({"fr"}))
    assert (grammar.options, len(grammar.digits)) == ((), 10)


def test_a_language_that_lacks_a_digit_hears_none() -> None:
    """Nine digits would make other numbers."""
    words = load()
    own = {option: words.phrases(option, "fr") for option in words.options("fr") if option != "digit.7"}
    (grammar,) = grammars(LISTEN, WordBook({"fr": own}), frozenset({"fr"}))
    assert grammar.digits == ()
