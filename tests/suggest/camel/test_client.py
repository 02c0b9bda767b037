"""The program's side of the worker: whatever becomes of the process, an answer or one sentence."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors.recognisers import (
    LowercasingTokenizer,
    MissingCatalogue,
    NoCamelTools,
    RecogniserAskedNetwork,
    RecogniserEnded,
    RecogniserNotLoaded,
    RecogniserOutOfMemory,
    RecogniserStopped,
)
from annotator.suggest.camel import client, folder
from annotator.suggest.camel.client import CamelWorker

ROOT = Path(__file__).resolve().parents[3]
NOTHING = '{"done": null}'


def is_gone(number):
    """Wait until a process has ended."""
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([handle], [], [], 30)
    os.close(handle)
    return bool(ended)


def test_without_a_catalogue_no_process_is_started(tmp_path):
    with pytest.raises(MissingCatalogue), CamelWorker(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_worker_refuses_by_itself_where_the_catalogue_went_away(data):
    with CamelWorker(data) as worker:
        one = folder.ready("ner-arabert", data)
        (data / "catalogue.json").unlink()
        with pytest.raises(MissingCatalogue):
            worker.load_recogniser(one)
    assert is_gone(worker.process_id)


def test_a_cancel_ends_the_process_at_once(data):
    stages = []
    with CamelWorker(data, on_stage=stages.append, is_cancelled=lambda: bool(stages)) as worker:
        with pytest.raises(RecogniserStopped):
            worker.load_recogniser(folder.ready("ner-arabert", data))
        assert stages == ["import"]
        assert is_gone(worker.process_id)


@pytest.mark.parametrize(
    ("number", "error"), [(signal.SIGKILL, RecogniserOutOfMemory), (signal.SIGSEGV, RecogniserEnded)]
)
def test_a_process_that_dies_is_one_sentence(data, number, error):
    with CamelWorker(data) as worker:
        os.kill(worker.process_id, number)
        assert is_gone(worker.process_id)
        with pytest.raises(error, match="what it had read is kept"):
            worker.tag([["سلا"]])
        with pytest.raises(error):
            worker.tag([["سلا"]])


def test_what_the_process_said_last_is_told(data, monkeypatch):
    monkeypatch.setattr(
        client, "command", lambda: [sys.executable, "-c", "import sys; sys.exit('libtorch.so is missing')"]
    )
    with pytest.raises(RecogniserEnded, match=r"libtorch\.so is missing"), CamelWorker(data):
        pass


@pytest.mark.parametrize("answer", ["not json", '{"done": [["O"]]}'])
def test_an_answer_that_does_not_fit_is_not_taken(data, monkeypatch, answer):
    script = (
        f"import sys; print({NOTHING!r}, flush=True)\nfor line in sys.stdin: print({answer!r}, flush=True)"
    )
    monkeypatch.setattr(client, "command", lambda: [sys.executable, "-c", script])
    with CamelWorker(data) as worker, pytest.raises(RecogniserEnded):
        worker.tag([["سلا", "الرباط"]])


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("memory", RecogniserOutOfMemory),
        ("network", RecogniserAskedNetwork),
        ("not loaded", RecogniserNotLoaded),
        ("bug", RecogniserEnded),
    ],
)
def test_what_the_process_says_is_wrong_is_one_sentence(data, monkeypatch, code, error):
    told = json.dumps({"error": code, "why": "it said so"})
    monkeypatch.setattr(client, "command", lambda: [sys.executable, "-c", f"print({told!r})"])
    with pytest.raises(error), CamelWorker(data):
        pass


def test_camel_tools_that_is_not_installed_is_one_sentence(data, tmp_path, monkeypatch):
    (tmp_path / "camel_tools.py").write_text("raise ImportError('no camel')")
    (tmp_path / "torch.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with CamelWorker(data) as worker, pytest.raises(NoCamelTools):
        worker.load_recogniser(folder.ready("ner-arabert", data))


def test_files_of_the_folder_in_hand_are_no_libraries(data, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('taken from the folder')")
    monkeypatch.chdir(tmp_path)
    with CamelWorker(data) as worker:
        assert worker.process_id


def test_a_model_that_torch_cannot_read_and_a_tokenizer_that_changes_letters(data, tiny, spoil):
    # Both after folder.ready has looked: the worker looks for itself. One process each, one import.
    one = folder.ready("ner-arabert", data)
    spoil("tokenizer_config.json", b"{}")
    with CamelWorker(data) as worker, pytest.raises(LowercasingTokenizer, match="tokenizer_config"):
        worker.load_recogniser(one)
    spoil("model.safetensors", b"\0" * 500)
    with CamelWorker(data) as worker, pytest.raises(RecogniserNotLoaded, match="arabert"):
        worker.load_recogniser(one)


def test_a_database_of_morphology_that_cannot_be_read(data):
    one = folder.ready("morphology-db-msa-r13", data)
    (one.path / "morphology.db").write_text("###DEFINES###\nnonsense\n")
    with CamelWorker(data) as worker, pytest.raises(RecogniserNotLoaded, match="calima"):
        worker.load_analyser(one)


def test_a_worker_does_not_outlive_the_program_that_started_it(data, tmp_path):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from annotator.suggest.camel import folder\n"
        "from annotator.suggest.camel.client import CamelWorker\n"
        "with CamelWorker(Path(sys.argv[1])) as worker:\n"
        "    worker.load_analyser(folder.ready('morphology-db-msa-r13', Path(sys.argv[1])))\n"
        "    print(worker.process_id, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(rooms)},
        encoding="utf-8",
    ) as parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        assert len(list(rooms.iterdir())) == 1
        parent.kill()
    assert is_gone(number)
    assert list(rooms.iterdir()) == []


def test_a_frozen_program_starts_itself(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "annotator-gui"))
    assert client.command() == [str(tmp_path.resolve() / "annotator"), "--camel-worker"]


def test_without_a_folder_for_temporary_files_a_sentence_says_so(camel_data, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(RecogniserEnded), CamelWorker(camel_data):
        pass
