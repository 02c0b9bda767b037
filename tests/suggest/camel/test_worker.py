"""CAMeL's real loading code and a tiny model, in a process that cannot reach the network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.crashes import shelf
from annotator.suggest.camel.batches import windows
from annotator.suggest.camel.worker import ARGUMENT, readings

ROOT = Path(__file__).resolve().parents[3]
SENTENCES = [
    ["وصل", "محمد", "إلى", "الرباط", "."],
    ["سلا"],
    ["قال", "الوزير", "أحمد", "بنسعيد", "إن", "الأمن", "تدخل", "في", "سلا", "،", "2024"] * 3,
    ["كتب", "حسن"],
]


def test_every_word_gets_a_label(worker):
    found = worker.tag(SENTENCES)
    assert [len(labels) for labels in found] == [len(words) for words in SENTENCES]
    assert len({label for labels in found for label in labels}) > 1


def test_how_it_loads_is_told(worker, stages):
    assert stages == ["import", "load", "words"]


def test_words_without_a_word_piece_keep_their_place(worker):
    words = SENTENCES[0]
    with_gaps = ["", *words[:2], "\u200f", "", *words[2:], "\u200f"]
    (plain,), (found,) = worker.tag([words]), worker.tag([with_gaps])
    assert found == ["O", *plain[:2], "O", "O", *plain[2:], "O"]


def test_nothing_to_read_is_no_error(worker):
    assert worker.tag([]) == []
    assert worker.tag([[], ["\u200f"], []]) == [[], ["O"], []]


def test_a_word_that_fits_no_window_takes_no_other_with_it(worker):
    words = SENTENCES[0]
    (plain,), (found,) = worker.tag([words]), worker.tag([[*words[:2], "ا." * 400, *words[2:]]])
    assert found == [*plain[:2], "O", *plain[2:]]


def test_a_sentence_longer_than_a_window_is_read_in_windows_that_overlap(worker):
    words = SENTENCES[0] * 60
    cut = windows([len(word) for word in words])  # a piece is a letter in the tiny model
    assert len(cut) > 3
    expected = []
    for one in cut:
        (labels,) = worker.tag([words[one.first : one.last]])
        expected += labels[one.keep_first - one.first : one.keep_last - one.first]
    assert worker.tag([words]) == [expected]
    assert len(set(expected)) > 1


def test_a_sentence_is_labelled_alike_in_any_company(worker):
    together = worker.tag(SENTENCES)
    assert [worker.tag([words])[0] for words in SENTENCES] == together


def test_readings_come_from_the_database_of_morphology(worker):
    found = worker.readings(["كتب", "وكتب", "محمد", "حسن", "قط", ""])
    assert found == [
        {"verb": 1.0},
        {"verb": 1.0},
        {"noun_prop": 1.0},
        {"verb": 0.5, "noun_prop": 0.5},
        {},
        {},
    ]


def test_readings_weigh_as_their_logarithms_say():
    verb, name = {"pos": "verb", "pos_lex_logprob": -3.0}, {"pos": "noun_prop", "pos_lex_logprob": -2.0}
    assert readings([verb, name]) == {"verb": 0.0909, "noun_prop": 0.9091}
    assert readings([{"pos": "verb", "pos_lex_logprob": None}]) == {"verb": 1.0}
    assert readings([]) == {}


def test_nothing_is_left_in_the_home(worker, home):
    worker.tag(SENTENCES)
    assert list(home.iterdir()) == []


# In a process of its own, for it imports torch: CAMeL's own prediction beside ours; what a library
# prints; and a library that asks the network in the three usual ways.
BESIDE = """
import json, os, socket, sys
from annotator.suggest.camel import worker
out = worker.own_standard_output()
worker.stay_offline()
worker.start({"data": sys.argv[1], "home": sys.argv[2], "threads": 1})
import torch
from camel_tools.ner import NERecognizer
print("a library prints")
camel = NERecognizer.pretrained("arabert", use_gpu=False)
ours = worker.Recogniser(camel, torch)
sentences = json.loads(sys.argv[3])
refused = []
for ask in (lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
            lambda: socket.getaddrinfo("localhost", 80),
            lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))):
    try:
        ask()
    except worker.WorkerError as error:
        refused.append(error.code)
out.write(json.dumps([camel.predict(sentences), ours.tag(sentences), refused]))
out.flush()
"""


def test_labels_are_those_of_camels_own_prediction_and_no_connection_is_made(camel_data, tmp_path):
    fitting = [words for words in (*SENTENCES, SENTENCES[0] * 9) if words]
    done = subprocess.run(
        [sys.executable, "-c", BESIDE, str(camel_data), str(tmp_path), json.dumps(fitting)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    camels, ours, refused = json.loads(done.stdout)
    assert ours == camels
    assert len({label for labels in ours for label in labels}) > 3
    assert refused == ["network"] * 3
    assert "a library prints" in done.stderr


@pytest.mark.parametrize("module", ["annotator.suggest.camel.worker", "annotator"])
def test_the_worker_is_started_by_its_module_or_by_the_program_itself(module):
    with subprocess.Popen(
        [sys.executable, "-m", module, ARGUMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"order": "nonsense"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"error": "bug", "why": "no order nonsense now"}


def test_a_bug_is_told_without_its_words_and_kept_in_the_person_s_own_home(tmp_path):
    start = {"order": "start", "data": "", "home": str(tmp_path / "empty"), "threads": 1}
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_STATE_HOME": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "annotator", ARGUMENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings,
        encoding="utf-8",
    ) as process:
        for order in (start, {**start, "data": "\ud800"}):  # which no system can store
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"done": None}
        told = json.loads(process.stdout.readline())
        assert told == {"error": "bug", "why": "UnicodeEncodeError: utf-8 at 0"}
        process.stdin.close()
        process.wait(60)
    (kept,) = shelf.stored(tmp_path / ".local" / "state" / "annotator" / "errors")
    assert kept.report.where == "CAMeL"
