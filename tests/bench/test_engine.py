"""What `bench engine` walks is a real call through everything."""

from bench.engine import _call
from flows.step import Answered, Entered
from tests.support.flow_books import library


def test_the_walked_call_goes_everywhere() -> None:
    steps = list(_call(library("ko", "en", "fr", "es", "ar")))
    places = {str(note.place) for step in steps for note in step.notes if isinstance(note, Entered)}
    ways = {note.by for step in steps for note in step.notes if isinstance(note, Answered)}
    assert {"health.choose", "law.lawyer", "shelter.food", "work.choose", "work.school"} <= places
    assert {"universal.danger", "universal.violence", "universal.find"} <= places
    assert ways == {"key", "voice"}
    assert len(steps) > 30
    assert not steps[-1].state.ended
