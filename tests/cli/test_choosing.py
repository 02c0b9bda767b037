"""`annotator export` with a choice, a label map and a split: what it says, and what it refuses."""

import json

import pytest


@pytest.fixture
def papers(project, tmp_path, say):
    """Twelve documents of two outlets, one a day, as gold."""
    lines = []
    for day in range(1, 13):
        text = " ".join(chr(0x627 + (day * place) % 26) * (1 + place % 4) for place in range(1, 60))
        meta = {"outlet": "هسبرس" if day % 2 else "مرافئ", "date": f"2026-01-{day:02}"}
        spans = [{"start": 0, "end": 2, "label": "GPE"}, {"start": 0, "end": 2, "label": "ORG"}]
        lines.append(json.dumps({"id": f"d{day}", "text": text, "meta": meta, "spans": spans}) + "\n")
    (tmp_path / "in.jsonl").write_text("".join(lines), encoding="utf-8")
    say("import", project, tmp_path / "in.jsonl", "--annotator", "gold")
    return project


def wish(path, out, *options, format_="jsonl"):
    return ["export", path, out, "--format", format_, "--by", "gold", *options]


def test_a_choice_says_what_it_left_out(say, papers, tmp_path):
    out = tmp_path / "o"
    said = say(
        *wish(
            papers,
            out,
            "--label",
            "ORG",
            "--outlet",
            "هسبرس",
            "--after",
            "2026-01-03",
            "--before",
            "2026-01-10",
        )
    )
    assert said.splitlines() == [
        f"{out}: 4 spans of 4 documents, read back and found the same.",
        "  2 documents of another time were left out.",
        "  6 documents of other outlets were left out.",
        "  4 spans of other labels were left out.",
    ]


def test_a_split_is_a_folder_with_a_card(say, papers, tmp_path):
    out = tmp_path / "o"
    assert say(*wish(papers, out, "--split", "8/2/2")).splitlines() == [
        f"{out}: 24 spans of 12 documents, read back and found the same.",
        "  train: 8 documents",
        "  dev: 2 documents",
        "  test: 2 documents",
        f"  {out}/README.md is the data card.",
    ]
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md", "dev.jsonl", "manifest.json", "test.jsonl", "train.jsonl",
    ]  # fmt: skip
    assert say("verify", out) == f"{out} is as its manifest says.\n"


def test_next_month_s_export_keeps_every_document_s_part(say, papers, tmp_path):
    def parts(out):
        return {
            path.stem: {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
            for path in (tmp_path / out).glob("*.jsonl")
        }

    say(*wish(papers, tmp_path / "first", "--split", "8/2/2", "--before", "2026-01-11"))
    say(*wish(papers, tmp_path / "second", "--split-name", "main"))
    first, second = parts("first"), parts("second")
    assert sum(map(len, second.values())) == 12
    assert all(first[part] <= second[part] for part in first)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--split", "80"], "«80» is no ratio of two or three parts: write it as 80/10/10 or 90/10."),
        (["--seed", "1"], "The project has no split «main» yet: say with --split in what ratio to make it."),
        (["--after", "soon"], "«soon» is no date: write it as 2026-01-31."),
        (["--label", "X"], "The project's schema has no label «X»; it has "),
        (["--outlet", "X"], "No document is from «X»; the outlets are: هسبرس, مرافئ."),
        (["--state", "skipped"], "gold has no document in the state that was asked for: "),
        (["--after", "2027-01-01"], "No document is left after choosing by outlet and date: "),
        (
            ["--split", "90/10", "--before", "2026-01-02"],
            "2 parts cannot be made of so few: only 1 may be parted from each other.",
        ),
        (["--map", "none"], "none"),
    ],
)
def test_what_cannot_be_is_one_sentence(refuse, papers, tmp_path, options, words):
    assert words in refuse(*wish(papers, tmp_path / "o", *options))
    assert list(tmp_path.glob("o*")) == []


def test_a_split_that_was_made_otherwise_is_refused(refuse, say, papers, tmp_path):
    say(*wish(papers, tmp_path / "o", "--split", "8/2/2", "--split-by", "date"))
    words = refuse(*wish(papers, tmp_path / "p", "--split", "8/2/2", "--split-by", "ratio"))
    assert words.startswith(
        "The split «main» was made 8/2/2 --split-by date --seed 0, not 8/2/2 --split-by ratio"
    )
    say(*wish(papers, tmp_path / "p", "--split", "9/1", "--split-name", "second"))


def test_json_is_the_manifest(say, papers, tmp_path):
    fields = json.loads(say(*wish(papers, tmp_path / "o", "--split", "8/4", "--card", "--json")))
    assert fields["split"]["ratios"] == {"train": 8, "test": 4}
    assert [part["documents"] for part in fields["parts"]] == [8, 4]
