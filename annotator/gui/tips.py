"""Tool tips whose words come from people: titles, notes, names of labels and files."""

from html import escape


def tip(words: str) -> str:
    """Return a tool tip that shows these words as they are; Qt takes what looks like HTML for HTML."""
    if "<" not in words and "&lt;" not in words:
        return words
    return "<p>" + escape(words).replace("\n", "<br>") + "</p>"
