"""Write what the Asterisk image runs with into the shared volume; runs in the line's image, once before each start."""

import sys
import sysconfig
from pathlib import Path

from ivr.asterisk.configure import asterisk_folder, fresh_secrets, write_configuration
from ivr.asterisk.installation import Installation
from ivr.settings import SettingsError, load

IN_THE_IMAGE = Installation(
    command=("/usr/sbin/asterisk",),
    modules=Path("/usr/lib", str(sysconfig.get_config_var("MULTIARCH")), "asterisk/modules"),
    data=Path("/usr/share/asterisk"),
)
"""Where Debian's packages put it; both images are of one architecture."""


def main() -> int:
    """Write the configuration; 1 with a sentence where the settings are not those of two containers."""
    try:
        settings = load()
    except SettingsError as wrong:
        sys.stderr.write(f"amparo: {wrong}\n")
        return 1
    if settings.asterisk.own_process:
        sys.stderr.write("amparo: with Asterisk in a container of its own, set asterisk.own_process = false\n")
        return 1
    write_configuration(settings, asterisk_folder(settings), fresh_secrets(settings), IN_THE_IMAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
