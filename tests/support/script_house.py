"""A copy of `./amparo` in a house of stand-ins: Debian's tools and Python are small scripts that note their calls."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

DPKG = """
case $1 in
    -s) [ ! -e "$HOUSE/absent-$2" ] && echo 'Status: install ok installed' ;;
    *) exec /usr/bin/dpkg "$@" ;;
esac
"""
APT_GET = """
[ ! -e "$HOUSE/apt-fails" ] || { cat "$HOUSE/apt-fails"; exit 100; }
for word; do rm -f "$HOUSE/absent-$word"; done
"""
PYTHON = """
case "$*" in
    -c*) exit 0 ;;
    "-m venv --clear "*)
        mkdir -p "$4/bin"
        cp "$0" "$4/bin/python"
        rm -f "$HOUSE/no-pip"
        ;;
    "-m pip --version") [ ! -e "$HOUSE/no-pip" ] ;;
    "-m pip install "*) [ ! -e "$HOUSE/pip-hangs" ] || exec sleep 600 ;;
    *pytest*) [ ! -e "$HOUSE/contract-fails" ] ;;
esac
"""
MMDEBSTRAP = """
case "$*" in *check-valid-until=no*) ;; *)
    if [ -e "$HOUSE/index-expired" ]; then
        echo 'E: Release file for MIRROR/dists/sid/InRelease is expired (invalid since 3d).'
        exit 1
    fi ;;
esac
for word; do case $word in */asterisk-root.try.new) root=$word ;; esac; done
mkdir -p "$root/usr/sbin" "$root/usr/lib/any-linux-gnu/asterisk/modules"
cd "$root/usr"
for module in res_ari chan_pjsip chan_websocket res_websocket_client; do
    : >"lib/any-linux-gnu/asterisk/modules/$module.so"
done
printf '#!/bin/sh\\necho "Asterisk %s~dfsg"\\n' "$(cat "$HOUSE/sid-version")" >lib/any-linux-gnu/ld-linux-any.so.2
: >sbin/asterisk
chmod 755 lib/any-linux-gnu/ld-linux-any.so.2 sbin/asterisk
"""
APT_CACHE = "echo '  Candidate: 1.0'\n"
NOTHING = ""


@dataclass
class ScriptHouse:
    """One imagined machine; `absent` packages are missing at first."""

    folder: Path
    absent: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in ("docker/recipe", "requirements"):
            shutil.copytree(CHECKOUT / part, self.checkout / part)
        shutil.copy(CHECKOUT / "amparo", self.checkout / "amparo")
        for package in self.absent:
            (self.folder / f"absent-{package}").touch()
        self.note("sid-version", "22.10.1")
        self._tools()

    @property
    def checkout(self) -> Path:
        """Where the copy of the script lies."""
        return self.folder / "checkout"

    @property
    def root(self) -> Path:
        """Where the private Asterisk is to be."""
        return self.folder / "asterisk-root"

    def note(self, name: str, text: str = "") -> None:
        """Tell a stand-in how to behave."""
        (self.folder / name).write_text(text)

    def command(self, *words: str) -> list[str]:
        """What to start; run it with `environment`."""
        return ["/bin/sh", str(self.checkout / "amparo"), *words]

    @property
    def environment(self) -> dict[str, str]:
        """The machine's variables: only the stand-ins and the system's plain tools are on the path."""
        return {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "HOUSE": str(self.folder),
            "AMPARO_PYTHON": str(self.folder / "bin/python3"),
            "AMPARO_ASTERISK_ROOT": str(self.root),
            "AMPARO_DEBIAN_MIRROR": "http://mirror.invalid/debian",
            **self.variables,
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the script to its end."""
        return subprocess.run(  # noqa: PLW1510 - the tests look at the exit status
            self.command(*words), env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )

    def calls(self) -> list[str]:
        """What the stand-ins were called with since the last time this was asked."""
        file = self.folder / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines

    def _tools(self) -> None:
        tools = {
            "dpkg": DPKG,
            "apt-get": APT_GET,
            "apt-cache": APT_CACHE,
            "apt-config": NOTHING,
            "python3": PYTHON,
            "mmdebstrap": MMDEBSTRAP,
            "id": "echo 0\n",
        }
        (self.folder / "bin").mkdir()
        for name, body in tools.items():
            tool = self.folder / "bin" / name
            tool.write_text(f'#!/bin/sh\necho "{name} $*" >>"$HOUSE/calls"\n{body}')
            tool.chmod(0o755)
        assert os.access(self.folder / "bin/dpkg", os.X_OK)
