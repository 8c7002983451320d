"""Names for flows, nodes and prompts, from what people called things elsewhere."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 30
"""Characters."""
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Small letters, digits and _, at most LONGEST, cut between words; empty where nothing can be made of it."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower().replace("'", "")
    name = _OTHER.sub("_", plain).strip("_")
    if len(name) > LONGEST:
        name = name[: LONGEST + 1].rpartition("_")[0] or name[:LONGEST]
    return name.strip("_")


class Names:
    """Gives each thing a name of its own."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def fresh(self, *wishes: str, otherwise: str = "node") -> str:
        """The first wish that makes a name, with a number where it is taken."""
        wish = next(filter(None, map(slug, wishes)), otherwise)
        if not wish[0].isalpha():
            wish = f"{otherwise}_{wish}"
        name = wish
        while name in self._taken:
            self._last[wish] = self._last.get(wish, 1) + 1
            name = f"{wish}_{self._last[wish]}"
        self._taken.add(name)
        return name

    def take(self, name: str) -> None:
        """A name that is given already."""
        self._taken.add(name)
