"""Junk of the web in an article: advertising code and the trailer that a news collector adds.

Only code is taken for code: style sheets with known properties, known advertising calls, script
and style elements. A sentence that merely holds braces, a bar or «المصدر:» stays.
"""

import re
from typing import Final

_TAGS: Final = (
    "html|body|div|p|a|span|img|iframe|ins|table|tr|td|ul|ol|li|h[1-6]|section|article|header|footer"
)
_PROPERTIES: Final = (
    "align|animation|background|border|bottom|box|clear|color|content|cursor|direction|display|flex|float|font|"
    "gap|grid|height|justify|left|letter|line|list|margin|max|min|opacity|order|overflow|padding|pointer|"
    "position|right|text|top|transform|transition|vertical|visibility|white|width|word|z"
)
_NAME: Final = r"[A-Za-z_][\w-]*"
_SIMPLE: Final = rf"(?:[#.]{_NAME}|\b(?:{_TAGS})\b)(?:[#.:]{_NAME})*"
_SELECTOR: Final = rf"{_SIMPLE}(?:(?:\s*[,>+~]\s*|\s+){_SIMPLE}){{0,20}}"
_DECLARATION: Final = rf"(?:-[a-z]+-)?(?:{_PROPERTIES})(?:-[a-z]+)*\s*:[^{{}};]{{1,300}}"
_RULE: Final = rf"{_SELECTOR}\s*\{{\s*(?:{_DECLARATION};\s*)*(?:{_DECLARATION})?\}}"
_BODY: Final = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*){0,50}\}"
_CALL: Final = r"\.\w+\([^()]*(?:\([^()]*\)[^()]*){0,20}\)"
_TAG: Final = r"\b(?:window\.)?googletag"
# No possessive quantifiers here: `re` of Python 3.11.2, which Debian 12 has, loses matches with them.
_JUNK: Final = re.compile(
    rf"""
      <(?P<element>script|style)\b[^<>]*>(?:(?!</?(?:script|style)\b)[\s\S])*</(?P=element)\s*>
    | <ins\b[^<>]*adsbygoogle[^<>]*>\s*(?:</ins\s*>)?
    | <div\b[^<>]*div-gpt-ad[^<>]*>\s*(?:</div\s*>)?
    | @(?:media|supports)\b[^{{}};]{{1,200}}\{{\s*(?:{_RULE}\s*){{1,50}}\}}
    | (?<![\w#.]){_RULE}
    | (?:\b(?:var|let|const)\s+)?{_TAG}\s*=\s*{_TAG}\s*\|\|\s*\{{[^{{}}]*\}}\s*;?
    | {_TAG}\.cmd\.push\(\s*(?:function\s*\(\s*\)|\(\s*\)\s*=>)\s*{_BODY}\s*\)\s*;?
    | {_TAG}(?:{_CALL}){{1,10}}\s*;?
    | \(\s*(?:window\.)?adsbygoogle\s*=\s*window\.adsbygoogle\s*\|\|\s*\[\s*\]\s*\)
        \.push\(\s*\{{[^{{}}]*\}}\s*\)\s*;?
    | ^[^\S\n]*div-gpt-ad-[\w-]+[^\S\n]*$
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE | re.ASCII,
)
_HINTS: Final = re.compile(r"[{<]|div-gpt-ad|googletag|adsbygoogle", re.IGNORECASE)


def advertising(text: str) -> list[tuple[int, int]]:
    """Return the ranges of advertising code, with the white space after each."""
    if not _HINTS.search(text):
        return []
    found: list[tuple[int, int]] = []
    for junk in _JUNK.finditer(text):
        start, end = _with_space(text, *junk.span())
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


_SPACE_AFTER: Final = re.compile(r"[^\S\n]*")


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the spaces that follow, and the new line where nothing else stands on the line."""
    space = _SPACE_AFTER.match(text, end)
    end = space.end() if space else end
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip() and text[end : end + 1] == "\n":
        return line_start, end + 1
    return start, end


_COUNTRIES: Final = frozenset[str]().union(
    ("المغرب", "الجزائر", "تونس", "ليبيا", "موريتانيا", "مصر", "السودان", "الصومال", "جيبوتي", "جزر القمر"),
    ("سوريا", "لبنان", "الأردن", "فلسطين", "العراق", "السعودية", "اليمن", "عمان", "قطر", "البحرين"),
    ("الكويت", "الإمارات", "الإمارات العربية المتحدة"),
)
_SECTIONS: Final = frozenset[str]().union(
    ("سياسة", "رياضة", "اقتصاد", "مجتمع", "ثقافة", "فن", "أخبار", "حوادث", "محليات", "تكنولوجيا", "صحة"),
    ("دولي", "دولية", "عربي", "عربية", "وطني", "وطنية"),
)
# Blanks are counted before the word that tells: each of them might begin a section too.
_TRAILER: Final = re.compile(
    r"""
    ^[^\S\n]{0,99}
    (?:(?P<section>[^\n|()«»"“”.،؛:؟!]{1,40}?)[^\S\n]{0,99}\|[^\S\n]*)?
    المصدر[^\S\n]*:[^\S\n]*
    (?P<outlet>[^\n|()«»"“”.،؛:؟!]{1,60}?)[^\S\n]*
    (?P<aside>\(منذ[^\S\n]*:?[^\S\n]*(?P<age>[^\n()|]{1,40}?)[^\S\n]*
      (?:\|[^\S\n]*(?P<reads>[\d.,٬]+)[^\S\n]*قراء(?:ة|ات)[^\S\n]*)?\))?
    [^\S\n]*(?:\n[\s.]*)?\Z
    """,
    re.VERBOSE | re.MULTILINE,
)
_TRAILER_REACH: Final = 600


def trailer(text: str) -> tuple[int, int] | None:
    """Return the range of a site trailer at the end of `text`.

    It is a line of its own with «المصدر:», and with an age in brackets or a country or section before a bar.
    """
    cut = max(0, len(text) - _TRAILER_REACH)
    found = _TRAILER.search(text, text.rfind("\n", 0, cut) + 1 if cut else 0)
    if found is None:
        return None
    is_sure = found["aside"] or (found["section"] or "").strip() in _COUNTRIES | _SECTIONS
    return (found.start(), len(text)) if is_sure else None


def read_trailer(line: str) -> dict[str, str]:
    """Return what a trailer says: outlet, country or section, age, reads."""
    found = _TRAILER.search(line)
    if found is None:
        return {}
    section = (found["section"] or "").strip()
    said = {
        "outlet": found["outlet"],
        "country" if section in _COUNTRIES else "section": section,
        "age": found["age"],
        "reads": found["reads"],
    }
    return {key: " ".join(value.split()) for key, value in said.items() if value}
