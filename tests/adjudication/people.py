"""Articles of short words, and what several people made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from types import TracebackType

from hypothesis import strategies as st

from annotator.adjudication.gold import GoldDesk, open_gold
from annotator.adjudication.rules import Choice, Plan, plan, settle
from annotator.model import GOLD, Document, Draft, Span, SpanEdit, State, StateEdit
from annotator.project.check import check
from annotator.project.file import Project
from annotator.schema import load
from tests.project.builders import document

WORDS = 12
WIDTH = 5  # a word and its blank
LABELS = (("GPE",), ("ORG",), ("ORG", "party"), ("PERS",))
NAMES = ("amina", "omar", "youssef", "zineb")
SCHEMA = load("security-news")


def text(words: int = WORDS) -> str:
    """Return a text of different words of four letters, of which none could be a proclitic."""
    letters = "رزسشصضطظعغحخ"
    return " ".join(letter + "حمد" for letter in letters[:words])


def span(first: int, last: int, label: str = "ORG", sublabel: str = "") -> Span:
    """Return a span over the words from `first` to `last`."""
    return Span(first * WIDTH, last * WIDTH + WIDTH - 1, label, sublabel)


@dataclass(frozen=True)
class Finished:
    """A document with who finished it."""

    document: Document
    spans: Mapping[str, tuple[Span, ...]]


def finished(words: str = "", **spans: Sequence[Span]) -> Finished:
    """Return finished work on one document."""
    return Finished(Document("one", words or text()), {name: tuple(marked) for name, marked in spans.items()})


@st.composite
def marked(draw: st.DrawFn, *, most: int = 5) -> tuple[Span, ...]:
    """Draw spans of one person: they nest, and cross nowhere."""
    found: list[Span] = []
    for _ in range(draw(st.integers(0, most))):
        first = draw(st.integers(0, 7))
        last = draw(st.integers(first, min(7, first + 3)))
        one = span(first, last, *draw(st.sampled_from(LABELS)))
        same = {(other.start, other.end, other.label) for other in found}
        if (one.start, one.end, one.label) not in same and not any(one.crosses(other) for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda other: (other.start, -other.end, other.label)))


def works(*, fewest: int = 2, most: int = 4) -> st.SearchStrategy[Finished]:
    """Draw what several people made of one document."""
    people = st.dictionaries(st.sampled_from(NAMES), marked(), min_size=fewest, max_size=most)
    return people.map(lambda spans: finished(**spans))


@dataclass
class Desk:
    """A project in a folder of its own, with shorthands for what a lead and the annotators do."""

    folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)

    def __enter__(self) -> "Desk":
        path = Path(self.folder.name) / "gold.annot"
        copyfile(empty(), path)
        self.project = Project.open(path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.project.close()
        self.folder.cleanup()

    def add(self, id_: str, works: Mapping[str, Sequence[Span]], *, words: str = "") -> None:
        """Add a document, and finished work on it."""
        self.project.documents.add(document(id_, words or text()))
        for name, spans in works.items():
            self.project.annotations.store_finished(name, id_, list(spans))

    def change(self, name: str, id_: str, spans: Sequence[Span]) -> None:
        """Let somebody finish a document anew, with these spans instead."""
        before = self.project.annotations.get(id_, name)
        edits = [SpanEdit(id_, one, None) for one in before.spans]
        edits += [SpanEdit(id_, None, one) for one in spans]
        states = (StateEdit(id_, before.state, State.FINISHED),)
        self.project.changes.record(name, Draft("label", {"surface": ""}, (*edits, *states)))

    def plan(self, *rules: Choice, again: bool = False) -> Plan:
        return plan(self.project, rules=rules, again=again)

    def settle(self, *rules: Choice, by: str = "sara", again: bool = False) -> Plan:
        """Settle by rules, and return what was planned."""
        planned = self.plan(*rules, again=again)
        settle(self.project, planned, by=by)
        return planned

    def gold(self, id_: str = "one") -> set[Span]:
        return set(self.project.annotations.get(id_, GOLD).spans)

    def state(self, id_: str = "one") -> State:
        return self.project.annotations.get(id_, GOLD).state

    def open(self) -> GoldDesk:
        return open_gold(self.project)

    def everything(self) -> object:
        """Return all that a lead can see of gold."""
        ids = self.project.documents.ids()
        return self.open(), self.project.rulings.of(), {id_: (self.gold(id_), self.state(id_)) for id_ in ids}

    def findings(self) -> list[object]:
        return list(check(self.project.path))


_empty: list[Path] = []
_folder = TemporaryDirectory()


def empty() -> Path:
    """Return a closed project without documents, to be copied."""
    if not _empty:
        path = Path(_folder.name) / "empty.annot"
        Project.create(path, schema=SCHEMA).close()
        _empty.append(path)
    return _empty[0]
