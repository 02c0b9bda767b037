"""The time as it is stored."""

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC, ISO 8601 to the millisecond: 2026-11-21T20:42:07.250Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
