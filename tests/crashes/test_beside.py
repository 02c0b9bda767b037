"""Bugs in processes beside: what reaches whoever started them, and what is kept."""

import pytest

from annotator.crashes import shelf
from annotator.crashes.places import ends_in_program
from annotator.crashes.telling import told
from annotator.exchange.papers import taking_apart
from annotator.text.folding import folded


def caught(act):
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whatever it is
        act()
    return raised.value


def titles():
    return {
        one.report.title for one in shelf.stored(shelf.folder()) if one.report.where == "pages and papers"
    }


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_bug_of_ours_in_a_paper_is_kept_a_library_s_trouble_is_not(monkeypatch, tmp_path, is_ours):
    def read(*_given, **_more):
        return folded(3) if is_ours else bytes([300])

    monkeypatch.setattr("annotator.exchange.papers.html_text.read", read)
    before = titles()
    answer = taking_apart.answer("html", str(tmp_path / "خبر.html"), "خبر.html", None)
    assert answer["refused"] == "PaperDamaged"
    assert bool(titles() - before) is is_ours


def test_where_a_traceback_ends_tells_whose_bug_it_is():
    assert ends_in_program(caught(lambda: folded(3)).__traceback__)
    assert not ends_in_program(caught(lambda: bytes([300])).__traceback__)
    assert not ends_in_program(None)
    assert told(caught(lambda: folded(3))).lines[-1].startswith("  annotator/text/")
