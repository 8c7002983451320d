"""The printed conversation: who speaks, what it means in English, and the way through the flow."""

import io

from ivr.printing import PrintedTranscript
from tests.support.call_world import NamedSounds


def test_a_sentence_has_its_gloss_and_english_has_none() -> None:
    out = io.StringIO()
    page = PrintedTranscript(NamedSounds(), out)
    page.said("abcdef", "greeting", "ko", "안녕하세요")
    page.said("abcdef", "greeting", "en", "Hello")
    page.said("abcdef", "language.offer", "ko", "한국어:")
    page.said("abcdef", "language.offer", "qqq", "?")
    assert out.getvalue().splitlines() == [
        "abcd  line   [ko] 안녕하세요   (greeting/en)",
        "abcd  line   [en] Hello",
        "abcd  line   [ko] 한국어:   (Korean)",
        "abcd  line   [qqq] ?   (qqq)",
    ]


def test_what_the_caller_does_and_where_the_flow_goes_are_told_apart() -> None:
    out = io.StringIO()
    page = PrintedTranscript(None, out)
    page.event("abcdef", "pressed: 1")
    page.event("abcdef", "at welcome.promise")
    page.event("abcdef", "welcome.needs: law by voice")
    assert out.getvalue().splitlines() == [
        "abcd  caller pressed: 1",
        "abcd  flow   at welcome.promise",
        "abcd  flow   welcome.needs: law by voice",
    ]
    assert page.path == ["welcome.promise"]
