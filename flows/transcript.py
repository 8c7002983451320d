"""Effects and notes as short lines: for golden conversations, the walker and the demo."""

from flows.effects import Effect, FindPerson, Gap, HangUp, Item, Listen, ListenForSound, Play, Record
from flows.step import Answered, Entered, Erred, Note


def effect_line(effect: Effect) -> str:
    """One effect in one line, by names only."""
    match effect:
        case Play(_, items, slow, quiet):
            how = f"{' slowly' if slow else ''}{' quietly' if quiet else ''}"
            return f"play{how}: {' '.join(_item(item) for item in items)}"
        case Listen() | ListenForSound():
            return _listening(effect)
        case Record(_, max_ms, _):
            return f"record {max_ms / 1000:g} s"
        case FindPerson(_, language, topic):
            return f"find a person: {language}{f', {topic}' if topic else ''}"
        case HangUp():
            return "hang up"
    return {"StopPlaying": "stop playing", "StopListening": "stop listening", "StopRecording": "stop recording"}[
        type(effect).__name__
    ]


def note_line(note: Note) -> str:
    """One note in one line."""
    match note:
        case Entered(place):
            return f"at {place}"
        case Answered(place, name, by):
            return f"{place}: {name} by {by}"
        case Erred(place, why, count):
            return f"{place}: {why} {count}"


def _listening(listen: Listen | ListenForSound) -> str:
    if isinstance(listen, ListenForSound):
        return f"listen {listen.gap_ms / 1000:g} s: any sound"
    return f"listen {listen.no_input_ms / 1000:g} s: {_options(listen.options)}"


def _item(item: Item) -> str:
    if isinstance(item, Gap):
        return "."
    values = "".join(f"[{value}]" for _, value in item.values)
    return f"{item.prompt}{values}/{item.language}"


def _options(options: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f"{name}/{language}" for name, language in options) or "keys only"
