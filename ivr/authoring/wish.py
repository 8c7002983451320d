"""What somebody wants of the walker."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """How to walk, and what to keep of it."""

    flow: str = "welcome"
    language: str = ""
    """Chosen before; empty: the flow asks, or the main language."""
    files: tuple[Path, ...] = ()
    """Flows besides those that are live, or instead of those of the same name."""
    shipped: bool = False
    """Besides those that the program brings, whatever is live."""
    script: Path | None = None
    at: str = ""
    """Local time, `2026-12-25 03:00`; empty: now."""
    closed: bool = False
    notices: tuple[str, ...] = ()
    """Prompts that are switched on."""
    keys_only: bool = False
    """As in a language without a recogniser."""
    save: Path | None = None
    speak: bool = False
    sound: Path | None = None
    """The WAV to write where it speaks; None: play it."""
