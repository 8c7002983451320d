"""What keeps a line of profile production from starting: nothing unreviewed is offered to people (DESIGN section 2)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ivr.settings import Settings
from ivr.settings_sections import CHECKOUT

REVIEWS = CHECKOUT / "reviews.toml"
"""Who reviewed what, and when; written by the people who did it. It is not there until somebody did."""

CARRIER_FACTS_DAYS = 365
"""Days after which what is known about the carrier must be looked at again (rule P9)."""


def production_refusals(settings: Settings, today: date, reviews: Path = REVIEWS) -> list[str]:
    """One sentence for each reason not to start; nothing in the profiles demo and test."""
    if settings.line.profile != "production":
        return []
    try:
        given = tomllib.loads(reviews.read_text(encoding="utf-8")) if reviews.is_file() else {}
    except tomllib.TOMLDecodeError as wrong:
        return [f"{reviews} is not TOML: {wrong}."]
    languages = _table(given, "languages")
    refusals = [_language(tag, languages, today, reviews) for tag in settings.line.languages]
    return [sentence for sentence in (*refusals, _carrier(given, today, reviews), _trunk(settings)) if sentence]


def _language(tag: str, languages: Mapping[str, Any], today: date, reviews: Path) -> str | None:
    wrong = _review_trouble(_table(languages, tag), today)
    return wrong and (
        f"Production does not offer {tag}: {wrong}. A person who speaks it reviews its texts and is named with a date "
        f"under [languages.{tag}] in {reviews}, or take {tag} out of line.languages."
    )


def _carrier(given: Mapping[str, Any], today: date, reviews: Path) -> str | None:
    facts = _table(given, "carrier")
    wrong = _review_trouble(facts, today)
    if not wrong and (today - facts["date"]).days > CARRIER_FACTS_DAYS:
        wrong = f"its date is more than {CARRIER_FACTS_DAYS} days ago"
    return wrong and (
        f"Production does not start without facts about the carrier: {wrong}. Find out what it keeps about callers and "
        f"write who did, and when, under [carrier] in {reviews}."
    )


def _trunk(settings: Settings) -> str | None:
    if settings.trunk.mode != "none":
        return None
    return 'Nobody can call: in production trunk.mode must be "registration" or "peer".'


def _review_trouble(review: Mapping[str, Any], today: date) -> str | None:
    name, day = review.get("name"), review.get("date")
    if not review:
        return "there is no review"
    if not isinstance(name, str) or not name.strip() or review.get("invented"):
        return "its review names nobody real"
    if type(day) is not date:
        return "its review has no date (write date = 2026-01-31, without quotes)"
    return "its review is dated in the future" if day > today else None


def _table(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name)
    return found if isinstance(found, dict) else {}
