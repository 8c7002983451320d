"""Flows that hypothesis makes up: any kind of node, any way it may be written."""

from typing import Any

from hypothesis import strategies as st

from flows.model import Flow

Json = dict[str, Any]
NODES = [f"n{number}" for number in range(5)]
TO = st.sampled_from([*NODES, "return"])
PROMPT = st.sampled_from(["x", "a.b", "info.health", "a.b_2"])
PROMPTS = st.lists(PROMPT, min_size=1, max_size=3)
NAME = st.sampled_from(["one", "two", "return_2", "yes", "person", "more", "universal_person"])
STORE = st.sampled_from(["children", "number"])
PATIENCE = st.sampled_from(["normal", "thinking", "writing"])
KEYS = "12345"


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({}, optional=fields)


NOTHING: st.SearchStrategy[Json] = st.just({})


def _node(kind: str, optional: st.SearchStrategy[Json] = NOTHING, **fields: st.SearchStrategy[Any]) -> Any:
    made = st.fixed_dictionaries({"kind": st.just(kind), **fields})
    return st.tuples(made, optional).map(lambda both: both[0] | both[1])


def _keyed(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    """Up to five entries by name, each with a key of its own."""
    entries = st.dictionaries(NAME, st.fixed_dictionaries({"prompt": PROMPT, **fields}), min_size=1, max_size=5)
    return entries.map(lambda made: {name: {"key": KEYS[at], **made[name]} for at, name in enumerate(made)})


def _different(node: Json) -> Json:
    """An option and a shortcut have different names."""
    cuts = {name: cut for name, cut in node.get("shortcuts", {}).items() if name not in node.get("options", {})}
    return {name: value for name, value in node.items() if name != "shortcuts"} | ({"shortcuts": cuts} if cuts else {})


MENU = _node(
    "menu",
    _optional(
        intro=PROMPT,
        offers=st.lists(st.sampled_from(["person", "again", "back", "danger"]), unique=True),
        options=_keyed(next=TO),
        shortcuts=st.dictionaries(NAME, st.fixed_dictionaries({"prompt": PROMPT, "next": TO}), max_size=2),
        where=PROMPT,
        topic=st.sampled_from(["health", "law"]),
        patience=PATIENCE,
    ),
    prompts=PROMPTS,
).map(_different)
ASK = _node("ask", _optional(where=PROMPT, patience=PATIENCE), prompts=PROMPTS, store=STORE, answers=_keyed(), next=TO)
DIGITS = st.tuples(st.integers(1, 9), st.integers(9, 20)).map(lambda pair: {"min": pair[0], "max": pair[1]})
NUMBER = _node("ask", _optional(read_back=st.booleans()), prompts=PROMPTS, store=STORE, digits=DIGITS, next=TO)
TIMES = st.one_of(
    st.fixed_dictionaries(
        {
            "days": st.lists(st.sampled_from(["monday", "sunday", "every_day"]), min_size=1, unique=True),
            "from": st.sampled_from(["09:00", "22:30"]),
            "to": st.sampled_from(["17:00", "06:05", "24:00"]),
        }
    ),
    st.just({"rule": "FREQ=MONTHLY;BYDAY=1SA", "from": "10:00", "to": "12:00"}),
)
HOLIDAY = st.sampled_from([{"date": "2026-12-25", "name": "a day off"}, {"rule": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"}])
HOLIDAYS = st.lists(HOLIDAY, max_size=2)
ON = st.sampled_from(["language", "topic", "children"])
NODE = st.one_of(
    _node("say", _optional(skippable=st.booleans(), notices=st.booleans()), prompts=PROMPTS, next=TO),
    _node("goodbye", prompts=PROMPTS),
    MENU,
    ASK,
    NUMBER,
    _node("consent", _optional(where=PROMPT), what=STORE, prompts=PROMPTS, yes=TO, no=TO),
    _node("language", next=TO, unknown=TO),
    _node(
        "branch",
        on=st.sampled_from(["language", "topic", "children"]),
        cases=st.dictionaries(NAME, TO, min_size=1),
        otherwise=TO,
    ),
    _node("subflow", _optional(node=st.just("hello")), flow=st.just("friend"), next=TO),
    _node("handover", _optional(topic=st.just("law"), looking=PROMPT), next=TO, nobody=TO),
    _node("record", _optional(max_s=st.integers(5, 180), final_silence_s=st.integers(2, 10)), prompts=PROMPTS, next=TO),
    _node(
        "hours",
        _optional(whose=st.sampled_from(["line", "place"]), holidays=st.lists(HOLIDAY, max_size=2)),
        times=st.lists(TIMES, min_size=1, max_size=3),
        open=TO,
        closed=TO,
    ),
    _node("discreet", _optional(on=st.booleans()), next=TO),
)
REASON = st.fixed_dictionaries({"rule": st.just("V8"), "reason": st.just('so it is: "short" # enough')})
FLOWS = st.fixed_dictionaries(
    {
        "flow": st.sampled_from(["a", "made_up"]),
        "start": st.sampled_from(NODES),
        "nodes": st.fixed_dictionaries(dict.fromkeys(NODES, NODE)),
    },
    optional={"reasons": st.lists(REASON, max_size=1)},
).map(Flow.model_validate)
"""Flows whose ways all lead somewhere; whether they make sense is not asked."""
