"""Where the movement keys take the caret: by grapheme, clitic, word, line, and screen.

Left and right are those of the page: left goes forward in Arabic. All offsets are code points of the
whole text and lie on grapheme borders.
"""

from annotator.gui.article.page import Page
from annotator.gui.article.paragraph import Line, Paragraph
from annotator.text import clitics, graphemes, tokens


def beside(page: Page, offset: int, *, to_left: bool) -> int:
    """Return the place one grapheme to the left or right of `offset`, as seen on the page.

    At a paragraph's ends it lies in the next one: forward where the paragraph runs to that side.
    """
    index, inner = page.local(offset)
    page.place(index)
    paragraph = page.paragraphs[index]
    moved = paragraph.step(inner, to_left=to_left)
    if moved != inner:
        return page.starts[index] + graphemes.snap(paragraph.text, moved, forward=moved > inner)
    return _beyond(page, offset, is_forward=to_left == paragraph.is_rtl)


def _beyond(page: Page, offset: int, *, is_forward: bool) -> int:
    """Return the grapheme border next to `offset` in the order of the text, across paragraphs."""
    index, inner = page.local(offset)
    text = page.paragraphs[index].text
    if is_forward and inner < len(text):
        return page.starts[index] + graphemes.snap(text, inner + 1, forward=True)
    if not is_forward and inner > 0:
        return page.starts[index] + graphemes.snap(text, inner - 1, forward=False)
    if not is_forward and index > 0 and not page.paragraphs[index - 1].piece.ends_paragraph:
        text = page.paragraphs[index - 1].text
        return page.starts[index - 1] + graphemes.snap(text, len(text) - 1, forward=False)
    # What is left to cross is a line feed, or nothing.
    return min(max(offset + (1 if is_forward else -1), 0), len(page.text))


def by_word(page: Page, offset: int, *, to_left: bool) -> int:
    """Return the next place to the left or right where an edge of a span may stand.

    These are the starts and ends of words, and within a word the borders of its proclitics.
    """
    index, inner = page.local(offset)
    is_forward = to_left == page.paragraphs[index].is_rtl
    while True:
        stops = _stops(page.paragraphs[index].text)
        if is_forward:
            found = next((stop for stop in stops if stop > inner), None)
        else:
            found = next((stop for stop in reversed(stops) if stop < inner), None)
        if found is not None:
            return page.starts[index] + found
        index += 1 if is_forward else -1
        if not 0 <= index < len(page.paragraphs):
            return len(page.text) if is_forward else 0
        inner = -1 if is_forward else len(page.paragraphs[index].text) + 1


def _stops(text: str) -> list[int]:
    stops: set[int] = set()
    for token in tokens.words(text):
        if tokens.is_word(text, token):
            stops.update(clitics.edges(text, token.start, token.end))
    return sorted(stops)


def line_start(page: Page, offset: int) -> int:
    """Return where the line of `offset` begins."""
    spot = page.spot(offset)
    return page.starts[spot.paragraph] + page.line(spot).start


def line_end(page: Page, offset: int) -> int:
    """Return the last place on the line of `offset`: before the blanks at which it is wrapped."""
    spot = page.spot(offset)
    paragraph = page.paragraphs[spot.paragraph]
    return page.starts[spot.paragraph] + _last_place(paragraph, page.line(spot))


def _last_place(paragraph: Paragraph, line: Line) -> int:
    if line is paragraph.lines[-1]:
        return line.end
    text = paragraph.text[line.start : line.end]
    kept = len(text.rstrip())
    # A word broken between two lines leaves no blank: the caret stays before its last letter here.
    return line.start + (kept if kept < len(text) else graphemes.snap(text, len(text) - 1, forward=False))


def on_line_at(page: Page, x: float, y: int) -> int:
    """Return the place nearest to `x` on the line at `y` of the page."""
    spot = page.spot_at(y)
    paragraph = page.paragraphs[spot.paragraph]
    return page.starts[spot.paragraph] + nearest(paragraph, page.line(spot), x)


def nearest(paragraph: Paragraph, line: Line, x: float) -> int:
    """Return the place in `paragraph` on `line` nearest to `x`: on the near side of the letter there."""
    edges = paragraph.edges(line)
    under = edges.at(x)
    if under is None:
        return line.start
    start = max(line.start, graphemes.snap(paragraph.text, under, forward=False))
    end = min(line.end, graphemes.snap(paragraph.text, under + 1, forward=True))
    left, right = edges.extent(under)
    for left_too, right_too in edges.intervals(start, end):
        if left_too <= left + 0.5 and right - 0.5 <= right_too:
            left, right = left_too, right_too
    is_second_half = (x < (left + right) / 2) == edges.is_rtl(under)
    return min(end, _last_place(paragraph, line)) if is_second_half else start


def vertically(page: Page, offset: int, *, x: float, lines: int) -> int:
    """Return the place `lines` lines further down (up where negative) nearest to `x`.

    Beyond the first and the last line that is the start and the end of the text.
    """
    spot = page.spot(offset)
    index, number = spot.paragraph, spot.line + lines
    while number < 0:
        index -= 1
        if index < 0:
            return 0
        page.place(index)
        number += len(page.paragraphs[index].lines)
    while number >= len(page.paragraphs[index].lines):
        number -= len(page.paragraphs[index].lines)
        index += 1
        if index == len(page.paragraphs):
            return len(page.text)
        page.place(index)
    paragraph = page.paragraphs[index]
    return page.starts[index] + nearest(paragraph, paragraph.lines[number], x)
