"""All prompts as sound, in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from prompts import units, values, written
from prompts.catalogue import Catalogue
from prompts.render import Rendered
from prompts.template import Piece, pieces
from prompts.values import JOIN_MS, Values
from speech.convert import MULAW_SILENCE
from speech.ports import MULAW_RATE

BYTES_PER_MS = MULAW_RATE // 1000
SEAM_MS = 100
"""Between wording and a variable part."""
PieceSounds = Mapping[tuple[str, str, str], Rendered]
"""By prompt, language and wording; a recording stands under the wording it follows."""


@dataclass(frozen=True, slots=True)
class _Bit:
    """One sound of a sentence."""

    rendered: Rendered
    pause_ms: int = 0
    """Silence before it, where it is not the first."""


class Shelf:
    """Wording and sound of every prompt; fits `ivr.call.ports.Sounds`."""

    def __init__(self, catalogue: Catalogue, sounds: PieceSounds) -> None:
        self._catalogue = catalogue
        self._sounds = sounds
        self._pieces = _all_pieces(catalogue, {*catalogue.languages, *(language for _, language, _ in sounds)})
        self._whole: dict[tuple[str, str], bool] = {}
        self._kinds: dict[tuple[str, str], bool] = {}
        self._ready = frozenset(key for key in self._pieces if self._complete(*key))

    @property
    def catalogue(self) -> Catalogue:
        """All the wording, also what has no sound."""
        return self._catalogue

    @property
    def ready(self) -> frozenset[tuple[str, str]]:
        """(prompt, language) pairs that can be said, with any value."""
        return self._ready

    def missing(self, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """(prompt, language) pairs that these languages need and that cannot be said."""
        return tuple((name, tag) for tag in languages for name in self._wanted(tag) if (name, tag) not in self._ready)

    def lacking(self, prompt: str, language: str) -> tuple[str, ...]:
        """What keeps a prompt from being said, by the names of recordings: its own, its pieces, units put into it."""
        if (prompt, language) in self._ready:
            return ()
        own = self._pieces.get((prompt, language), ())
        kinds = [] if prompt in units.JOINS else [piece.variable for piece in own if piece.variable]
        put_in = values.needed(kinds, partial(self._has, language))
        in_order = (name for group in units.GROUPS for name in group.names if name in put_in)
        inside = (name for unit in in_order for name in self.lacking(unit, language))
        return tuple(dict.fromkeys((*self._unsaid(prompt, language, own), *inside))) or (prompt,)

    def sound(self, prompt: str, language: str, values: Values = (), slow: bool = False) -> bytes:
        """Mu-law 8000 Hz, whole frames. Raises KeyError where there is none, ValueError for a wrong value."""
        if (prompt, language) not in self._ready:
            raise KeyError((prompt, language))
        sound = bytearray()
        for bit in self._row(prompt, language, values):
            sound += silence(bit.pause_ms) if sound else b""
            sound += bit.rendered.slow if slow else bit.rendered.normal
        return bytes(sound)

    def text(self, prompt: str, language: str, values: Values = ()) -> str:
        """The wording, for the transcript. Raises KeyError where there is none, ValueError for a wrong value."""
        return written.text(self._catalogue, prompt, language, values)

    def milliseconds(self, prompt: str, language: str, values: Values = (), *, slow: bool = False) -> int:
        """How long the prompt takes. Raises KeyError, ValueError."""
        return len(self.sound(prompt, language, values, slow)) // BYTES_PER_MS

    # -- putting together -----------------------------------------------------------------------------

    def _row(self, prompt: str, language: str, given: Values) -> list[_Bit]:
        seam = JOIN_MS if prompt in units.JOINS else SEAM_MS
        row: list[_Bit] = []
        for piece in self._pieces[prompt, language]:
            if piece.text:
                bits = [_Bit(self._sounds[prompt, language, piece.text])]
            else:
                bits = self._value(piece.variable, language, dict(given)[piece.variable])
            row += _after(seam, bits)
        return row

    def _value(self, kind: str, language: str, value: str) -> list[_Bit]:
        row: list[_Bit] = []
        for said in values.said(kind, value, partial(self._has, language)):
            row += _after(said.pause_ms, self._row(said.name, language, said.values))
        return row

    # -- what is there --------------------------------------------------------------------------------

    def _wanted(self, language: str) -> tuple[str, ...]:
        return self._catalogue.wanted(lambda name: (name, language) in self._ready)

    def _complete(self, prompt: str, language: str) -> bool:
        """Whether it can be said; units that put others together are looked at with the values they are part of."""
        key = (prompt, language)
        if key not in self._whole:
            own = self._pieces.get(key, ())
            sounds = all((prompt, language, piece.text) in self._sounds for piece in own if piece.text)
            kinds = [] if prompt in units.JOINS else [piece.variable for piece in own if piece.variable]
            self._whole[key] = bool(own) and sounds and all(self._sayable(kind, language) for kind in kinds)
        return self._whole[key]

    def _unsaid(self, prompt: str, language: str, own: tuple[Piece, ...]) -> Iterator[str]:
        """Recordings of its own wording that are not there."""
        in_pieces = any(piece.variable for piece in own)
        for number, text in enumerate((piece.text for piece in own if piece.text), 1):
            if (prompt, language, text) not in self._sounds:
                yield f"{prompt}.{number}" if in_pieces else prompt

    def _has(self, language: str, name: str) -> bool:
        return self._complete(name, language)

    def _sayable(self, kind: str, language: str) -> bool:
        """Whether every value of a kind can be said."""
        key = (kind, language)
        if key not in self._kinds:
            has = partial(self._has, language)
            self._kinds[key] = all(map(has, values.needed([kind], has)))
        return self._kinds[key]


def _all_pieces(catalogue: Catalogue, languages: set[str]) -> dict[tuple[str, str], tuple[Piece, ...]]:
    found = {}
    for language in languages:
        for name in catalogue.names:
            try:
                found[name, language] = pieces(catalogue.pattern(name, language))
            except KeyError:
                continue  # neither a wording nor an English one that recordings could follow
    return found


def _after(pause_ms: int, bits: list[_Bit]) -> list[_Bit]:
    """With so much silence before the first."""
    return [replace(bits[0], pause_ms=pause_ms), *bits[1:]]


def silence(milliseconds: int) -> bytes:
    """Mu-law silence; a multiple of 20 ms."""
    return MULAW_SILENCE * (milliseconds * BYTES_PER_MS)
