"""The positive control: the search must find what is planted before its "nothing found" may be believed (rule P6)."""

import bz2
import gzip
import json
import lzma
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from random import Random

from ivr.audit.canary import Canary, canary
from ivr.audit.search import find_canaries
from ivr.audit.unpack import zstd_is_read

PADDING = 50
"""Bytes of noise before and after what is planted."""


def forms_not_found(numbers: Iterable[str]) -> list[str]:
    """Plant every number in every form in a private folder, search it, and name the forms that were not found."""
    missed: list[str] = []
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="amparo-control-") as name:
            folder = Path(name)
            planted = _plant(canary(number), folder)
            found = {hit.path for hit in find_canaries([number], [folder])}
            missed += [f"{number} as {form}" for form, path in planted.items() if path not in found]
    return missed


def _plant(number: Canary, folder: Path) -> dict[str, Path]:
    noise = Random(number.digits)  # noqa: S311 - padding, not a secret
    paths = {}
    for at, (form, data) in enumerate(plants(number).items()):
        paths[form] = folder / str(at)
        paths[form].write_bytes(noise.randbytes(PADDING) + data + noise.randbytes(PADDING))
    return paths


def plants(number: Canary) -> dict[str, bytes]:
    """One example of every form, made with encoders that share nothing with the search."""
    text = f'{{"from":"sip:+{number.digits}@192.0.2.1"}}'.encode()
    return {
        **_written(number),
        **_digits_as_bytes(number.digits),
        **{f"base64 after {skip} bytes": b64encode(b"tel:"[:skip] + number.core.encode()) for skip in range(3)},
        **_packed(text),
        "SQLite text": _sqlite(f"+{number.digits}"),
        "SQLite integer": _sqlite(int(number.digits)),
        "little-endian integer": struct.pack("<q", int(number.digits)),
    }


def _written(number: Canary) -> dict[str, bytes]:
    digits, core = number.digits, number.core
    texts = {
        "plain": f" {digits} ",
        "with +": f"<sip:+{digits}@",
        "with 00": f" 00{digits};",
        "national": f" 0{core} ",
        "spaced": f" +{' '.join(digits)} ",
        "grouped": f" ({core[:3]}) {core[3:6]}-{core[6:]} ",
        "list of keys": json.dumps(list(digits)),
        "key log": "".join(f"[12:00:0{at % 10}] DTMF begin '{key}' received\n" for at, key in enumerate(core)),
    }
    # Signs around each text: noise could happen to continue a number.
    written = {form: f"|{text}|".encode() for form, text in texts.items()}
    utf16 = {f"UTF-16 {order}": f"+{digits}".encode(f"utf-16-{order}") for order in ("le", "be")}
    return written | utf16


def _digits_as_bytes(digits: str) -> dict[str, bytes]:
    even = digits + "0" * (len(digits) % 2)
    odd = f"9{digits}" + "0" * ((len(digits) + 1) % 2)
    return {
        "BCD": bytes.fromhex(even),
        "BCD from the second half": bytes.fromhex(odd),
        "swapped BCD": bytes.fromhex(_swapped(even)),
        "swapped BCD from the second half": bytes.fromhex(_swapped(odd)),
        "swapped BCD in hex": f"|{_swapped(even)}|".encode(),
        "hex": f"|{digits.encode().hex()}|".encode(),
        "hex dump": f"|{digits.encode().hex(' ')}|".encode(),
        "hex of UTF-16": f"|{digits.encode('utf-16-le').hex()}|".encode(),
    }


def _swapped(digits: str) -> str:
    return "".join(digits[at + 1] + digits[at] for at in range(0, len(digits), 2))


def _packed(text: bytes) -> dict[str, bytes]:
    packers = _packers()
    once = {form: pack(text) for form, pack in packers.items()}
    coded = {f"{form} in base64": b"|" + b64encode(data) + b"|" for form, data in once.items()}
    again = {f"{form} in gzip": gzip.compress(data) for form, data in once.items()}
    return once | coded | again | {"lines of base64": b"|" + _in_lines(b64encode(text * 5)) + b"|"}


def _packers() -> dict[str, Callable[[bytes], bytes]]:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "base64": b64encode,
        "base64url": urlsafe_b64encode,
        "gzip": gzip.compress,
        "zlib": zlib.compress,
        "zip": _zip,
        "bzip2": bz2.compress,
        "xz": lzma.compress,
    }
    if zstd_is_read():
        packers["zstd"] = import_module("zstandard").compress
    return packers


def _zip(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("member", data)
    return out.getvalue()


def _in_lines(coded: bytes) -> bytes:
    return b"\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))


def _sqlite(number: str | int) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE calls (number)")
    connection.execute("INSERT INTO calls VALUES (?)", (number,))
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data
