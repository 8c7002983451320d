"""What every node kind is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from flows.actions import Action, AskNow, Question, Reading
from flows.effects import Gap, Item, Spoken
from flows.errors import EngineMisuse
from flows.hours import Holiday, local_time
from flows.limits import KEY_GAP_MS, LANGUAGES_MAX, OPTION_GAP_MS
from flows.state import CallState

Name = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$")]
"""Of a flow, node, option or stored answer."""
PromptName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
"""Of a prompt, and of the words that mean the same; never the wording itself."""
RETURN = "return"
"""A target: back to the flow that visited this one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What this installation offers, as far as a flow can see it."""

    languages: tuple[str, ...]
    """In the order of their keys, from 1."""
    main_language: str
    hearing: frozenset[str] = field(default_factory=frozenset)
    """Languages with a recogniser."""
    notices: tuple[str, ...] = ()
    """Prompts an installation must say, e.g. that this is a test."""
    holidays: tuple[Holiday, ...] = ()
    """The country's."""
    unheard: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language: words that are no shortcuts there, because its recogniser takes too many for one another."""
    by_example: frozenset[str] = field(default_factory=frozenset)
    """Those of `hearing` that were taught from a few voices: too few words for digits, and one yes is no consent."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.languages) <= LANGUAGES_MAX or len(set(self.languages)) != len(self.languages):
            raise ValueError(f"offer one to {LANGUAGES_MAX} different languages, not: {', '.join(self.languages)}")


@dataclass(frozen=True, slots=True)
class Here:
    """What a node may look at."""

    offer: Offer
    state: CallState
    keys_only: bool = False
    """The ladder has given up speech for this question, or the caller cannot speak."""
    at: int = 0
    """Milliseconds since the call was answered."""

    @property
    def language(self) -> str:
        """The caller's language, or the country's main language before there is one."""
        return self.state.language or self.offer.main_language

    @property
    def now(self) -> datetime | None:
        """The local time; None where nobody knows it."""
        return local_time(self.state.local) + timedelta(milliseconds=self.at) if self.state.local else None

    @property
    def hears(self) -> bool:
        """Whether speech can be answered now."""
        return not self.keys_only and self.language in self.offer.hearing

    @property
    def by_example(self) -> bool:
        """Whether the language's ears know only a few words, from a few voices."""
        return self.language in self.offer.by_example

    def say(self, prompt: str, *values: tuple[str, str]) -> Spoken:
        return Spoken(prompt, self.language, values)

    def keyed(self, prompt: str, key: str, language: str = "") -> tuple[Item, ...]:
        """An option, a pause, its key, a pause (rule V7: the key comes last)."""
        tongue = language or self.language
        return (Spoken(prompt, tongue), Gap(KEY_GAP_MS), Spoken(key_prompt(key), tongue), Gap(OPTION_GAP_MS))

    def reading(self, name: str, prompt: str, key: str, *, language: str = "", target: str = "") -> Reading:
        """An option as it is read out, which any sound may choose."""
        return Reading(name, self.keyed(prompt, key, language), (Spoken(prompt, language or self.language),), target)


def key_prompt(key: str) -> str:
    """The prompt that says a key."""
    return f"key.{ {'*': 'star', '#': 'hash'}.get(key, key) }"


def together(readings: Iterable[Reading]) -> tuple[Item, ...]:
    """Everything that is read out, without the pause after the last."""
    return tuple(item for reading in readings for item in reading.items)[:-1]


class Part(BaseModel):
    """Frozen, and refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Node(Part):
    """One step of a flow."""

    @property
    def consequence(self) -> Literal["none", "high"]:
        """Whether what happens here needs an explicit yes before (rule V20)."""
        return "none"

    def enter(self, here: Here) -> Action:
        """What happens when a call comes to this node."""
        raise NotImplementedError

    def whereabouts(self) -> str:
        """The prompt that says where we are in a row of questions; empty where there is none (rule V26)."""
        return ""

    def put(self, here: Here, before: tuple[Item, ...] = ()) -> Action:
        """Ask, after saying something; only nodes that ask are asked for this."""
        return AskNow(before)

    def where_we_are(self, here: Here) -> tuple[Item, ...]:
        """Said when the question is put first, and when it is repeated."""
        return (here.say(self.whereabouts()), Gap(OPTION_GAP_MS)) if self.whereabouts() else ()

    def targets(self) -> tuple[tuple[str, str], ...]:
        """(field, node name) pairs this node can go to; `return` is one too."""
        return ()

    def prompts_said(self) -> tuple[str, ...]:
        """Names of the prompts this node itself can say."""
        return ()

    def words_heard(self) -> tuple[str, ...]:
        """Names of the words a caller may answer with here."""
        return ()

    def question(self, here: Here) -> Question:
        """The question as it is put now; only nodes that ask have one."""
        raise EngineMisuse(f"{here.state.place} asks nothing")

    def answer(self, here: Here, name: str) -> Action:
        """What follows from an answer; only nodes that ask have one."""
        raise EngineMisuse(f"{here.state.place} asked nothing, and got {name}")

    def stuck(self, here: Here) -> Action | None:
        """Where too many errors lead, for a node with a ladder of its own; None while it just asks again."""
        return None

    @property
    def own_ladder(self) -> bool:
        """Whether `stuck` replaces the common ladder (rule V16) here."""
        return False

    @property
    def asks(self) -> bool:
        """Whether the call waits here for an answer."""
        return False
