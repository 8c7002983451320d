"""Choose the way by opening hours and holidays."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from flows.actions import Action, Go, Speak
from flows.effects import Spoken
from flows.hours import Holiday, Schedule, Times, spoken
from flows.limits import HOURS_ENTRIES_MAX
from flows.nodes.base import Here, Node, PromptName


class Hours(Node):
    """Go one way while something is open, another while it is closed; say when it opens again (rule V29).

    Where nobody knows the time everything counts as open. The line's people are also away while somebody has switched
    the line to closed; another place, such as a clinic, keeps its hours.
    """

    kind: Literal["hours"]
    whose: Literal["line", "place"] = "place"
    """Of the line's people, who follow the switch; or of another place, which does not."""
    times: tuple[Times, ...] = Field(min_length=1, max_length=HOURS_ENTRIES_MAX)
    """When it is open."""
    holidays: tuple[Holiday, ...] = Field(default=(), max_length=HOURS_ENTRIES_MAX)
    """Days it is closed, besides those of the country pack."""
    open: str
    """The node while it is open."""
    closed: str
    """The node while it is closed."""
    opens: PromptName = "hours.opens"
    """Said while closed, with `day` and `time`."""
    opens_date: PromptName = "hours.opens_date"
    """Said where that is a week or more away, with `date` and `time`."""
    opens_unknown: PromptName = "hours.closed"
    """Said where nobody knows when it opens."""

    def enter(self, here: Here) -> Action:
        if self.whose == "line" and here.state.closed:
            return self._closed(here.say(self.opens_unknown))
        now = here.now
        if now is None or self.schedule(here).is_open(now):
            return Go(self.open)
        return self._closed(self._when(here, now))

    def schedule(self, here: Here) -> Schedule:
        """Its own times and holidays, and the country's holidays."""
        return Schedule(self.times, (*self.holidays, *here.offer.holidays))

    def _closed(self, said: Spoken) -> Action:
        return Speak((said,), "go", self.closed)

    def _when(self, here: Here, now: datetime) -> Spoken:
        then = self.schedule(here).next_opening(now)
        if then is None:
            return here.say(self.opens_unknown)
        values = spoken(now, then)
        return here.say(self.opens if values[0][0] == "day" else self.opens_date, *values)

    def targets(self) -> tuple[tuple[str, str], ...]:
        return (("open", self.open), ("closed", self.closed))

    def prompts_said(self) -> tuple[str, ...]:
        return (self.opens, self.opens_date, self.opens_unknown)
