"""Any sound chooses where no word is heard, and never what V22 keeps from it."""

import pytest

from flows import load
from flows.effects import FindPerson, ListenForSound
from flows.events import EarsLost, Silence, SoundMade
from flows.limits import SOUND_GAP_MS
from flows.model import FlowBook
from flows.nodes import Offer
from flows.proofs.behaviour import acts
from flows.proofs.explore import explore
from flows.proofs.moments import Moment, after, two_sounds
from flows.state import Recording, Sounding
from flows.walk import Walk
from tests.support.flow_books import TEXTS, everything, library

FIRM = """
flow: firm
start: which
nodes:
  which:
    kind: menu
    prompts: [hello]
    offers: [person]
    options:
      a_consent: {key: "1", prompt: menu.a, next: consent}
      a_person: {key: "2", prompt: menu.b, next: on_the_way}
      a_quiet_mode: {key: "3", prompt: menu.c, next: discreet}
      told: {key: "4", prompt: menu.d, next: told}
  consent: {kind: consent, what: message, prompts: [consent.message], yes: message, no: which}
  message: {kind: record, prompts: [ask.message], next: which}
  on_the_way: {kind: say, prompts: [hello], next: people}
  people: {kind: handover, topic: health, next: which, nobody: which}
  discreet: {kind: discreet, next: which}
  told: {kind: menu, topic: health, prompts: [info.doctor], offers: [person, again, back]}
"""


def firm() -> FlowBook:
    return load.book({"universal": TEXTS["universal.yaml"], "firm": FIRM}, Offer(("en",), "en"))


def pauses(book: FlowBook, flow: str) -> list[Moment]:
    return list(explore(book, flow).pauses.values())


BOOKS = {"welcome": library(), "everything": everything(), "firm": firm()}


@pytest.mark.parametrize("flow", BOOKS)
def test_two_sounds_never_lead_to_a_person_a_message_or_the_quiet_mode(flow: str) -> None:
    """Whatever the engine takes a sound for: what comes of it is looked at (rule V22)."""
    book = BOOKS[flow]
    tried = 0
    for moment in pauses(book, flow):
        for pause in moment.pauses:
            landed = after(book, Moment(pause), two_sounds(book, pause))
            tried += 1
            assert not landed.sought
            assert not landed.state.discreet
            assert not isinstance(landed.state.mode, Recording)
    assert tried


def test_no_sound_is_waited_for_at_a_consent_at_a_number_and_in_quiet_mode() -> None:
    book = BOOKS["everything"]
    seen = pauses(book, "everything")
    assert not any(moment.pauses for moment in seen if moment.state.place.node == "number")
    assert any(moment.pauses for moment in seen if moment.state.place.node == "main")
    consents = [moment for moment in pauses(firm(), "firm") if moment.state.place.node == "consent"]
    assert consents
    assert not any(moment.pauses for moment in consents)
    quiet = [moment for moment in pauses(BOOKS["welcome"], "welcome") if moment.state.discreet]
    assert quiet
    assert not any(moment.pauses for moment in quiet)


def test_what_is_kept_from_sounds_is_read_all_the_same() -> None:
    start = next(moment for moment in pauses(firm(), "firm") if moment.state.place.node == "which")
    options = [pause.mode.option for pause in start.pauses if isinstance(pause.mode, Sounding)]
    assert options == ["a_consent", "told", "@danger"], "a consent has its own question, which is for keys and words"
    walked = Walk(firm(), "firm")
    walked.settle()
    said = " ".join(walked.lines)
    assert [name in said for name in ("offer.person", "menu.a", "menu.b", "menu.c", "menu.d")] == [True] * 5


def test_every_pause_has_ways_by_sound_and_still_its_keys() -> None:
    book = BOOKS["welcome"]
    for moment in pauses(book, "welcome"):
        modes = {act.mode for act in acts(book, moment)}
        assert {"key", "sound"} <= modes or not moment.pauses


def at_a_pause() -> tuple[Walk, int]:
    walked = Walk(library(), "welcome")
    walked.do("key 2")
    walked.pause()
    mode = walked.state.mode
    assert isinstance(mode, Sounding)
    assert walked.step.effects == (ListenForSound(mode.listen, SOUND_GAP_MS),)
    return walked, mode.listen


def test_sounds_of_another_gap_lead_to_nothing() -> None:
    walked, listen = at_a_pause()
    before = walked.state
    for event in (SoundMade(walked.at, listen - 1), Silence(walked.at, listen - 1), EarsLost(walked.at, listen + 1)):
        assert not walked.post(event).effects
        assert walked.state == before


def test_one_sound_shows_that_somebody_is_there() -> None:
    walked, listen = at_a_pause()
    walked.post(SoundMade(walked.at + 500, listen))
    assert walked.state.last_input_at == walked.at + 500
    assert walked.state.tally.voice


def test_a_key_ends_the_gap() -> None:
    walked, _ = at_a_pause()
    walked.do("early 2")
    assert walked.state.place.flow == "law"
    assert "  stop listening" in walked.lines


def test_a_caller_who_stays_silent_comes_to_a_person_by_time_alone() -> None:
    """The clock for silence must not be quicker than the ladder, however long prompts are."""
    walked = Walk(library(), "welcome", lambda play: 2_500 * len(play.items) // 2)
    walked.do("key 2")
    walked.do("wait 240")
    assert any(isinstance(moment.what, FindPerson) for moment in walked.moments)
