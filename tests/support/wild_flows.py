"""Random flows for the proofs: every kind of node, leading nearly anywhere; some right, some wrong, a few refused."""

from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

NAMES = tuple(f"n{number}" for number in range(8))
FLOWS = ("alpha", "beta", "gamma")
PROMPTS = (
    "info.doctor",
    "info.lawyer",
    "menu.health",
    "menu.law",
    "need.school",
    "need.food",
    "greeting",
    "option.more",
)
TARGET = st.just("n0")
"""Put right when all nodes are known."""
PROMPT = st.sampled_from(PROMPTS)
SOME = st.lists(PROMPT, min_size=1, max_size=2)
OFFERS = st.lists(st.sampled_from(["person", "again", "back", "danger"]), max_size=3, unique=True)
Node = dict[str, Any]


def _node(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
    return st.fixed_dictionaries({"kind": st.just(kind), **fields})


def _options(most: int) -> st.SearchStrategy[dict[str, Any]]:
    listed = st.lists(st.fixed_dictionaries({"prompt": PROMPT, "next": TARGET}), max_size=most)
    return listed.map(lambda all_: {f"o{at}": {"key": str(at + 1), **one} for at, one in enumerate(all_)})


def _cuts() -> st.SearchStrategy[dict[str, Any]]:
    cut = st.fixed_dictionaries({"prompt": PROMPT, "next": TARGET})
    return st.lists(cut, max_size=2).map(lambda all_: {f"s{at}": one for at, one in enumerate(all_)})


SAY = _node("say", prompts=SOME, next=TARGET, skippable=st.booleans(), notices=st.booleans())
MENU = _node(
    "menu",
    prompts=SOME,
    offers=OFFERS,
    options=_options(4),
    shortcuts=_cuts(),
    topic=st.sampled_from(["", "health", "law"]),
    patience=st.sampled_from(["normal", "thinking", "writing"]),
    where=st.sampled_from(["", "greeting"]),
)
DIGITS = st.tuples(st.integers(1, 4), st.integers(1, 6)).map(lambda two: {"min": min(two), "max": max(two)})
STORE = st.sampled_from(["a", "b"])
ASK_DIGITS = _node("ask", prompts=SOME, store=STORE, next=TARGET, read_back=st.booleans(), digits=DIGITS)
ANSWERS = st.lists(PROMPT, min_size=1, max_size=3).map(
    lambda all_: {f"a{at}": {"key": str(at + 1), "prompt": prompt} for at, prompt in enumerate(all_)}
)
ASK = _node("ask", prompts=SOME, store=STORE, next=TARGET, answers=ANSWERS)
CONSENT = _node("consent", what=st.sampled_from(["a", "c"]), prompts=SOME, yes=TARGET, no=TARGET)
CASES = st.dictionaries(st.sampled_from(["ko", "health", "a0", "yes", "12"]), TARGET, min_size=1, max_size=2)
BRANCH = _node("branch", on=st.sampled_from(["language", "topic", "a", "b", "c"]), cases=CASES, otherwise=TARGET)
TIMES = st.just([{"days": ["monday", "friday"], "from": "09:00", "to": "17:00"}])
HOURS = _node("hours", whose=st.sampled_from(["line", "place"]), times=TIMES, open=TARGET, closed=TARGET)
SUBFLOW = _node("subflow", flow=st.just(""), next=TARGET)
HANDOVER = _node("handover", next=TARGET, nobody=TARGET)
RECORD = _node("record", prompts=SOME, next=TARGET)
DISCREET = _node("discreet", on=st.booleans(), next=TARGET)
LANGUAGE = _node("language", next=TARGET, unknown=TARGET)
GOODBYE = _node("goodbye", prompts=SOME)
NODE = st.one_of(
    *(MENU, MENU, MENU, MENU, SAY, SAY, ASK, ASK_DIGITS, CONSENT, BRANCH, HOURS, SUBFLOW, SUBFLOW, HANDOVER, RECORD),
    *(DISCREET, LANGUAGE, GOODBYE),
)
INFORMATION = _node("menu", prompts=SOME, topic=st.sampled_from(["health", "law"]), offers=OFFERS)
SILENT = frozenset({"say", "branch", "hours", "discreet", "subflow"})
"""Kinds that go on by themselves: they mostly lead on to later nodes, so that few flows are circles."""
FIELDS = ("next", "yes", "no", "open", "closed", "nobody", "unknown", "otherwise")


@st.composite
def flow_texts(draw: st.DrawFn) -> dict[str, str]:
    """File name to YAML of one to three flows; a flow visits later ones, and some of those return."""
    names = FLOWS[: draw(st.integers(1, len(FLOWS)))]
    trees = [draw(_flow(name, names[at + 1 :])) for at, name in enumerate(names)]
    nodes = [node for tree in trees for node in tree["nodes"].values()]
    visited = {node["flow"] for node in nodes if node["kind"] == "subflow"}
    stored = {node[field] for node in nodes for field in ("store", "what") if field in node}
    for tree in trees:
        for node in tree["nodes"].values():
            _mend(draw, node, visited=tree["flow"] in visited, stored=stored)
    return {f"{tree['flow']}.yaml": _written(tree) for tree in trees}


@st.composite
def _flow(draw: st.DrawFn, name: str, others: tuple[str, ...]) -> dict[str, Any]:
    nodes = {node: draw(NODE) for node in NAMES[: draw(st.integers(0, len(NAMES) - 1))]}
    nodes[NAMES[len(nodes)]] = draw(INFORMATION)
    return {"flow": name, "start": "n0", "nodes": {node: _led(draw, node, nodes, others) for node in nodes}}


def _led(draw: st.DrawFn, name: str, nodes: dict[str, Node], others: tuple[str, ...]) -> Node:
    """Targets that are there: what the loader refuses has tests of its own, and is let in one time in twenty."""
    led = dict(nodes[name])
    if led["kind"] == "subflow":
        led = {**led, "flow": draw(st.sampled_from(others))} if others else draw(INFORMATION)
    later = [other for other in nodes if other > name]
    anywhere = list(nodes) if led["kind"] not in SILENT or draw(st.integers(0, 19)) == 0 else later
    known = st.sampled_from(anywhere or list(nodes))
    led |= {field: draw(known) for field in FIELDS if field in led}
    for field in ("options", "shortcuts"):
        if field in led:
            led[field] = {option: {**one, "next": draw(known)} for option, one in led[field].items()}
    if "cases" in led:
        led["cases"] = {value: draw(known) for value in led["cases"]}
    return led


def _mend(draw: st.DrawFn, node: Node, *, visited: bool, stored: set[str]) -> None:
    """In place: a branch looks at what some flow stores, and visited flows may return."""
    if node["kind"] == "branch" and node["on"] not in {"language", "topic", *stored}:
        node["on"] = "language"
    if visited and "next" in node and draw(st.booleans()):
        node["next"] = "return"


def _written(tree: dict[str, Any]) -> str:
    out = StringIO()
    YAML().dump(tree, out)
    return out.getvalue()
