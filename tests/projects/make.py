"""Makes the project of one file version, with the code of that version: PYTHONPATH is a checkout of it.

    git worktree add --detach ../old COMMIT        # the COMMITS below
    PYTHONPATH=../old python tests/projects/make.py tests/projects

It writes vN.annot and, beside it, vN.json: what that code read in it, and what its export gave.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from facts import facts_of, spans_in

from annotator.labelling import decisions
from annotator.labelling.sheet import Sheet, open_sheet
from annotator.model import Span, State
from annotator.project.file import Project

HERE: Final = Path(__file__).resolve().parent
SEEDS: Final = HERE.parents[1] / "seeds"
COMMITS: Final = {1: "62f72f7", 2: "9cbbb71", 3: "0c38d24", 4: "deb967d"}
"""The last commit of each file version whose commands all run; of the newest, the one it was made with."""
ARTICLES: Final = ("01-visit", "02-exercise", "03-arrests", "04-attack", "05-agreement", "06-border-crossing")
_SEED: Final = 1  # with it, chance holds back an article that nobody labels by hand
SALMA: Final = "سلمى"
Decide = Callable[[Sheet], Any]


class Worker:
    """One annotator's decisions, made as the window makes them."""

    def __init__(self, project: Project, name: str, *, version: int) -> None:
        self._project, self._name, self._version = project, name, version
        self._made = 0

    def do(self, document_id: str, decide: Decide) -> None:
        """Take one decision and record it, with what it took."""
        sheet = open_sheet(self._project, document_id, annotator=self._name)
        self._made += 1
        took: dict[str, Any] = {"seconds": self._made / 4}
        if self._version >= 2:
            took["actions"] = 1 + self._made % 3
        self._project.changes.record(self._name, decide(sheet).draft, **took)

    def undo(self, times: int = 1) -> None:
        """Take back the last decisions."""
        for _time in range(times):
            self._project.changes.undo(self._name)


def main(folder: Path) -> None:
    """Make the project of the version that is imported here."""
    with TemporaryDirectory() as name:
        path = Path(name) / "made.annot"
        version = _fill(path)
        _run("check", path)
        exported = dict(_exports(path))
        with Project.open(path) as project:
            known = {"commit": COMMITS[version], "facts": facts_of(project), "exported": exported}
        target = folder / f"v{version}.annot"
        target.write_bytes(path.read_bytes())
    said = json.dumps(known, ensure_ascii=False, indent=1)
    target.with_suffix(".json").write_text(said + "\n", encoding="utf-8")


