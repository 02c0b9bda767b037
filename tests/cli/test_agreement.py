"""`annotator agreement`: figures for a reader, for a program, and in files."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from annotator.labelling.decisions import label_range, remove, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import State
from annotator.project.file import Project
from tests.cli.conftest import ROOT, SEEDS
from tests.project.builders import sql


def strict(text):
    """Parse JSON as its standard has it: no NaN, no Infinity."""

    def refuse(constant):
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


def titles(out):
    return [line for line in out.splitlines() if line and not line.startswith(" ")]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The ten articles, labelled by two annotators and by gold."""
    from click.testing import CliRunner

    from annotator.cli import main

    path = tmp_path_factory.mktemp("seeds") / "news.annot"
    CliRunner().invoke(main, ["new", str(path)])
    CliRunner().invoke(main, ["import", str(path), str(SEEDS / "articles")])
    for name in ("amina", "youssef", "gold"):
        labels = str(SEEDS / "labels" / f"{name}.jsonl")
        CliRunner().invoke(main, ["import", str(path), labels, "--annotator", name])
    return path


def test_two_annotators_in_words(say, labelled):
    lines = say("agreement", labelled).splitlines()
    # One of three and two spans alike; four of five words, 0.32 of them by chance: (0.8 - 0.32) / (1 - 0.32).
    assert "  Span F1, exact                 0.40     —   —  There are too few articles to tell." in lines
    assert "  Cohen's κ, words               0.71     —   —  There are too few articles to tell." in lines
    assert "  1 article" in lines
    assert "  1 article is left out: only one of them has finished it." in lines
    assert not any(line != line.rstrip() for line in lines)
    assert {"Agreement", "By label", "Why they differ", "Every two"} <= set(titles("\n".join(lines)))


def test_two_annotators_in_json(say, labelled):
    found = strict(say("agreement", labelled, "--json"))
    assert (found["format"], found["annotators"], found["documents"]) == (2, ["amina", "youssef"], ["one"])
    assert found["left_out"] == ["two"]
    exact = found["f1"]["exact"]
    assert (exact["value"], exact["interval"], exact["uncertain"]["code"]) == (0.4, None, "too_few")
    assert (exact["matched"], exact["spans"]) == (1, [3, 2])
    assert found["coefficients"]["kappa"]["value"] == pytest.approx(0.48 / 0.68)
    assert sum(one["places"] for one in found["causes"].values()) == len(found["disagreements"])
    assert sum(one["points"] for one in found["causes"].values()) == found["lost"] == 3 - 1 + 2 - 1
    for one in found["disagreements"]:
        assert one["cause"] in found["causes"]
        assert one["annotators"] == ["amina", "youssef"]
        assert all(side is not None for side in one["spans"])


def test_the_seeds_have_intervals_and_every_place_leads_somewhere(say, seeds):
    found = strict(say("agreement", seeds, "--json"))
    for figure in (*found["f1"].values(), *found["coefficients"].values()):
        low, high = figure["interval"]
        assert 0 < low <= figure["value"] <= high <= 1
    assert found["intervals"] == {"percent": 95, "over": "documents", "rounds": 1000, "seed": 20260101}
    assert [one["annotators"] for one in found["gold"]] == [["amina", "gold"], ["youssef", "gold"]]
    assert sum(one["places"] for one in found["causes"].values()) == len(found["disagreements"])
    lost = sum(len(side) for one in found["disagreements"] for side in one["spans"])
    assert (
        lost
        == found["lost"]
        == sum(found["f1"]["exact"]["spans"]) - 2 * sum(one["matched"] for one in found["sublabels"])
    )


def test_without_intervals_it_is_the_same_figure(say, seeds):
    quick = strict(say("agreement", seeds, "--json", "--no-intervals"))
    assert quick["intervals"] is None
    assert quick["f1"]["exact"]["interval"] is None
    assert "uncertain" not in quick["f1"]["exact"]
    assert quick["f1"]["exact"]["value"] == pytest.approx(2 * 600 / (694 + 708))


