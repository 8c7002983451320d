"""All prompts as sound, in memory."""

from collections.abc import Iterator, Mapping

from flows.limits import GROUP_GAP_MS
from prompts import spoken
from prompts.catalogue import Catalogue
from prompts.render import Rendered
from prompts.template import Piece, filled, pieces
from speech.convert import MULAW_SILENCE
from speech.ports import MULAW_RATE

Values = tuple[tuple[str, str], ...]
BYTES_PER_MS = MULAW_RATE // 1000
PieceSounds = Mapping[tuple[str, str, str], Rendered]
"""By prompt, language and wording; a recording stands under its prompt's whole wording."""


class Shelf:
    """Wording and sound of every prompt; fits `ivr.call.ports.Sounds`."""

    def __init__(self, catalogue: Catalogue, sounds: PieceSounds) -> None:
        self._catalogue = catalogue
        self._sounds = sounds
        spoken_ones = (prompt for tag in catalogue.languages for prompt in catalogue.spoken(tag))
        self._pieces = {(prompt.name, prompt.language): pieces(prompt.text) for prompt in spoken_ones}
        self._ready = frozenset(key for key in self._pieces if self._complete(*key))

    @property
    def ready(self) -> frozenset[tuple[str, str]]:
        """(prompt, language) pairs that can be said."""
        return self._ready

    def missing(self, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """(prompt, language) pairs that some language has and that cannot be said."""
        return tuple(
            (name, tag) for tag in languages for name in self._catalogue.names if (name, tag) not in self._ready
        )

    def sound(self, prompt: str, language: str, values: Values = (), slow: bool = False) -> bytes:
        """Mu-law 8000 Hz, whole frames. Raises KeyError where there is none."""
        if (prompt, language) not in self._ready:
            raise KeyError((prompt, language))
        given = dict(values)
        parts = (self._part(prompt, language, piece, given, slow=slow) for piece in self._pieces[prompt, language])
        return silence(SEAM_MS).join(parts)

    def text(self, prompt: str, language: str, values: Values = ()) -> str:
        """The wording, for the transcript. Raises KeyError where there is none."""
        given = {name: spoken.written(value) for name, value in values}
        return filled(self._catalogue.prompt(prompt, language).text, given)

    def milliseconds(self, prompt: str, language: str, values: Values = (), *, slow: bool = False) -> int:
        """How long the prompt takes. Raises KeyError."""
        return len(self.sound(prompt, language, values, slow)) // BYTES_PER_MS

    def _complete(self, prompt: str, language: str) -> bool:
        wanted = [(prompt, piece.text) for piece in self._pieces[prompt, language] if piece.text]
        if any(piece.variable for piece in self._pieces[prompt, language]):
            wanted += self._digits(language)
        return bool(wanted) and all((name, language, text) in self._sounds for name, text in wanted)

    def _digits(self, language: str) -> Iterator[tuple[str, str]]:
        for name in (f"digit.{digit}" for digit in range(10)):
            prompt = self._pieces.get((name, language), ())
            yield name, prompt[0].text if prompt else ""

    def _part(self, prompt: str, language: str, piece: Piece, values: dict[str, str], *, slow: bool) -> bytes:
        if not piece.variable:
            rendered = self._sounds[prompt, language, piece.text]
            return rendered.slow if slow else rendered.normal
        groups = spoken.prompts(values[piece.variable])
        said = (b"".join(self.sound(digit, language, (), slow) for digit in group) for group in groups)
        return silence(GROUP_GAP_MS).join(said)


SEAM_MS = 100
"""Between wording and a variable part."""


def silence(milliseconds: int) -> bytes:
    """Mu-law silence; a multiple of 20 ms."""
    return MULAW_SILENCE * (milliseconds * BYTES_PER_MS)
