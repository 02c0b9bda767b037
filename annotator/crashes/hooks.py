"""What nobody catches in a process without a window: in threads, and where Python itself cannot raise."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.crashes.keeping import keep

Tell = Callable[[BaseException], None]


@contextmanager
def uncaught(*, where: str, tell: Tell) -> Iterator[None]:
    """Keep a report of what nobody catches in there; `tell` hears of what broke in a thread.

    What broke while something was being thrown away is kept and not told: nobody asked for it, nothing ends.
    """

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            tell(args.exc_value)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            keep(args.exc_value, where=where)

    before = threading.excepthook, sys.unraisablehook
    threading.excepthook, sys.unraisablehook = in_thread, unraisable
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before
