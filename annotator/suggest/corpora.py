"""Labelled corpora in two columns, as examples to learn from: a token and its tag a line, in any scheme.

A blank line ends a sentence. The files know no documents: one is cut after the first sentence that takes
it past 425 tokens, or at -DOCSTART-. A tag I- that continues nothing opens an entity, and is listed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.errors import BlankFile, BrokenLine, MissingPath, NotAFile, UnreadableFile, WrongEncoding
from annotator.errors.learning import NoTags
from annotator.model import Span
from annotator.suggest.examples import Example

TOKENS: Final = 425  # of a document
_START: Final = "-DOCSTART-"
_TAG: Final = re.compile(r"O|[BIESUL]-.+")
Row = tuple[str, str, int]  # token, tag, line of the file


@dataclass(slots=True)
class Corpus:
    """Examples, and the lines of tags that were put right."""

    examples: list[Example] = field(default_factory=list)
    repaired: list[int] = field(default_factory=list)


def read_iob(path: Path) -> Corpus:
    """Read a corpus in two columns; raises InputError, NoTags."""
    corpus = Corpus()
    has_tags = False
    for number, sentences in enumerate(_documents(_sentences(_lines(path), path=path)), start=1):
        has_tags = has_tags or any(_TAG.fullmatch(tag) for rows in sentences for _token, tag, _line in rows)
        text, spans = _laid_out(sentences, corpus.repaired)
        corpus.examples.append(Example(f"{path.stem}-{number:05}", text, tuple(spans)))
    if not corpus.examples:
        raise BlankFile(path=path)
    if not has_tags:
        raise NoTags(path=path)
    return corpus


def mapped(corpus: Corpus, *, labels: Mapping[str, str | None] | None) -> Corpus:
    """Return the corpus under other labels: as `labels` says; what it does not name stays.

    A label may be named with its sublabel, `ORG.media`, and so may what it becomes.
    """
    if labels is None:
        return corpus
    made = Corpus(repaired=corpus.repaired)
    for example in corpus.examples:
        spans = [_renamed(span, labels) for span in example.spans]
        kept = tuple(span for span in spans if span is not None)
        made.examples.append(Example(example.document_id, example.text, kept))
    return made


def _renamed(span: Span, labels: Mapping[str, str | None]) -> Span | None:
    whole = f"{span.label}.{span.sublabel}"
    key = whole if span.sublabel and whole in labels else span.label
    if key not in labels:
        return span
    named = labels[key]
    if named is None:
        return None
    label, _, sublabel = named.partition(".")
    return Span(span.start, span.end, label, sublabel)


def read_map(path: Path) -> dict[str, str | None]:
    """Read which label becomes which: a line for each, white space between; with one word alone, none.

    Raises MissingPath, UnreadableFile, WrongEncoding or BrokenLine.
    """
    found: dict[str, str | None] = {}
    for number, line in enumerate(_lines(path), start=1):
        words = line.replace("=", " ").replace(",", " ").split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) > 2:
            raise BrokenLine(path=path, line=number, why=" ".join(words)[:80])
        found[words[0]] = words[1] if len(words) == 2 else None
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except FileNotFoundError as error:
        raise MissingPath(path=path) from error
    except IsADirectoryError as error:
        raise NotAFile(path=path) from error
    except UnicodeDecodeError as error:
        raise WrongEncoding(path=path, encoding="UTF-8") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            path=path, why=getattr(error, "strerror", None) or type(error).__name__
        ) from error


def _sentences(lines: Iterable[str], *, path: Path) -> Iterator[list[Row]]:
    """Yield the sentences; an empty one where a document begins."""
    sentence: list[Row] = []
    for number, line in enumerate(lines, start=1):
        # Only what parts columns: a token may be any other sign, a no-break space among them.
        columns = [column for column in line.replace("\t", " ").split(" ") if column]
        if columns and columns[0] != _START:
            if len(columns) < 2:
                raise BrokenLine(path=path, line=number, why=line.strip()[:80])
            sentence.append((columns[0], columns[-1], number))
            continue
        if sentence:
            yield sentence
            sentence = []
        if columns:
            yield []
    if sentence:
        yield sentence


def _documents(sentences: Iterable[list[Row]]) -> Iterator[list[list[Row]]]:
    document: list[list[Row]] = []
    tokens = 0
    for sentence in sentences:
        if sentence:
            document.append(sentence)
            tokens += len(sentence)
        if document and (tokens > TOKENS or not sentence):
            yield document
            document, tokens = [], 0
    if document:
        yield document


def _laid_out(sentences: Sequence[Sequence[Row]], repaired: list[int]) -> tuple[str, list[Span]]:
    """Return a document as a text, a sentence a line, tokens with blanks between, and its spans."""
    spans: list[Span] = []
    lines: list[str] = []
    offset = 0
    for sentence in sentences:
        label = ""
        for token, tag, number in sentence:
            mark, _, named = tag.partition("-")
            end = offset + len(token)
            if mark in ("I", "E", "L") and named and named == label:
                spans[-1] = Span(spans[-1].start, end, named)
            elif mark in ("B", "I", "S", "E", "U", "L") and named:
                if mark in ("I", "E", "L"):
                    repaired.append(number)
                spans.append(Span(offset, end, named))
            label = named if mark in ("B", "I") else ""
            offset = end + 1
        lines.append(" ".join(token for token, _tag, _number in sentence))
    return "\n".join(lines), spans
