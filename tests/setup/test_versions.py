"""The script judges Asterisk before there is any Python; both tables must say the same."""

from pathlib import Path

from ivr.asterisk.facts import BAD, GOOD, OLDEST

TABLE = Path(__file__).resolve().parents[2] / "docker/recipe/asterisk-versions"


def test_the_script_and_the_line_know_the_same_versions() -> None:
    rows = [line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    assert all(len(row) == 3 and row[2] for row in rows)
    assert {row[0] for row in rows if row[1] == "good"} == set(GOOD)
    assert {row[0] for row in rows if row[1] == "bad"} == set(BAD)


def test_the_oldest_is_the_first_good_one() -> None:
    assert min(tuple(int(part) for part in version.split(".")) for version in GOOD) == OLDEST