class TestChoice:
    def test_of_articles(self, say, refuse, seeds, tmp_path):
        (tmp_path / "some.txt").write_text("\ufeff01-visit\r\n\r\n02-exercise\n", encoding="utf-8")
        found = strict(say("agreement", seeds, "--json", "--documents", tmp_path / "some.txt"))
        assert found["documents"] == found["scope"]["documents"] == ["01-visit", "02-exercise"]
        assert {one["document"] for one in found["disagreements"]} <= {"01-visit", "02-exercise"}
        (tmp_path / "some.txt").write_text("01-visit\nnowhere\n", encoding="utf-8")
        sentence = refuse("agreement", seeds, "--documents", tmp_path / "some.txt")
        assert sentence == "The project has no document «nowhere»."

    def test_of_articles_that_come_through_a_pipe(self, seeds):
        command = [
            sys.executable,
            "-B",
            "-m",
            "annotator",
            "agreement",
            str(seeds),
            "--documents",
            "-",
            "--json",
        ]
        done = subprocess.run(
            command, cwd=ROOT, input="01-visit\n", capture_output=True, text=True, timeout=60, check=True
        )
        assert strict(done.stdout)["documents"] == ["01-visit"]

    def test_a_list_that_cannot_be_read(self, refuse, seeds, tmp_path):
        (tmp_path / "bytes").write_bytes(b"\xff\xfe01")
        for path, words in (
            (tmp_path / "bytes", "is not in the encoding UTF-8."),
            (tmp_path / "nowhere", "There is no file or folder at"),
            (tmp_path, "cannot be read"),
        ):
            assert words in refuse("agreement", seeds, "--documents", path)

    def test_of_labels(self, say, refuse, seeds):
        found = strict(say("agreement", seeds, "--json", "--labels", "FAC, ORG"))
        assert list(found["labels"]) == ["FAC", "ORG"]
        assert found["scope"]["labels"] == ["FAC", "ORG"]
        assert all(
            {span["label"] for side in one["spans"] for span in side} & {"FAC", "ORG"}
            for one in found["disagreements"]
        )
        assert refuse("agreement", seeds, "--labels", "NONE").startswith(
            "The project's schema has no label «NONE»"
        )

    def test_a_label_that_the_schema_has_lost_is_there_still(self, say, labelled):
        sql(labelled, "UPDATE spans SET label = 'GONE' WHERE label = 'GPE'")
        found = strict(say("agreement", labelled, "--json", "--labels", "GONE"))
        assert list(found["labels"]) == ["GONE"]
        assert any(line.split()[:1] == ["GONE"] for line in say("agreement", labelled).splitlines())

    def test_of_days(self, say, refuse, labelled):
        today = datetime.now().astimezone().date()
        tomorrow = (today + timedelta(days=1)).isoformat()
        assert strict(say("agreement", labelled, "--json", "--after", today))["documents"] == ["one"]
        found = strict(say("agreement", labelled, "--json", "--before", tomorrow))
        assert (found["documents"], found["scope"]["last_day"]) == (["one"], today.isoformat())
        nothing = "No finished work that could be compared was last changed in the days that were asked for."
        assert refuse("agreement", labelled, "--json", "--before", today) == nothing
        assert refuse("agreement", labelled, "--after", "2127-01-01") == nothing
        assert refuse("agreement", labelled, "--after", "2127-01-01", "--common") == nothing
        assert refuse("agreement", labelled, "--after", "soon") == (
            "«soon» is no date: write it as 2026-01-31."
        )
        assert refuse("agreement", labelled, "--after", tomorrow, "--before", today).startswith("No day is")

    def test_of_people(self, say, seeds):
        found = strict(say("agreement", seeds, "--json", "--annotators", "amina,gold"))
        assert found["pairs"] == []
        assert [one["annotators"] for one in found["gold"]] == [["amina", "gold"]]
        against = found["gold"][0]
        assert against["precision"]["value"] > against["recall"]["value"] > 0.8
        points = sum(len(side) for one in found["disagreements"] for side in one["spans"])
        assert points == sum(against["lost"].values()) > 0

    def test_one_beside_gold_is_no_report_of_nothing(self, say, seeds, tmp_path):
        out = say("agreement", seeds, "--annotators", "amina", "--labels", "ORG", "--disagreements", "1")
        assert out.startswith("Against gold")
        assert "Compared: \u2068amina\u2069, \u2068gold\u2069." in out
        assert "Only spans of these labels: Organisation." in out
        assert "    \u2068gold\u2069: " in out
        say("agreement", seeds, "--annotators", "amina", "--html", tmp_path / "a.html")
        page = (tmp_path / "a.html").read_text(encoding="utf-8")
        assert "No two of them" not in page
        assert "left out" not in page
        assert "10 articles" in page

    def test_of_what_all_have_finished(self, say, refuse, labelled, labels):
        say("import", labelled, labels("omar.jsonl", two=[]), "--annotator", "omar")
        found = strict(say("agreement", labelled, "--json"))
        assert found["documents"] == ["one", "two"]
        assert found["coefficients"]["fleiss_kappa"]["undefined"]["code"] == "not_all"
        assert refuse("agreement", labelled, "--common") == "No article is finished by all of them."
        found = strict(say("agreement", labelled, "--json", "--common", "--annotators", "amina,omar"))
        assert (found["documents"], found["scope"]["common"]) == (["two"], True)

    def test_that_leaves_nothing(self, refuse, labelled, tmp_path):
        (tmp_path / "some.txt").write_text("two\n", encoding="utf-8")
        assert refuse("agreement", labelled, "--documents", tmp_path / "some.txt") == (
            "None of the articles that were asked for is finished by two of them, or by one of them and in "
            "gold."
        )
        page = tmp_path / "a.html"
        assert refuse("agreement", labelled, "--labels", "EVENT,DATE", "--html", page) == (
            "Nobody marked a span of these labels in what is compared: DATE, EVENT."
        )
        assert not page.exists()