def _fill(path: Path) -> int:
    _run("new", path, "--name", "مشروع التحديث")
    _run("import", path, *(SEEDS / "articles" / f"{name}.txt" for name in ARTICLES))
    with closing(sqlite3.connect(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version >= 3:
        _prepare_learning(path)
    _run("suggest", path, "--sources", "lexicon,patterns")
    with Project.open(path) as project:
        _label(Worker(project, SALMA, version=version), version)
        _check_after_her(Worker(project, "youssef", version=version))
    for name in ("amina", "youssef") if version >= 4 else ("amina", "youssef", "gold"):
        _run("import", path, _labels(path.parent, name), "--annotator", name)
    if version >= 3:
        _run("train", path)  # before there is gold, from which it would learn twice as much
    if version >= 4:
        _run("adjudicate", path, "--rule", "majority", "--rule", "youssef", "--by", "amina")
    return version


def _label(salma: Worker, version: int) -> None:
    """Take every kind of decision: a finished, a questioned and a skipped article, one begun."""
    first, second, third, fourth = ARTICLES[:4]
    for _time in range(3):
        salma.do(first, lambda sheet: decisions.accept(sheet, sheet.open_suggestions[0]))
    salma.do(first, lambda sheet: decisions.reject(sheet, sheet.open_suggestions[0]))
    salma.do(first, lambda sheet: decisions.relabel(sheet, sheet.open_suggestions[0], label="FAC"))
    salma.do(first, _label_inside)
    salma.do(first, _move_an_edge)
    salma.do(first, lambda sheet: decisions.remove(sheet, _spans(sheet)[-1]))
    salma.do(first, lambda sheet: decisions.set_state(sheet, State.FINISHED))
    salma.do(second, lambda sheet: decisions.accept(sheet, sheet.open_suggestions[0]))
    if version >= 2:
        _write_notes(salma, second, third)
    else:
        salma.do(second, lambda sheet: decisions.set_state(sheet, State.QUESTION, note="هل هذا حزب؟"))
        salma.do(third, lambda sheet: decisions.set_state(sheet, State.SKIPPED, note="نص مكرر"))
    for _time in range(4):
        salma.do(fourth, lambda sheet: decisions.accept(sheet, sheet.open_suggestions[0]))
    salma.undo(2)  # to be made again by whoever opens the file


def _write_notes(salma: Worker, asked: str, skipped: str) -> None:
    from annotator.labelling import notes

    salma.do(asked, lambda sheet: notes.add_note(sheet, "مقال مهم"))
    salma.do(asked, lambda sheet: notes.ask(sheet, "هل هذا حزب؟", place=_place(sheet)))
    salma.do(skipped, lambda sheet: notes.skip(sheet, "نص مكرر"))


def _check_after_her(youssef: Worker) -> None:
    youssef.do(ARTICLES[0], decisions.accept_rest)
    youssef.do(ARTICLES[3], lambda sheet: decisions.reject(sheet, sheet.open_suggestions[-1]))


def _prepare_learning(path: Path) -> None:
    from annotator.model import OwnEntry
    from annotator.project.leads import declare_lead

    with Project.open(path) as project:
        declare_lead(project.settings, "amina")
        project.lexicon.put(OwnEntry("القوات المسلحة الملكية", "ORG", "military_unit", variants=("الجيش",)))
        project.lexicon.put(OwnEntry("الحدود", "LOC", is_refused=True))
        project.settings.put("seed", _SEED)
    _run("honesty", path, "--hold-back", "0.2", "--plant", "0.1")


def _spans(sheet: Sheet) -> list[Span]:
    return sorted(sheet.annotation.spans, key=lambda one: (one.start, -one.end))


def _place(sheet: Sheet) -> tuple[int, int]:
    return _spans(sheet)[0].start, _spans(sheet)[0].end


def _label_inside(sheet: Sheet) -> Any:
    """Label the last word of the first name of several words: a span within a span."""
    outer = next(one for one in _spans(sheet) if " " in sheet.document.text[one.start : one.end])
    inner = sheet.document.text.rindex(" ", outer.start, outer.end) + 1
    label = "PERS" if outer.label != "PERS" else "GPE"
    return decisions.label_range(sheet, inner, outer.end, label=label)


def _move_an_edge(sheet: Sheet) -> Any:
    lonely = next(one for one in reversed(_spans(sheet)) if not _has_neighbour(sheet, one))
    return decisions.move_edge(sheet, lonely, is_start=False, forward=True)


def _has_neighbour(sheet: Sheet, span: Span) -> bool:
    near = range(span.start - 20, span.end + 20)
    return any(one is not span and (one.start in near or one.end in near) for one in _spans(sheet))


def _labels(folder: Path, name: str) -> Path:
    """Write what the seeds say for two of the articles to a file of its own."""
    lines = (SEEDS / "labels" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    target = folder / f"{name}.jsonl"
    target.write_text("".join(line for line in lines if json.loads(line)["id"] in ARTICLES[4:]), "utf-8")
    return target


def _exports(path: Path) -> Iterator[tuple[str, list[list[object]]]]:
    for name in (SALMA, "youssef", "amina", "gold"):
        out = path.with_name("out.jsonl")
        _run("export", path, out, "--format", "jsonl", "--by", name)
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        yield name, spans_in(lines)
        for file in path.parent.glob("out.jsonl*"):
            file.unlink()


def _run(command: str, *arguments: object) -> None:
    """Run a command of the program that is imported here, for what people do by command."""
    told = [sys.executable, "-m", "annotator", command, *map(str, arguments)]
    subprocess.run(told, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
