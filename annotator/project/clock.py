"""The time as it is stored, and the day that it is to a reader."""

from datetime import UTC, date, datetime


def now() -> str:
    """Return the time in UTC, ISO 8601 to the millisecond: 2026-11-21T20:42:07.250Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_day(at: str) -> date:
    """Return the day that a stored time was on where this machine is."""
    return datetime.fromisoformat(at).astimezone().date()
