"""`./amparo flows check|walk`: flows without a telephone."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress

from flows.messages import Translate, told
from flows.walk import SPOKEN_MS, Walk, fixed
from ivr.authoring import books, clocks, kept, material, not_live, style
from ivr.authoring.asked import NotThere
from ivr.authoring.books import Which
from ivr.authoring.kept import Keeper
from ivr.authoring.material import Material
from ivr.authoring.shown import Shown
from ivr.authoring.sitting import Sitting
from ivr.authoring.speaking import Speaker, player
from ivr.authoring.wish import Wish
from ivr.hearing import recognisers
from ivr.settings import Settings

with suppress(ImportError):
    import readline  # noqa: F401 - gives `input` arrow keys and a history


def check(settings: Settings, which: Which) -> int:
    """Load flows. Raises FlowError with every mistake."""
    book = books.book(settings, frozenset(recognisers(settings)), which)
    nodes = sum(len(flow.nodes) for flow in book.flows.values())
    sys.stdout.write(f"{len(book.flows)} flows with {nodes} nodes are in order.\n")
    return 0


def walk(settings: Settings, wish: Wish, translate: Translate) -> int:
    """Walk a flow by typed or scripted keys and words.

    Raises FlowError, NotThere and PromptError for what is asked for and cannot be had, SynthesisFailed.
    """
    given = material.gathered(settings, wish)
    _can_keep(wish)
    with ExitStack() as stack:
        speaker = _speaker(settings, wish, given, stack)
        sitting = _sitting(given, wish, translate, speaker)
        _go(sitting, settings, wish, given)
        if wish.save is not None:
            sitting.tell(sitting.keeper.keep(sitting.walked, wish.save))
        if speaker is not None:
            _sounded(sitting, speaker, wish)
    return 0


def _can_keep(wish: Wish) -> None:
    """Say it before somebody has walked for nothing."""
    if wish.save is not None:
        kept.check(wish.save)
    if wish.sound is not None and not wish.sound.resolve().parent.is_dir():
        raise NotThere(told("{folder} is no folder.", folder=wish.sound.resolve().parent))


def _go(sitting: Sitting, settings: Settings, wish: Wish, given: Material) -> None:
    _say_when(sitting, settings, given)
    if not given.saved:
        for sentence in not_live.otherwise(settings, wish):
            sitting.tell(sentence)
    _warn(sitting, settings, wish, given)
    if given.key:
        sitting.walked.do(f"key {given.key}")
    if given.script is not None and wish.script is not None:
        sitting.script(given.script, wish.script.name)
    else:
        sitting.typed(_terminal())
    seconds = sitting.walked.at // 1000
    over = told("the call is over after {seconds} s.", seconds=seconds)
    not_over = told("the walk ends here, after {seconds} s; the call is not over.", seconds=seconds)
    sitting.tell(over if sitting.walked.state.ended else not_over)


def _speaker(settings: Settings, wish: Wish, given: Material, stack: ExitStack) -> Speaker | None:
    if not wish.speak:
        return None
    if wish.sound is None:
        player()  # say at once that there is none
    return stack.enter_context(Speaker(settings, given.texts))


def _sitting(given: Material, wish: Wish, translate: Translate, speaker: Speaker | None) -> Sitting:
    base = given.golden
    length = speaker.length if speaker else fixed(SPOKEN_MS)
    walked = Walk(given.book, base.enters or wish.flow, length, base.started, base.language or None)
    shown = Shown(walked, given.wording, style.of(sys.stdout), translate)
    keeper = Keeper(base, given.book)
    aloud = speaker if wish.sound is None else None
    return Sitting(walked, shown, given.phrases, translate, keeper, aloud)


def _say_when(sitting: Sitting, settings: Settings, given: Material) -> None:
    """The first line: what is open depends on it. A saved call may have no time at all."""
    if local := given.golden.local:
        sitting.tell(clocks.it_was(local) if given.saved else clocks.it_is(local, settings, given.pack))


def _warn(sitting: Sitting, settings: Settings, wish: Wish, given: Material) -> None:
    language = wish.language
    if language in given.book.offer.hearing and language not in recognisers(settings):
        template = (
            "no recogniser for '{language}' is installed here: callers of this line only have keys (walk: --keys-only)."
        )
        sitting.tell(told(template, language=language))


def _terminal() -> Iterator[str]:
    """Lines as they are typed; ends with them, and with Ctrl-C."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return


def _sounded(sitting: Sitting, speaker: Speaker, wish: Wish) -> None:
    if wish.sound is not None:
        speaker.write(sitting.walked, wish.sound)
        seconds = sitting.walked.at / 1000
        sitting.tell(told("{file} has the whole call, {seconds} s.", file=wish.sound, seconds=f"{seconds:.2f}"))
    for sentence in speaker.mute:
        sitting.tell(sentence)
