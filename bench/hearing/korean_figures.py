"""Outcomes as figures, under the names of the issue. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence

from bench.hearing.trying import (
    Kind,
    Outcome,
    within_two_tries,
    within_two_turns,
    wrong_confirmed,
    wrong_unconfirmed,
)
from bench.report import Figure, counted

Test = Callable[[Outcome], bool]


def figures(outcomes: Sequence[Outcome], where: str, disagreed: Collection[str], language: str = "ko") -> list[Figure]:
    """Of one condition; `where` is how its names end, such as `_at_10db`; `disagreed` as in `korean_words`."""
    return [
        Figure(f"{language}_{each.name.replace('_pct', f'_pct{where}', 1)}", each.unit, each.n, value=each.value)
        for each in _figures(outcomes, disagreed)
    ]


def _figures(outcomes: Sequence[Outcome], disagreed: Collection[str]) -> Iterator[Figure]:
    of = {kind: [each for each in outcomes if each.tried.kind is kind] for kind in Kind}
    yield from _listed(of[Kind.LISTED], disagreed)
    strange = of[Kind.STRANGE]
    yield from _share("false_accept_pct", strange, lambda each: each.first.said.sure)
    yield from _share("false_accept_pct_stock", strange, lambda each: bool(each.stock))
    yield from _share(
        "false_asked_pct", strange, lambda each: bool(each.first.said.option) and not each.first.said.sure
    )
    framed, empty = of[Kind.FRAMED], of[Kind.EMPTY]
    yield from _share("in_phrase_right_pct", framed, _right)
    yield from _share("in_phrase_right_pct_stock", framed, _stock_right)
    yield from _share("in_phrase_wrong_unconfirmed_pct", framed, wrong_unconfirmed)
    yield from _share("frame_false_accept_pct", empty, lambda each: each.first.said.sure)
    yield from _share("frame_false_accept_pct_stock", empty, lambda each: bool(each.stock))
    yield from _share(
        "frame_false_asked_pct", empty, lambda each: bool(each.first.said.option and not each.first.said.sure)
    )
    yield from _free(outcomes)


def _listed(listed: Sequence[Outcome], disagreed: Collection[str]) -> Iterator[Figure]:
    agreed = [each for each in listed if each.tried.phrase not in disagreed]
    yield from _share("right_pct", listed, _right)
    yield from _share("right_pct_stock", listed, _stock_right)
    yield from _share("right_at_once_pct", listed, lambda each: _right(each) and each.first.said.sure)
    yield from _share(
        "false_reject_pct", [each for each in listed if _stock_right(each)], lambda each: not _right(each)
    )
    yield from _share("right_within_two_turns_pct", agreed, within_two_turns)
    yield from _share("right_within_two_tries_pct", agreed, within_two_tries)
    yield from _share("right_within_two_turns_all_words_pct", listed, within_two_turns)
    yield from _share("wrong_unconfirmed_pct", agreed, wrong_unconfirmed)
    yield from _share("wrong_unconfirmed_pct_stock", agreed, lambda each: each.stock not in {"", each.tried.option})
    yield from _share("wrong_unconfirmed_all_words_pct", listed, wrong_unconfirmed)
    yield from _share("wrong_confirmed_pct", listed, wrong_confirmed)


def _free(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Stock Vosk without a grammar."""
    tried = [each for each in outcomes if each.tried.free]
    listed = [each for each in tried if each.tried.kind is Kind.LISTED]
    strange = [each for each in tried if each.tried.kind is Kind.STRANGE]
    yield from _share("right_pct_stock_without_grammar", listed, lambda each: each.free == each.tried.option)
    yield from _share("false_accept_pct_stock_without_grammar", strange, lambda each: bool(each.free))


def _right(outcome: Outcome) -> bool:
    """At once or asked back."""
    return outcome.first.said.option == outcome.tried.option


def _stock_right(outcome: Outcome) -> bool:
    return outcome.stock == outcome.tried.option


def _share(name: str, of: Sequence[Outcome], test: Test) -> Iterator[Figure]:
    if of:
        yield counted(name, "%", 100 * sum(map(test, of)) / len(of), len(of))