class TestEarlierPass:
    def again(self, path):
        with Project.open(path) as project:
            for decision in (lambda one: set_state(one, State.IN_PROGRESS), self.change, self.finish):
                sheet = open_sheet(project, "one", annotator="amina")
                project.changes.record("amina", decision(sheet).draft)

    def change(self, sheet):
        return remove(sheet, min(sheet.spans))

    def finish(self, sheet):
        return set_state(sheet, State.FINISHED)

    def test_beside_the_work_now(self, say, labelled):
        self.again(labelled)
        found = strict(say("agreement", labelled, "--json", "--earlier"))
        assert found["annotators"] == ["amina", "amina ¹"]
        assert found["f1"]["exact"]["spans"] == [2, 3]
        assert [one["cause"] for one in found["disagreements"]] == ["missing"]
        assert strict(say("agreement", labelled, "--json"))["annotators"] == ["amina", "youssef"]
        nameless = strict(say("agreement", labelled, "--json", "--earlier", "--anonymous"))
        number, earlier = nameless["annotators"]
        assert (number in ("annotator 1", "annotator 2"), earlier) == (True, f"{number} ¹")
        assert nameless["f1"] == found["f1"]

    def test_nobody_finished_anything_twice(self, refuse, labelled):
        sentence = (
            "Nobody who was asked for finished an article twice: there is no earlier pass to compare with."
        )
        assert refuse("agreement", labelled, "--earlier") == sentence
        self.again(labelled)
        assert refuse("agreement", labelled, "--earlier", "--annotators", "youssef") == sentence

    def test_what_was_finished_once_is_said_so(self, say, labelled):
        self.again(labelled)
        lines = say("agreement", labelled, "--earlier").splitlines()
        assert "  1 article is left out: it was finished once only." in lines
        assert not any("only one of them" in line for line in lines)

    def test_of_several_one_has_to_be_named(self, say, refuse, labelled):
        self.again(labelled)
        with Project.open(labelled) as project:
            for state in (State.IN_PROGRESS, State.FINISHED):
                sheet = open_sheet(project, "one", annotator="youssef")
                project.changes.record("youssef", set_state(sheet, state).draft)
        assert refuse("agreement", labelled, "--earlier") == (
            "Name one annotator: there are earlier passes of amina, youssef."
        )
        found = strict(say("agreement", labelled, "--earlier", "--annotators", "youssef", "--json"))
        assert found["annotators"] == ["youssef", "youssef ¹"]


class TestAnonymous:
    def test_no_name_is_told_anywhere(self, say, seeds, tmp_path):
        out = say("agreement", seeds, "--anonymous", "--disagreements", "1")
        found = say("agreement", seeds, "--anonymous", "--json")
        say("agreement", seeds, "--anonymous", "--html", tmp_path / "a.html", "--csv", tmp_path / "tables")
        written = [path.read_text(encoding="utf-8-sig") for path in (tmp_path / "tables").iterdir()]
        for text in (out, found, (tmp_path / "a.html").read_text(encoding="utf-8"), *written):
            assert "amina" not in text
            assert "youssef" not in text
        values = strict(found)  # in the order of the numbers, for that of the names would tell
        assert values["annotators"] == values["pairs"][0]["annotators"] == ["annotator 1", "annotator 2"]
        assert [pair["annotators"][0] for pair in values["gold"]] == ["annotator 1", "annotator 2"]

    def test_the_number_is_the_same_whoever_is_asked_for(self, say, seeds):
        both = strict(say("agreement", seeds, "--anonymous", "--json"))
        alone = strict(say("agreement", seeds, "--anonymous", "--json", "--annotators", "youssef"))
        assert alone["gold"] == [
            one for one in both["gold"] if one["annotators"] == alone["gold"][0]["annotators"]
        ]
        named = {
            pair["annotators"][0]: pair["recall"]
            for pair in strict(say("agreement", seeds, "--json"))["gold"]
        }
        assert alone["gold"][0]["recall"]["value"] == named["youssef"]["value"] != named["amina"]["value"]


