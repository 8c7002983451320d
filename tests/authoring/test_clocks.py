"""Who drafts or publishes opening hours is told on which clocks they are meant."""

from pathlib import Path

import pytest

from ivr.authoring import clocks
from ivr.settings import Settings, load

HOURS = 'flow: door\nnodes:\n  door: {kind: hours, times: [{days: [every_day], from: "09:00", to: "17:00"}]}\n'
"""Drafts may have mistakes."""
OTHERS = ("flow: a\nnodes:\n  a: {kind: menu}\n", "flow: a\nnodes: [a]\n", "flow: [a\n", "nodes: {a: b}\n")


def settings(folder: Path, toml: str) -> Settings:
    (folder / "amparo.toml").write_text(toml, encoding="utf-8")
    return load(folder / "amparo.toml")


def test_hours_are_meant_on_the_clocks_of_the_line(tmp_path: Path) -> None:
    lisbon = settings(tmp_path, '[line]\nzone = "Europe/Lisbon"\n')
    assert [str(told) for told in clocks.meant(lisbon, {"door": HOURS, "clinic": OTHERS[0], "gate": HOURS})] == [
        "The hours of door, gate are meant on the clocks of Europe/Lisbon."
    ]


def test_where_nobody_chose_a_zone_it_says_what_to_write(tmp_path: Path) -> None:
    [told] = clocks.meant(settings(tmp_path, ""), {"door": HOURS})
    assert str(told) == (
        "The hours of door are meant on UTC clocks, since no zone is set. If the line is elsewhere: "
        'zone = "Europe/Lisbon" under [line] in amparo.toml.'
    )


@pytest.mark.parametrize("text", OTHERS)
def test_flows_without_hours_say_nothing(tmp_path: Path, text: str) -> None:
    assert clocks.meant(settings(tmp_path, ""), {"a": text}) == ()
