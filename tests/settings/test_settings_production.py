"""Production refuses what nobody real has reviewed. The reviewers here are invented, and exist in this file only."""

from datetime import date
from pathlib import Path

import pytest

from ivr.settings import Settings
from ivr.settings_production import production_refusals

TODAY = date(2026, 11, 23)
REVIEWED = 'name = "Invented Reviewer"\ndate = 2026-11-01\n'
LINE = {"profile": "production", "languages": ("ko", "fr")}
TRUNK = {"mode": "peer", "host": "192.0.2.1", "allowed_sources": ("192.0.2.1/32",)}


def production() -> Settings:
    return Settings.model_validate({"line": LINE, "trunk": TRUNK})


def refusals(folder: Path, reviews: str) -> list[str]:
    file = folder / "reviews.toml"
    file.write_text(reviews)
    return production_refusals(production(), TODAY, file)


def test_without_reviews_every_language_and_the_carrier_are_refused(tmp_path: Path) -> None:
    sentences = production_refusals(production(), TODAY, tmp_path / "nowhere.toml")
    assert [sentence.split(":")[0] for sentence in sentences] == [
        "Production does not offer ko",
        "Production does not offer fr",
        "Production does not start without facts about the carrier",
    ]


def test_the_demo_runs_without_reviews(tmp_path: Path) -> None:
    assert production_refusals(Settings(), TODAY, tmp_path / "nowhere.toml") == []


def test_reviewed_languages_and_carrier_are_let_through(tmp_path: Path) -> None:
    text = f"[languages.ko]\n{REVIEWED}[languages.fr]\n{REVIEWED}[carrier]\n{REVIEWED}"
    assert refusals(tmp_path, text) == []


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ('name = ""\ndate = 2026-11-01\n', "names nobody real"),
        (f"{REVIEWED}invented = true\n", "names nobody real"),
        ('name = "Invented Reviewer"\n', "has no date"),
        ('name = "Invented Reviewer"\ndate = "soon"\n', "has no date"),
        ('name = "Invented Reviewer"\ndate = 2027-01-01\n', "in the future"),
    ],
)
def test_half_a_review_is_none(tmp_path: Path, review: str, expected: str) -> None:
    sentences = refusals(tmp_path, f"[languages.ko]\n{REVIEWED}[languages.fr]\n{review}[carrier]\n{REVIEWED}")
    assert len(sentences) == 1
    assert expected in sentences[0]
    assert "fr" in sentences[0]


def test_old_carrier_facts_are_refused(tmp_path: Path) -> None:
    old = REVIEWED.replace("2026-11-01", "2025-11-01")
    sentences = refusals(tmp_path, f"[languages.ko]\n{old}[languages.fr]\n{old}[carrier]\n{old}")
    assert len(sentences) == 1
    assert "365 days" in sentences[0]


def test_production_without_a_trunk_is_told_that_nobody_can_call(tmp_path: Path) -> None:
    alone = Settings.model_validate({"line": LINE})
    assert any("Nobody can call" in sentence for sentence in production_refusals(alone, TODAY, tmp_path / "no.toml"))


def test_a_broken_review_file_is_a_sentence(tmp_path: Path) -> None:
    assert "is not TOML" in refusals(tmp_path, "[languages\n")[0]
