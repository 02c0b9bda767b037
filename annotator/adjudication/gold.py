"""Gold as a lead has it before them: what is in dispute in all documents, what is settled, what is done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.adjudication.alike import alike
from annotator.adjudication.disputes import Case, Ruling
from annotator.adjudication.gathering import IsCancelled, OnProgress, gather
from annotator.adjudication.standing import Standing
from annotator.errors import UnknownDocument
from annotator.model import State
from annotator.project.file import Project


@dataclass(frozen=True, slots=True)
class Article:
    """Gold of one document: its state, how many spans all agree on, and the cases.

    One whose gold was imported has no cases, unless asked for, but what would be one is in `left_alone`;
    `annotators` counts who finished it.
    """

    document_id: str
    title: str
    state: State
    agreed: int
    cases: tuple[Case, ...]
    annotators: int
    is_imported: bool
    left_alone: tuple[Case, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether gold is finished, and nothing has come into dispute since."""
        return self.state is State.FINISHED and all(case.is_settled for case in self.cases)


@dataclass(frozen=True)
class GoldDesk:
    """What a lead has before them, read once; `articles` by id, in list order."""

    articles: Mapping[str, Article]
    again: bool = False

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All disputes, settled or not, in list order."""
        return tuple(case for article in self.articles.values() for case in article.cases)

    @cached_property
    def open(self) -> tuple[Case, ...]:
        """What is to be settled."""
        return tuple(case for case in self.cases if not case.is_settled)

    @cached_property
    def settled(self) -> tuple[Case, ...]:
        """What is settled."""
        return tuple(case for case in self.cases if case.is_settled)

    @cached_property
    def left_alone(self) -> tuple[Case, ...]:
        """Where annotators differ in articles whose gold was imported: not to be settled as it stands."""
        return tuple(case for article in self.articles.values() for case in article.left_alone)

    @cached_property
    def groups(self) -> tuple[tuple[Case, ...], ...]:
        """What is to be settled, alike places together, most first."""
        return tuple(alike(self.open, lambda case: case.dispute.key))

    @property
    def to_do(self) -> tuple[Article, ...]:
        """The articles that gold can be made of: two and more finished them."""
        return tuple(one for one in self.articles.values() if one.annotators > 1 and not one.is_imported)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(one.is_done for one in self.to_do)

    @property
    def imported(self) -> int:
        """How many articles have gold that was imported, and is left alone."""
        return sum(one.is_imported for one in self.articles.values())

    @property
    def can_be_taken_out(self) -> tuple[str, ...]:
        """The ids of the articles with imported gold that two and more finished: it could be made here."""
        return tuple(id_ for id_, one in self.articles.items() if one.is_imported and one.annotators > 1)

    @property
    def by_one(self) -> int:
        """How many articles only one person has finished."""
        return sum(one.annotators == 1 and not one.is_imported for one in self.articles.values())

    def renewed(self, project: Project, ids: Collection[str]) -> "GoldDesk":
        """Return the desk with some documents read anew."""
        anew = open_gold(project, documents=ids, again=self.again).articles
        kept = {id_: anew.get(id_, one) for id_, one in self.articles.items()}
        return replace(self, articles=kept | dict(anew))


def open_gold(
    project: Project,
    *,
    documents: Collection[str] | None = None,
    again: bool = False,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> GoldDesk:
    """Read what is in dispute in all documents, or in some; raises CountingCancelled.

    Gold that was imported is left alone, and has no cases, unless `again`.
    """
    found = gather(project, documents=documents, is_cancelled=is_cancelled, on_progress=on_progress)
    return GoldDesk({one.document.id: _article(one, again=again) for one in found}, again)


def _article(standing: Standing, *, again: bool) -> Article:
    is_left = standing.is_imported and not again
    return Article(
        standing.document.id,
        standing.document.title,
        standing.state,
        len(standing.agreed_marks),
        () if is_left else standing.cases,
        len(standing.names),
        is_left,
        standing.cases if is_left else (),
    )


def place(project: Project, document_id: str, start: int, end: int) -> Case:
    """Return any range of a document as a case; raises UnknownDocument where nobody finished it.

    What all agree on in it is among the answers, and a ruling on it replaces that.
    """
    for standing in gather(project, documents=[document_id]):
        return standing.case_at(start, end)
    raise UnknownDocument(id=document_id)


def rulings(project: Project, document_id: str) -> list[Ruling]:
    """Return who ruled what on a document, and by which rule, the newest last."""
    return project.rulings.of([document_id]).get(document_id, [])
