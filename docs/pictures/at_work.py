"""A project at work, for pictures of progress: three invented people, four weeks, some work unaided.

The articles are those of `seeds/`, several times over; times, slips and days are drawn from a seed.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from annotator import demo
from annotator.assets import seed
from annotator.model import (
    Draft,
    Planted,
    Reason,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Suggestion,
    Verdict,
    VerdictEdit,
)
from annotator.project import changes
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.leads import declare_lead
from annotator.schema import load
from annotator.text.cleaning import clean

ARTICLES = ("01-visit", "02-exercise", "03-arrests", "04-attack", "05-agreement", "06-border-crossing")
COPIES = 8
WEEKS = 4
# Who, how many articles in a day, seconds for a suggested span and for another, what share goes unseen.
PEOPLE = (("amina", 2, 2.1, 7.0, 0.03), ("youssef", 1, 3.4, 9.5, 0.08), ("zineb", 1, 2.6, 6.0, 0.14))
HELD_BACK = 5  # every so many-th article
PLANTED = 0.02  # what the share is set to; here every fourth article has one


def make(path: Path) -> Path:
    """Make the project and return its path."""
    random = Random(20260101)
    gold = _gold()
    with Project.create(path, schema=load("security-news"), name="مرصد الأخبار") as project:
        ids = []
        for copy in range(COPIES):
            for id_ in ARTICLES:
                text = f"{gold[id_][0]}\n({copy + 1})"
                name = f"{id_}-{copy + 1}"
                project.documents.add(
                    NewDocument(name, text.encode(), "utf-8", clean(text), title=text.splitlines()[0])
                )
                project.suggestions.replace(name, list(_suggested(gold[id_][1], random)), sources=["lexicon"])
                ids.append(name)
        held = ids[::HELD_BACK]
        project.honesty.hold_back(held)
        declare_lead(project.settings, demo.NEWCOMER)
        project.settings.put("hold_back", 1 / HELD_BACK)
        project.settings.put("plant", PLANTED)
        _plant(project, ids)
        for who, pace, quick, slow, slips in PEOPLE:
            _work(project, ids, who, pace, (quick, slow), slips, gold=gold, held=set(held), random=random)
    return path


def _gold() -> dict[str, tuple[str, list[Span]]]:
    rows = map(json.loads, seed("labels", "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: (
            row["text"],
            [Span(one["start"], one["end"], one["label"], one.get("sublabel") or "") for one in row["spans"]],
        )
        for row in rows
        if row["id"] in ARTICLES
    }


def _suggested(spans: list[Span], random: Random) -> Iterator[Suggestion]:
    """Suggest most of what is there; some of it with another label, as a lexicon does."""
    for span in spans:
        if random.random() < 0.7:
            label = span.label if random.random() < 0.93 else "ORG"
            sublabel = span.sublabel if label == span.label else ""
            yield Suggestion(span.start, span.end, label, sublabel, "lexicon", 0.8, Reason("rank"))


def _plant(project: Project, ids: list[str]) -> None:
    for id_ in ids[1::4]:
        one = next(iter(project.suggestions.of(id_)), None)
        if one is not None:
            true = Suggestion(one.start, one.end, "LOC", "", one.source, one.score, one.reason)
            project.honesty.plant([(one.id, Planted("label", true))])


def _work(
    project: Project,
    ids: list[str],
    who: str,
    pace: int,
    seconds: tuple[float, float],
    slips: float,
    *,
    gold: dict[str, tuple[str, list[Span]]],
    held: set[str],
    random: Random,
) -> None:
    left = iter(random.sample(ids, len(ids) * 3 // 4))
    begin = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(weeks=WEEKS)
    for day in range(7 * WEEKS):
        at = begin + timedelta(days=day)
        if at.weekday() >= 5:
            continue
        for id_ in (next(left, None) for _time in range(random.choice((0, pace, pace, pace + 1)))):
            if id_ is not None:
                spans = gold[id_.rpartition("-")[0]][1]
                at = _label(
                    project, id_, who, seconds, slips, spans=spans, at=at, is_held=id_ in held, random=random
                )


def _label(
    project: Project,
    id_: str,
    who: str,
    seconds: tuple[float, float],
    slips: float,
    *,
    spans: list[Span],
    at: datetime,
    is_held: bool,
    random: Random,
) -> datetime:
    """Label one article as somebody would, and return when that was done."""
    shown = {} if is_held else {(one.start, one.end, one.label): one for one in project.suggestions.of(id_)}
    seen = [span for span in spans if random.random() > (slips * 2.5 if is_held else slips)]
    for span in seen:
        one = shown.pop((span.start, span.end, span.label), None)
        edits: list[SpanEdit | VerdictEdit] = [SpanEdit(id_, None, span)]
        if one is not None:
            edits.append(VerdictEdit(id_, one.id, None, Verdict.ACCEPTED))
        taken = seconds[one is None] * random.uniform(0.6, 1.6)
        at += timedelta(seconds=taken)
        draft = Draft("label" if one is None else "accept", {}, tuple(edits))
        _record(project, who, draft, at, taken, 1 + (one is None) * random.randrange(3))
    rest = [VerdictEdit(id_, one.id, None, Verdict.REJECTED) for one in shown.values()]
    state = StateEdit(id_, State.NEW, State.FINISHED)
    _record(project, who, Draft("finish", {}, (*rest, state)), at, 1.5 * (len(rest) + 1), len(rest) + 1)
    return at


def _record(project: Project, who: str, draft: Draft, at: datetime, seconds: float, actions: int) -> None:
    stored = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    with patch.object(changes, "now", lambda: stored):
        project.changes.record(who, draft, seconds=seconds, actions=actions)


if __name__ == "__main__":
    import sys

    print(make(Path(sys.argv[1])))
