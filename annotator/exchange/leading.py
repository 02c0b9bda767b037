"""Leads spans from a text as another program holds it to the same text as the project cleaned it.

Who gave raw articles to a labelling program and cleaned ones to the project gets labels back whose offsets
count what cleaning took away.
"""

from collections.abc import Iterable

from annotator.exchange.incoming import IncomingSpan
from annotator.text.cleaning import Cleaned


def led_over(spans: Iterable[IncomingSpan], cleaned: Cleaned) -> tuple[IncomingSpan, ...] | None:
    """Return spans of `cleaned.raw` as spans of `cleaned.text`, in code points.

    None where one lies outside, says something else than what stands there, or has nothing left of it.
    """
    led: list[IncomingSpan] = []
    for span in spans:
        if not 0 <= span.start < span.end <= len(cleaned.raw):
            return None
        if span.text is not None and span.text != cleaned.raw[span.start : span.end]:
            return None
        start, end = cleaned.to_clean(span.start), cleaned.to_clean(span.end)
        if start >= end:
            return None
        led.append(span._replace(start=start, end=end, text=cleaned.text[start:end]))
    return tuple(led)
