"""Random flows and random callers: no hang, no exception, and no dead end that the proofs let through."""

from collections.abc import Iterator, Mapping

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows import load
from flows.effects import FindPerson
from flows.errors import FlowError
from flows.events import KeyPressed
from flows.lint import RULES, look
from flows.lint.subject import Subject
from flows.model import UNIVERSAL, FlowBook
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.menu import Menu
from flows.nodes.subflow import Subflow
from flows.proofs import prove
from flows.state import Place
from tests.support.flow_books import TEXTS, offer
from tests.support.lint_facts import facts_for
from tests.support.random_calls import WHIMS, Driver, Whim, settle
from tests.support.wild_flows import flow_texts

STUCK = frozenset({"dead_end", "endless", "loop", "V16", "V29", "V30"})
"""Rules about callers who get nowhere; wording, lengths and the like are no matter of random flows."""
TRY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def book_of(texts: Mapping[str, str], *hears: str) -> Subject | None:
    """What the lint looks at, or None where the loader refuses it, which it must say in sentences."""
    try:
        sources = load.sources({"universal.yaml": TEXTS["universal.yaml"], **texts})
        return Subject(load.book_of(sources, offer(*hears)), sources, "alpha")
    except FlowError as error:
        sentences = error.sentences()
    assert sentences
    assert all("\n" not in line for line in sentences)
    return None


def accepted(subject: Subject) -> bool:
    """Whether rules and proofs let it through, as far as getting stuck goes; none of them may fail on any flow."""
    found = [(one.rule, one.place, one.sentence) for one in prove(subject.book, lambda _: 1_000).unproved]
    report = look(subject, facts_for(subject), found)
    assert all(finding.sentence.text() for finding in report.findings)
    return not any(finding.rule in STUCK for finding in report.findings)


@given(texts=flow_texts(), whims=st.lists(WHIMS, max_size=40), hears=st.sampled_from([(), ("ko",)]))
@TRY
def test_what_is_accepted_has_no_hang_no_exception_and_no_dead_end(
    texts: dict[str, str], whims: list[Whim], hears: tuple[str, ...]
) -> None:
    """Wherever a random caller gets to: 0 looks for a person, and by the flow's own ways help can be reached."""
    subject = book_of(texts, *hears)
    if subject is None or not accepted(subject):
        return
    book = subject.book
    driver = Driver(book, "alpha")
    for event in driver.events(whims):
        driver.post(event)
    settle(driver)
    if driver.state.ended:
        return
    assert helped(book, driver.state.stack), driver.state.place
    if not driver.offered_digits:
        before = len(driver.steps)
        driver.post(KeyPressed(driver.at, "0"))
        settle(driver)
        assert any(isinstance(effect, FindPerson) for step in driver.steps[before:] for effect in step.effects)


def test_the_rules_that_keep_callers_from_getting_stuck_are_there() -> None:
    assert {rule.id for rule in RULES} >= STUCK


def test_the_random_flows_are_worth_it() -> None:
    """Enough of them are accepted, and enough are not, for the test above to mean something."""
    judged: list[bool] = []

    @given(texts=flow_texts())
    @settings(TRY, max_examples=40, phases=[Phase.generate], database=None)
    def judge(texts: dict[str, str]) -> None:
        subject = book_of(texts)
        judged.append(subject is not None and accepted(subject))

    judge()
    assert 10 <= sum(judged) <= 35, f"{sum(judged)} of {len(judged)} are accepted"


# -- an oracle that knows nothing of the engine: the arrows of the files -----------------------------------


def helped(book: FlowBook, stack: tuple[Place, ...]) -> bool:
    """Whether some way of arrows leads from here to information, a person or a goodbye."""
    seen: set[tuple[Place, ...]] = set()
    queue = [stack]
    while queue:
        here = queue.pop()
        if here in seen or not here or len(here) > 6:
            continue
        seen.add(here)
        node = book.node(here[-1])
        if isinstance(node, Goodbye | Handover) or (isinstance(node, Menu) and node.topic):
            return True
        if here[-1].flow == UNIVERSAL and isinstance(node, Hours):
            return True
        queue += _next(book, here)
    return False


def _next(book: FlowBook, here: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    node = book.node(here[-1])
    if isinstance(node, Subflow):
        yield (*here, book.start(node.flow))
    for _, target in node.targets():
        if target != "return":
            yield (*here[:-1], Place(here[-1].flow, target))
        elif len(here) > 1:
            below = book.node(here[-2])
            after = Place(here[-2].flow, below.next) if isinstance(below, Subflow) else here[-2]
            yield (*here[:-2], after)
        else:
            yield (book.start(here[-1].flow),)
