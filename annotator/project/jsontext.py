"""JSON as the tables keep it: compact, Arabic as itself."""

import json
from typing import Final

# One encoder for all: json.dumps() makes a new one at every call, which an import does 300,000 times.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_text(value: object) -> str:
    """Write plain values as JSON."""
    return _ENCODER.encode(value)
