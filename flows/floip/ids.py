"""The same thing always gets the same uuid."""

from uuid import UUID, uuid5

VERSION = "1.0.0-rc4"
"""Of the FLOIP specification."""
VENDOR = "amparo"
"""Our key in `vendor_metadata`."""
_AMPARO = UUID("6c1f2f0e-6d0b-5f6a-9a4e-7a0c6f1d2b35")


def uuid_of(*names: str) -> str:
    """The uuid of something with these names: what it is, then from the outside in."""
    return str(uuid5(_AMPARO, "/".join(names)))
