from hashlib import sha256

import pytest

from annotator.errors import DifferentText, UnknownDocument, UnstorableText
from annotator.model import Document, Note, Span, State
from annotator.project.documents import NewDocument, Summary
from annotator.project.file import Project
from annotator.text.cleaning import clean
from tests.project.builders import (
    FIRST,
    SECOND,
    accepting,
    adding,
    document,
    noting,
    rejecting,
    setting,
    suggestion,
)

# Bidi marks, tatweel, harakat, joiners, an emoji of several code points, a NUL, U+2028.
ODD = "الرِّبــاط\u200f \u200eG20 می\u200cخواهم 👨‍👩‍👧 \x00 ﷲ\u2028 آخر"


class TestAdd:
    def test_what_comes_back(self, project):
        assert project.documents.get("one") == Document(
            "one", FIRST, title="زيارة إلى الرباط", outlet="هسبرس", meta={"url": "https://example.org"}
        )
        assert project.documents.get("two").title == "مناورات"
        assert project.documents.ids() == ["one", "two"]
        assert project.documents.count() == 2

    @pytest.mark.parametrize("text", [ODD, "", "\n\n", "x"])
    def test_any_text_comes_back_as_it_was(self, project, text):
        assert project.documents.add(document("odd", text))
        with Project.open(project.path) as opened:
            assert opened.documents.get("odd").text == text
            assert opened.documents.original("odd").cleaned.text == text

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("\n \n  العنوان  \nالنص", "العنوان"),
            ("", ""),
            (" \n\t\n", ""),
            ("كلمة " * 100, "كلمة " * 31 + "كلمة …"),
            ("ك" * 200, "ك" * 160 + " …"),
        ],
    )
    def test_the_first_line_that_is_not_blank_is_the_title(self, project, text, title):
        project.documents.add(document("new", text))
        assert project.documents.get("new").title == title

    def test_the_same_again_is_no_news(self, project):
        assert project.documents.add(document("one", FIRST, title="another title")) is False
        assert project.documents.get("one").title == "زيارة إلى الرباط"
        assert project.documents.count() == 2

    def test_another_text_under_the_id_is_refused(self, project):
        with pytest.raises(DifferentText) as raised:
            project.documents.add(document("one", SECOND))
        assert raised.value.values["id"] == "one"
        assert project.documents.get("one").text == FIRST

    def test_the_same_text_under_another_id_is_reported(self, project):
        assert project.documents.add(document("three", FIRST))
        assert project.documents.with_text(sha256(FIRST.encode()).hexdigest()) == ["one", "three"]
        assert project.documents.with_text("0" * 64) == []

    @pytest.mark.parametrize("field", ["id", "text", "title", "outlet", "meta"])
    def test_half_a_character_cannot_be_stored(self, project, field):
        half = "نص \ud83d"
        facts = {"id": "new", "text": "نص", "title": "", "outlet": "", "meta": {}}
        facts[field] = {"key": half} if field == "meta" else half
        text = facts.pop("text")
        new = NewDocument(raw=b"", encoding="utf-8", cleaned=clean(text, steps=()), **facts)
        with pytest.raises(UnstorableText) as raised:
            project.documents.add(new)
        assert str(raised.value).isprintable()
        assert project.documents.count() == 2

    def test_unknown_documents(self, project):
        for ask in (project.documents.get, project.documents.original):
            with pytest.raises(UnknownDocument):
                ask("none")
        with pytest.raises(UnknownDocument):
            project.documents.summary("none", "amina")


class TestAdding:
    def test_a_file_comes_whole_or_not_at_all(self, project, window):
        def add_and_fail():
            with project.documents.adding():
                project.documents.add(document("three", "ثالث"))
                project.annotations.store_finished("amina", "three", [Span(0, 4, "PERS")])
                project.documents.add(document("one", "غيره"))

        with pytest.raises(DifferentText):
            add_and_fail()
        assert project.documents.ids() == ["one", "two"]
        assert project.annotations.annotators() == []
        with project.documents.adding():
            project.documents.add(document("three", "ثالث"))
            assert window.documents.ids() == ["one", "two"]
        assert window.documents.ids() == ["one", "two", "three"]


class TestOriginal:
    def test_the_way_back_to_the_bytes(self, project):
        raw = "\ufeffقال\r\nالمتحدث\u200f باسم".encode("utf-16-le")
        cleaned = clean(raw.decode("utf-16-le"))
        assert cleaned.text != cleaned.raw
        project.documents.add(NewDocument("new", raw, "utf-16-le", cleaned))
        with Project.open(project.path) as opened:
            original = opened.documents.original("new")
        assert (original.raw, original.encoding) == (raw, "utf-16-le")
        assert original.cleaned == cleaned
        assert [original.cleaned.to_raw(offset) for offset in range(len(cleaned.text) + 1)] == [
            cleaned.to_raw(offset) for offset in range(len(cleaned.text) + 1)
        ]


