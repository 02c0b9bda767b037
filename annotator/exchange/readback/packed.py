"""MessagePack, read by hand from its specification: what a DocBin is packed in. Extensions are refused."""

import struct
from typing import Any, Final

from annotator.exchange.readback.documents import NotProvenError

# The first byte of a value -> how the number after it is packed: the value, or the length of what follows.
_NUMBERS: Final = {
    0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
    0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
}  # fmt: skip
_TEXTS: Final = {0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
_BYTES: Final = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I"}
_LISTS: Final = {0xDC: ">H", 0xDD: ">I"}
_MAPS: Final = {0xDE: ">H", 0xDF: ">I"}
_WORDS: Final = {0xC0: None, 0xC2: False, 0xC3: True}
_DEEPEST: Final = 16


def unpack(data: bytes) -> Any:
    """Return the one value that `data` holds; raises NotProvenError where it is none or more than one."""
    packed = _Packed(data)
    try:
        value = packed.value()
    except (struct.error, IndexError, TypeError, ValueError) as error:
        raise NotProvenError(f"MessagePack: {error}") from error
    if packed.place != len(data):
        raise NotProvenError("MessagePack: more than one value")
    return value


class _Packed:
    """A value on its way out of its bytes; `place` is how far it was read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def value(self, depth: int = 0) -> Any:
        """Return the next value."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        first = self._take(1)[0]
        if first < 0x80 or first >= 0xE0:
            return first if first < 0x80 else first - 0x100
        if first in _WORDS:
            return _WORDS[first]
        if first in _NUMBERS:
            return self._number(_NUMBERS[first])
        if 0xA0 <= first < 0xC0 or first in _TEXTS:
            return self._take(self._length(first, _TEXTS, 0x1F)).decode("utf-8")
        if first in _BYTES:
            return self._take(self._number(_BYTES[first]))
        if 0x90 <= first < 0xA0 or first in _LISTS:
            return [self.value(depth + 1) for _ in range(self._length(first, _LISTS, 0x0F))]
        if 0x80 <= first < 0x90 or first in _MAPS:
            pairs = range(self._length(first, _MAPS, 0x0F))
            return {self.value(depth + 1): self.value(depth + 1) for _ in pairs}
        raise ValueError(f"the byte {first:#x}")

    def _length(self, first: int, forms: dict[int, str], mask: int) -> int:
        return int(self._number(forms[first])) if first in forms else first & mask

    def _number(self, form: str) -> Any:
        (number,) = struct.unpack(form, self._take(struct.calcsize(form)))
        return number

    def _take(self, size: int) -> bytes:
        taken = self._data[self.place : self.place + size]
        if len(taken) != size:
            raise ValueError("it ends too early")
        self.place += size
        return taken
