"""How good and how quick the suggestions are, on labelled corpora and on our own gold.

    python benchmarks/suggestions.py                       on the train part of ANERcorp
    python benchmarks/suggestions.py --train FILE --test FILE [--map FILE] [--json]
    python benchmarks/suggestions.py --seeds [--errors] | --held-out | GOLD.jsonl ...

A corpus is two columns (token, tag; IOB2) or our JSONL. Printed are strict F1 of knowledge alone and after
10, 25, 50, 100 and all documents in their order, the time that learning and suggesting take, how far scores
can be believed, and the speed of matching. Without --test the last fifth of the documents is asked about.
`--map FILE` says what labels of the corpus become, or what ours are called there, a line each.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import gold_suggestions
from corpora import ANERCORP
from corpus_labels import our_labels_in, schema_for
from matching import matching
from tagger_curve import Experiment

from annotator.errors import AnnotatorError
from annotator.suggest.corpora import Corpus, mapped, read_iob, read_map
from annotator.suggest.examples import Example

STEPS = (10, 25, 50, 100)


def read(path: Path) -> Corpus:
    """Read a corpus; a folder stands for the first such file in it."""
    if path.is_dir():
        path = next(iter(sorted([*path.glob("*.conll"), *path.glob("*.jsonl")])), path)
    if path.suffix == ".jsonl":
        from annotator.exchange.taking import read as read_jsonl
        from annotator.model import Span

        found = Corpus()
        for one in read_jsonl([path], format="jsonl"):
            if one.cleaned is not None:
                spans = tuple(Span(*span[:4]) for span in one.spans or ())
                found.examples.append(Example(one.id, one.cleaned.text, spans))
        return found
    return read_iob(path)


def measure(
    train: Path, test: Path | None, map_file: Path | None, *, is_short: bool, say: Any
) -> dict[str, Any]:
    """Return all figures of a corpus as one object."""
    learnt, asked = read(train), read(test) if test is not None else Corpus()
    said = read_map(map_file) if map_file is not None else {}
    labels = {span.label for corpus in (learnt, asked) for one in corpus.examples for span in one.spans}
    ours = our_labels_in(said, labels)
    if not ours:
        learnt, asked = mapped(learnt, labels=said or None), mapped(asked, labels=said or None)
    repaired = {"train": len(learnt.repaired), "test": len(asked.repaired)}
    examples, held = learnt.examples, asked.examples
    if test is None:
        cut = len(examples) * 4 // 5
        examples, held = examples[:cut], examples[cut:]
    examples = [Example(f"train-{one.document_id}", one.text, one.spans) for one in examples]
    labels = {span.label for one in (*examples, *held) for span in one.spans}
    schema, label_map = schema_for(labels)
    if ours:
        label_map = {**(label_map or {}), **said}
    say(f"{len(examples)} documents to learn from, {len(held)} to ask about")
    say(f"labels {' '.join(sorted(labels))}")
    say(f"tags I- that continue nothing, read as B-: {repaired['train']} and {repaired['test']}")
    experiment = Experiment(schema, label_map, learnt=examples, asked=held)
    report = _figures(experiment, is_short=is_short, say=say)
    report["documents"] = {"train": len(examples), "test": len(held)}
    report["repaired"] = {"train": learnt.repaired, "test": asked.repaired}
    report["matching"] = matching(one.text for one in (*examples, *held))
    return report


def _figures(experiment: Experiment, *, is_short: bool, say: Any) -> dict[str, Any]:
    knowledge = experiment.knowledge_only()
    say(_row("knowledge only", knowledge.figures()))
    curve, count = [], len(experiment.learnt)
    for step in () if is_short else [step for step in STEPS if step < count]:
        row, _tally = experiment.after(step, quick=True)
        curve.append(row)
        say(_row(f"{step} documents", row))
    quick, _tally = experiment.after(count, quick=True)
    say(_row(f"{count} documents", quick))
    thorough, tally = experiment.after(count, quick=False)
    say(_row(f"{count}, thorough", thorough))
    steps, error = tally.calibration()
    return {
        **tally.figures(),
        "by_label": tally.by_label(),
        "knowledge_only_f1": knowledge.figures()["f1"],
        "knowledge_only": {**knowledge.figures(), "by_label": knowledge.by_label()},
        "curve": [*curve, quick, thorough],
        "reliability": steps,
        "calibration_error": round(error, 4),
    }


def _row(name: str, row: Mapping[str, Any]) -> str:
    times = ""
    if "train_seconds" in row:
        again = "" if row["retrain_seconds"] is None else f", again {row['retrain_seconds']:.1f} s"
        cpu = f" (of one core {row['train_cpu_seconds']:.1f})"
        times = f"   learnt in {row['train_seconds']:.1f} s{cpu}{again}; {row['tag_ms']:.0f} ms a document"
    return f"{name:18} F1 {row['f1']:5.1f}  P {row['precision']:5.1f}  R {row['recall']:5.1f}{times}"


def _print_rest(report: Mapping[str, Any]) -> None:
    for label, row in report["by_label"].items():
        print(_row(f"  {label}", row), f"  of {row['entities']}")
    print(f"expected calibration error {report['calibration_error']:.3f}; score, share right, number:")
    for score, share, count in report["reliability"]:
        print(f"  {score:.2f}  {share:.2f}  {count:5}")
    speed = report["matching"]
    print(
        f"matching {speed['entries']} entries in {speed['tokens']} tokens,"
        f" tokens a second: ours {speed['ours']:,} ({speed['ours_first']:,} while every word is new)"
    )
    other = "not installed" if speed["flashtext"] is None else f"{speed['flashtext']:,}"
    print(f"  flashtext {other}; one regular expression {speed['regex']:,}")


def _arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--map", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--short", action="store_true", help="without the steps of the curve")
    parser.add_argument("--seeds", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.held_out and (asked.errors or asked.gold):
        parser.error("--held-out prints totals alone")
    return asked


def main() -> int:
    asked = _arguments()
    if asked.gold or asked.seeds or asked.held_out or asked.errors:
        gold_suggestions.run(asked.gold, errors=asked.errors, held_out=asked.held_out)
        return 0
    train = asked.train or ANERCORP
    if not train.exists():
        print(f"There is no corpus at {train}; --train FILE names one.", file=sys.stderr)
        return 1

    def say(words: str) -> None:
        print(words, file=sys.stderr if asked.json else sys.stdout, flush=True)

    try:
        report = measure(train, asked.test, asked.map, is_short=asked.short, say=say)
    except AnnotatorError as error:
        print(error, file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print_rest(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