class TestFiles:
    def test_a_page_paper_and_tables(self, program, seeds, tmp_path):
        page, paper, tables = tmp_path / "a.html", tmp_path / "a.pdf", tmp_path / "tables"
        # In a process of its own: paper needs a program of Qt, and not one that tests of the window can use.
        done = program("agreement", seeds, "--html", page, "--pdf", paper, "--csv", tables)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines() == [f"{path}: written." for path in (tables, page, paper)]
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert paper.read_bytes().startswith(b"%PDF-")
        assert {"agreement.csv", "labels.csv", "causes.csv", "gold.csv"} <= {
            path.name for path in tables.iterdir()
        }

    def test_json_is_printed_alone(self, say, seeds, tmp_path):
        assert strict(say("agreement", seeds, "--html", tmp_path / "a.html", "--json"))["format"] == 2

    def test_nothing_is_written_where_it_cannot_be(self, refuse, seeds, tmp_path):
        assert "nowhere" in refuse("agreement", seeds, "--html", tmp_path / "nowhere" / "a.html")
        before = seeds.read_bytes()
        refuse("agreement", seeds, "--html", seeds)
        assert seeds.read_bytes() == before


def test_places_are_shown_in_their_sentences(say, seeds):
    out = say("agreement", seeds, "--disagreements", "1", "--labels", "FAC")
    places = out[out.index("\nanother label\n") :].splitlines()
    assert places[2].startswith("  «")
    assert [line.split(":")[0].strip(" \u2068\u2069") for line in places[3:5]] == ["amina", "youssef"]
    assert "Facility" in places[3]
    assert "Organisation" in places[4]


def test_alike_there_is_nothing_more_to_say(say, labelled):
    say("import", labelled, labelled.parent / "amina.jsonl", "--annotator", "omar")
    out = say("agreement", labelled, "--annotators", "amina, omar")
    assert "Why they differ" not in out
    assert "Where labels differ" not in out


def test_a_figure_that_does_not_exist_says_why(say, project, labels):
    for name in ("amina", "youssef"):
        say("import", project, labels(f"{name}.jsonl", one=[]), "--annotator", name)
    lines = say("agreement", project).splitlines()
    assert " ".join(lines[2].split()) == "Span F1, exact — — — None of them marked any span here."
    found = strict(say("agreement", project, "--json"))
    for figure in (*found["f1"].values(), *found["coefficients"].values()):
        assert figure["value"] is None
        assert figure["undefined"]["sentence"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (
            "amina",
            "There is nobody to compare \u2068amina\u2069 with: name a second annotator, or make gold first.",
        ),
        (
            "amina,amina",
            "There is nobody to compare \u2068amina\u2069 with: name a second annotator, or make gold first.",
        ),
        ("amina,omar", "The project has no work by omar; it has work by: amina, youssef."),
    ],
)
def test_needs_two_who_have_worked(refuse, labelled, names, words):
    assert refuse("agreement", labelled, "--annotators", names).startswith(words)
    assert refuse("agreement", labelled, "--annotators", names, "--json").startswith(words)


def test_one_annotator_alone_agrees_with_nobody(refuse, say, project, labels):
    assert "(there is: —)" in refuse("agreement", project)
    say("import", project, labels("a.jsonl", one=[(21, 26, "GPE")]), "--annotator", "amina")
    assert "(there is: amina)" in refuse("agreement", project)
    assert refuse("agreement", project, "--html", project.parent / "a.html")
    assert not (project.parent / "a.html").exists()


def test_who_has_left_with_nothing_finished_is_passed_over(say, labelled):
    with Project.open(labelled) as project:
        sheet = open_sheet(project, "two", annotator="omar")
        project.changes.record("omar", label_range(sheet, 0, 3, label="GPE").draft)
    assert strict(say("agreement", labelled, "--json"))["annotators"] == ["amina", "youssef"]
    named = strict(say("agreement", labelled, "--json", "--annotators", "amina,omar,youssef"))
    assert {tuple(one["annotators"]): one["documents"] for one in named["pairs"]}["amina", "youssef"] == 1


def test_qt_is_not_needed_for_a_page(seeds, tmp_path):
    """A page is written on machines without a screen, and without the time that Qt takes."""
    command = ["agreement", str(seeds), "--html", str(tmp_path / "a.html")]
    code = (
        f"import sys; from annotator.cli import main; main({command!r}, standalone_mode=False)\n"
        "print('PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_when_the_stored_time_is_utc_the_day_is_the_reader_s(say, labelled):
    at = datetime(2026, 3, 4, 12, tzinfo=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    sql(labelled, f"UPDATE annotations SET updated = '{at}'")
    day = datetime(2026, 3, 4, 12, tzinfo=UTC).astimezone().date()
    only = ("--after", day, "--before", day + timedelta(days=1))
    assert strict(say("agreement", labelled, "--json", *only))["documents"] == ["one"]
