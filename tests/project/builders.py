"""Small documents, suggestions and drafts, and what reaches a project from outside the program."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.model import (
    Draft,
    Note,
    NoteEdit,
    Reason,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Suggestion,
    Verdict,
    VerdictEdit,
)
from annotator.project.documents import NewDocument
from annotator.text.cleaning import clean

ROOT = Path(__file__).resolve().parents[2]
FIRST = "زيارة إلى الرباط\nوصل سفير باكستان بالمغرب إلى الرباط، ثم غادر للرباط."
SECOND = "أعلنت وزارة الدفاع أن القوات المسلحة ستشارك في المناورات."


def document(id: str, text: str, **facts: Any) -> NewDocument:  # noqa: A002
    return NewDocument(id, text.encode(), "utf-8", clean(text, steps=()), **facts)


def suggestion(start: int, end: int, label: str = "ORG", **facts: Any) -> Suggestion:
    given = {
        "sublabel": "",
        "source": "lexicon",
        "score": 0.5,
        "reason": Reason("lexicon", {"name": "الرباط"}),
    }
    return Suggestion(start, end, label, **(given | facts))


def adding(document_id: str, *spans: Span, name: str = "label") -> Draft:
    return Draft(name, {"surface": "الرباط"}, tuple(SpanEdit(document_id, None, span) for span in spans))


def accepting(document_id: str, one: Suggestion, verdict: Verdict = Verdict.ACCEPTED) -> Draft:
    edits = (SpanEdit(document_id, None, one.as_span()), VerdictEdit(document_id, one.id, None, verdict))
    return Draft("accept", {"surface": "الرباط"}, edits)


def rejecting(document_id: str, one: Suggestion) -> Draft:
    return Draft("reject", {}, (VerdictEdit(document_id, one.id, None, Verdict.REJECTED),))


def setting(document_id: str, before: State, after: State, *, was: str = "", note: str = "") -> Draft:
    return Draft(f"state_{after}", {}, (StateEdit(document_id, before, after, was, note),))


def noting(document_id: str, *notes: Note) -> Draft:
    return Draft("note", {}, tuple(NoteEdit(document_id, None, note) for note in notes))


# Root reads and writes everything: a test of rights goes on as an ordinary user after its imports.
AS_ORDINARY_USER = """
import os
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
"""


def run_python(*code: str, arguments: Sequence[object] = ()) -> str:
    """Run pieces of code in another process and return what they print."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", "".join(map(textwrap.dedent, code)), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def sql(path: Path, *statements: str) -> None:
    """Write to a project behind its back, with no rule held."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
