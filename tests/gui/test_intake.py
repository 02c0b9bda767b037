from annotator.project.file import Project


def test_articles_come_in_with_suggestions_and_the_list_shows_them(qtbot, window, tmp_path, project_path):
    article = tmp_path / "third.txt"
    article.write_text("خبر ثالث\nزار وزير الخارجية مدينة مراكش يوم الأربعاء.", encoding="utf-8")
    with qtbot.waitSignal(window.intake.told, timeout=20_000) as told:
        window.intake.take([article])
    assert "1 article came in" in told.args[0]
    assert window.labelling.documents.rowCount() == 3
    with Project.open(project_path) as project:
        assert project.suggestions.of("third")


def test_a_bad_file_is_one_sentence_in_the_status_line_and_the_good_one_is_in(qtbot, window, tmp_path):
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4)
    good = tmp_path / "good.txt"
    good.write_text("خبر\nنص.", encoding="utf-8")
    with qtbot.waitSignal(window.intake.refused, timeout=20_000):
        window.intake.take([bad, good])
    assert "picture.txt" in window.status.message()
    assert window.labelling.documents.row_of("good") >= 0
