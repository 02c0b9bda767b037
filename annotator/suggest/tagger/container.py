"""Models as bytes: a head that says what follows, then the parts; nothing is unpickled.

    8 bytes   "ANNTAGR" and the format's version
    4 bytes   the length of the head, big-endian
    32 bytes  the SHA-256 of the head
    the head  JSON: facts, and of each part its name, length and SHA-256
    the parts one after the other

What a part holds is looked at only once its sum is right, for CRFsuite trusts what it opens. The sums
guard against damage, not against malice.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any, Final

from annotator.errors.learning import DamagedModel, NewerModel

FORMAT: Final = 1
_MAGIC: Final = b"ANNTAGR"
_FIXED: Final = len(_MAGIC) + 1 + 4 + 32
_LARGEST: Final = 400_000_000  # bytes that a part may come to when it is opened


def pack(facts: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """Return facts and parts as bytes."""
    listed = [[name, len(data), hashlib.sha256(data).hexdigest()] for name, data in parts.items()]
    head = json.dumps({"facts": facts, "parts": listed}, ensure_ascii=False).encode()
    sizes = FORMAT.to_bytes(1, "big") + len(head).to_bytes(4, "big")
    return b"".join([_MAGIC, sizes, hashlib.sha256(head).digest(), head, *parts.values()])


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the facts and parts of what `pack` made; raises DamagedModel or NewerModel."""
    if len(data) < _FIXED or not data.startswith(_MAGIC):
        raise DamagedModel
    if data[len(_MAGIC)] > FORMAT:
        raise NewerModel
    at = len(_MAGIC) + 1
    size = int.from_bytes(data[at : at + 4], "big")
    head = data[_FIXED : _FIXED + size]
    if data[len(_MAGIC)] != FORMAT or hashlib.sha256(head).digest() != data[at + 4 : _FIXED]:
        raise DamagedModel
    try:
        said = json.loads(head)
        facts, parts, position = dict(said["facts"]), {}, _FIXED + size
        for name, length, digest in said["parts"]:
            part = data[position : position + length]
            if hashlib.sha256(part).hexdigest() != digest:
                raise DamagedModel
            parts[name] = part
            position += length
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedModel from error
    if position != len(data):
        raise DamagedModel
    return facts, parts


def pack_json(value: object) -> bytes:
    """Return a plain value as compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_json(data: bytes) -> Any:
    """Return what `pack_json` packed; raises DamagedModel."""
    opener = zlib.decompressobj()
    try:
        text = opener.decompress(data, _LARGEST)
        if opener.unconsumed_tail or not opener.eof:
            raise DamagedModel
        return json.loads(text)
    except (zlib.error, ValueError, RecursionError) as error:
        raise DamagedModel from error