class TestSummaries:
    def test_each_annotator_sees_his_own(self, project):
        project.suggestions.replace(
            "one", [suggestion(10, 16, "GPE"), suggestion(17, 20), suggestion(21, 25)], sources={"lexicon"}
        )
        first, second, _ = project.suggestions.of("one")
        title = "زيارة إلى الرباط"
        untouched = Summary("two", "مناورات", "", State.NEW, 0, 0)
        assert project.documents.summaries("amina") == [
            Summary("one", title, "هسبرس", State.NEW, 3, 0, uncertainty=0.5),
            untouched,
        ]
        project.changes.record("amina", setting("one", State.NEW, State.IN_PROGRESS))
        project.changes.record("amina", accepting("one", first))
        project.changes.record("amina", rejecting("one", second))
        project.changes.record("youssef", adding("one", Span(0, 5, "EVENT")))
        assert project.documents.summaries("amina") == [
            Summary("one", title, "هسبرس", State.IN_PROGRESS, 1, 1, uncertainty=0.5),
            untouched,
        ]
        assert project.documents.summary("one", "amina") == Summary(
            "one", title, "هسبرس", State.IN_PROGRESS, 1, 1, uncertainty=0.5
        )
        assert project.documents.summary("one", "youssef") == Summary(
            "one", title, "هسبرس", State.NEW, 3, 1, uncertainty=0.5
        )

    def test_uncertainty_is_that_of_what_is_open(self, project):
        given = [suggestion(10, 16, score=0.9), suggestion(17, 20, score=0.4), suggestion(21, 25, score=0.2)]
        project.suggestions.replace("one", given, sources={"lexicon"})
        _, second, third = project.suggestions.of("one")

        def uncertainty(annotator):
            (first, _), one = (
                project.documents.summaries(annotator),
                project.documents.summary("one", annotator),
            )
            assert first == one
            return one.uncertainty

        assert uncertainty("amina") == pytest.approx((0.1 + 0.6 + 0.8) / 3)
        project.changes.record("amina", rejecting("one", second))
        assert uncertainty("amina") == pytest.approx((0.1 + 0.8) / 2)
        project.changes.record("amina", accepting("one", third))
        assert uncertainty("amina") == pytest.approx(0.1)
        project.suggestions.replace("one", given[1:], sources={"lexicon"})
        assert uncertainty("amina") == 0
        assert uncertainty("youssef") == pytest.approx((0.6 + 0.8) / 2)

    def test_notes_and_questions_are_ones_own(self, project):
        asked = Note(10, 16, "حي أم مدينة؟", is_question=True)
        project.changes.record("amina", noting("one", asked, Note(None, None, "خبر قديم", is_question=False)))
        project.changes.record("youssef", noting("two", asked))

        def counts(annotator):
            return [(one.notes, one.questions) for one in project.documents.summaries(annotator)]

        assert counts("amina") == [(2, 1), (0, 0)]
        assert counts("youssef") == [(0, 0), (1, 1)]
        assert project.documents.summary("one", "amina").questions == 1
        assert project.documents.summary("one", "youssef").questions == 0
        project.changes.undo("amina")
        assert counts("amina") == [(0, 0), (0, 0)]

    def test_documents_with_a_label(self, project):
        project.suggestions.replace("one", [suggestion(10, 16, "GPE"), suggestion(0, 5)], sources={"lexicon"})
        place = project.suggestions.of("one")[1]
        project.changes.record("amina", adding("two", Span(0, 5, "LAW")))

        def found(label, annotator="amina"):
            return project.documents.with_label(label, annotator=annotator)

        assert found("LAW") == {"two"}
        assert found("LAW", "youssef") == set()
        assert found("GPE") == found("GPE", "youssef") == found("GPE", "nobody") == {"one"}
        project.changes.record("amina", rejecting("one", place))
        assert found("GPE") == set()
        assert found("GPE", "youssef") == found("ORG") == {"one"}
        project.suggestions.replace("one", [], sources={"lexicon"})
        assert found("GPE", "youssef") == set()

    def test_an_equal_span_answers_a_suggestion(self, project):
        project.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources={"lexicon"})
        project.changes.record("amina", adding("one", Span(10, 16, "LOC"), Span(10, 15, "GPE")))
        assert project.documents.summary("one", "amina").open_suggestions == 1
        project.changes.record("amina", adding("one", Span(10, 16, "GPE", "capital")))
        assert project.documents.summary("one", "amina").open_suggestions == 0
        assert project.documents.summary("one", "youssef").open_suggestions == 1

    def test_what_was_withdrawn_is_not_open(self, project):
        project.suggestions.replace("one", [suggestion(10, 16)], sources={"lexicon"})
        project.suggestions.replace("one", [], sources={"lexicon"})
        assert project.documents.summary("one", "amina").open_suggestions == 0
        assert project.documents.summaries("amina")[0].open_suggestions == 0


def test_the_text_is_frozen(project):
    import sqlite3

    from annotator.project.file import connect

    connection = connect(project.path)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.run("UPDATE documents SET text = 'غيره' WHERE id = 'one'")
    connection.close()
