import os
import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import (
    AnnotatorError,
    DamagedProject,
    DiskFault,
    LeftoverLog,
    MissingPath,
    MissingProject,
    NetworkShare,
    NewerProject,
    NoRights,
    NoSpace,
    NotAProject,
    ProjectBusy,
    ProjectExists,
)
from annotator.model import Span
from annotator.project import location
from annotator.project.connection import Connection
from annotator.project.file import Project, connect
from annotator.project.header import APPLICATION_ID, FILE_VERSION, TABLES
from tests.project.builders import AS_ORDINARY_USER, FIRST, adding, document, run_python, sql

SIDECARS = ("-wal", "-shm", "-journal")


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


class TestCreate:
    def test_a_new_project_is_one_file_of_ours(self, path, schema):
        Project.create(path, schema=schema).close()
        assert [one.name for one in path.parent.iterdir()] == [path.name]
        assert pragma(path, "application_id") == APPLICATION_ID == 0x414E4E4F
        assert pragma(path, "user_version") == FILE_VERSION
        assert pragma(path, "journal_mode") == "wal"

    def test_every_table_is_strict_and_known(self, project):
        with closing(sqlite3.connect(project.path)) as connection:
            found = connection.execute("PRAGMA table_list").fetchall()
        kinds = {name: kind for _, name, kind, *_ in found if not name.startswith(("sqlite_", "_sqlite"))}
        assert {name for name, kind in kinds.items() if kind != "shadow"} == TABLES
        assert [name for name, kind in kinds.items() if kind == "virtual"] == ["search"]
        strict = {name for _, name, _, _, _, is_strict in found if is_strict}
        assert TABLES - strict == {"search"}

    def test_it_knows_its_name_its_id_and_its_schema(self, path, schema):
        with Project.create(path, schema=schema, name="العدد الأول") as made:
            assert (made.name, made.schema, made.path) == ("العدد الأول", schema, path)
            assert uuid.UUID(made.id).version == 4
            first_id = made.id
        with Project.open(path) as opened:
            assert (opened.name, opened.id, opened.schema) == ("العدد الأول", first_id, schema)
        another = replace(schema, id="another", may_cross=True)
        with Project.create(path.with_name("other.annot"), schema=another) as other:
            assert (other.name, other.schema) == ("other", another)
            assert other.id != first_id

    def test_it_is_as_readable_as_any_new_file(self, path, schema):
        Project.create(path, schema=schema).close()
        plain = path.with_name("plain")
        plain.touch()
        assert path.stat().st_mode == plain.stat().st_mode

    @pytest.mark.parametrize("there", ["file", "folder", "link to nothing"])
    def test_what_is_there_is_never_overwritten(self, path, schema, there):
        if there == "file":
            path.write_bytes(b"precious")
        elif there == "folder":
            path.mkdir()
        else:
            path.symlink_to("nowhere")
        with pytest.raises(ProjectExists) as raised:
            Project.create(path, schema=schema)
        assert path.name in str(raised.value)
        assert [one.name for one in path.parent.iterdir()] == [path.name]
        if there == "file":
            assert path.read_bytes() == b"precious"

    def test_a_name_taken_meanwhile_is_not_overwritten(self, path, schema, monkeypatch):
        real = location.check_new

        def then_another_was_faster(target):
            real(target)
            target.write_bytes(b"precious")

        monkeypatch.setattr(location, "check_new", then_another_was_faster)
        with pytest.raises(ProjectExists):
            Project.create(path, schema=schema)
        assert path.read_bytes() == b"precious"
        assert [one.name for one in path.parent.iterdir()] == [path.name]

    def test_without_hard_links_it_is_made_all_the_same(self, path, schema, monkeypatch):
        def no_links(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_links)
        with Project.create(path, schema=schema) as made:
            assert made.documents.add(document("a", FIRST))
        assert [one.name for one in path.parent.iterdir()] == [path.name]

    @pytest.mark.parametrize("ending", ["-wal", "-journal"])
    def test_the_log_of_a_project_that_is_gone(self, path, schema, ending):
        log = path.with_name(path.name + ending)
        log.write_bytes(b"decisions")
        with pytest.raises(LeftoverLog) as raised:
            Project.create(path, schema=schema)
        assert log.name in str(raised.value)
        assert [one.name for one in path.parent.iterdir()] == [log.name]

    def test_a_folder_that_is_not_there(self, path, schema):
        with pytest.raises(MissingPath):
            Project.create(path / "inside" / "work.annot", schema=schema)
        assert list(path.parent.iterdir()) == []

    def test_a_disk_that_takes_no_more_leaves_no_file(self, tmp_path):
        code = """
            import resource, sys
            from annotator.errors import AnnotatorError
            from annotator.project.file import Project
            import annotator.project.migrations
            from annotator.schema import load
            schema = load("security-news")
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
            try:
                Project.create(sys.argv[1], schema=schema)
            except AnnotatorError as error:
                print(type(error).__name__)
        """
        assert run_python(code, arguments=[tmp_path / "work.annot"]) in ("DiskFault", "NoSpace")
        assert list(tmp_path.iterdir()) == []

    def test_on_a_network_share(self, path, schema, monkeypatch):
        monkeypatch.setattr(location, "is_on_network", lambda folder: folder == path.parent.resolve())
        with pytest.raises(NetworkShare):
            Project.create(path, schema=schema)
        assert not path.exists()


class TestRefusals:
    def refusal(self, path: Path) -> AnnotatorError:
        before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
        with pytest.raises(AnnotatorError) as raised:
            Project.open(path)
        sentence = str(raised.value)
        assert path.name in sentence
        assert "{" not in sentence
        after = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
        assert {name: data for name, data in after.items() if not name.endswith(SIDECARS)} == before
        return raised.value

    def test_nothing_there(self, path):
        assert isinstance(self.refusal(path), MissingProject)

    def test_a_folder(self, path):
        path.mkdir()
        assert isinstance(self.refusal(path), NotAProject)

    def test_a_pipe(self, path):
        os.mkfifo(path)
        assert isinstance(self.refusal(path), NotAProject)

    @pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 a picture", "نص".encode(), bytes(8192)])
    def test_no_sqlite_file(self, path, data):
        path.write_bytes(data)
        assert isinstance(self.refusal(path), NotAProject)

    def test_somebody_elses_sqlite_file(self, path):
        sql(path, "CREATE TABLE places (name TEXT)")
        assert isinstance(self.refusal(path), NotAProject)
        assert [one.name for one in path.parent.iterdir()] == [path.name]

    def test_a_newer_version(self, project):
        project.close()
        sql(project.path, f"PRAGMA user_version = {FILE_VERSION + 6}")
        found = self.refusal(project.path)
        assert isinstance(found, NewerProject)
        assert (found.values["found"], found.values["known"]) == (FILE_VERSION + 6, FILE_VERSION)

    @pytest.mark.parametrize("kept", [10, 99, 100, 5000, 0.3, 0.99])
    def test_a_truncated_file(self, project, kept):
        project.close()
        data = project.path.read_bytes()
        project.path.write_bytes(data[: kept if isinstance(kept, int) else int(len(data) * kept)])
        assert isinstance(self.refusal(project.path), DamagedProject)

    @pytest.mark.parametrize("table", sorted(TABLES))
    def test_a_file_that_lacks_a_table(self, project, table):
        project.close()
        sql(project.path, "PRAGMA foreign_keys = OFF", f"DROP TABLE {table}")
        found = self.refusal(project.path)
        assert isinstance(found, DamagedProject)
        assert table in str(found)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM schema_versions",
            "UPDATE schema_versions SET json = '{'",
            """UPDATE schema_versions SET json = '{"id": "x"}'""",
            "DELETE FROM meta WHERE key = 'id'",
            "DELETE FROM meta WHERE key = 'name'",
            "PRAGMA user_version = 0",
        ],
    )
    def test_a_half_written_file(self, project, statement):
        project.close()
        sql(project.path, statement)
        assert isinstance(self.refusal(project.path), DamagedProject)

    def test_pages_full_of_zeros(self, project):
        project.close()
        data = bytearray(project.path.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        project.path.write_bytes(data)
        assert isinstance(self.refusal(project.path), DamagedProject)

    def test_on_a_network_share(self, project, monkeypatch):
        project.close()
        monkeypatch.setattr(location, "is_on_network", lambda _: True)
        assert isinstance(self.refusal(project.path), NetworkShare)

    @pytest.mark.parametrize(
        ("file_mode", "folder_mode", "expected"),
        [
            (0o666, 0o777, "open"),
            (0o444, 0o777, "NoRights"),
            (0o000, 0o777, "UnreadablePath"),
            (0o666, 0o555, "NoRights"),
        ],
    )
    def test_without_the_rights(self, public_folder, schema, file_mode, folder_mode, expected):
        path = public_folder / "work.annot"
        Project.create(path, schema=schema).close()
        path.chmod(file_mode)
        public_folder.chmod(folder_mode)
        imports = """
            import sys
            from annotator.errors import AnnotatorError
            from annotator.project.file import Project
        """
        attempt = """
            try:
                Project.open(sys.argv[1]).close()
                print("open")
            except AnnotatorError as error:
                print(type(error).__name__)
        """
        assert run_python(imports, AS_ORDINARY_USER, attempt, arguments=[path]) == expected

    @pytest.mark.parametrize(("mode", "expected"), [(0o777, "made"), (0o555, "NoRights")])
    def test_a_new_project_in_a_folder_without_rights(self, public_folder, mode, expected):
        public_folder.chmod(mode)
        imports = """
            import sys
            from annotator.errors import AnnotatorError
            from annotator.project import migrations
            from annotator.project.file import Project
            from annotator.schema import load
            schema = load("security-news")
        """
        attempt = """
            try:
                Project.create(sys.argv[1], schema=schema).close()
                print("made")
            except AnnotatorError as error:
                print(type(error).__name__)
        """
        path = public_folder / "work.annot"
        assert run_python(imports, AS_ORDINARY_USER, attempt, arguments=[path]) == expected
        assert list(public_folder.iterdir()) == ([path] if expected == "made" else [])

    def test_a_name_too_long_for_the_disk(self, tmp_path, schema):
        with pytest.raises(DiskFault):
            Project.open(tmp_path / ("a" * 300))
        with pytest.raises(DiskFault):
            Project.create(tmp_path / ("a" * 300), schema=schema)


class TestOpen:
    def test_a_current_file_is_opened_without_sqlite_utils_and_numpy(self, project):
        project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
        project.close()
        code = """
            import sys
            from annotator.project.file import Project
            with Project.open(sys.argv[1]) as project:
                project.documents.summaries("amina")
                change = project.changes.undo("amina")
                project.changes.redo("amina")
                project.annotations.get("one", "amina")
            heavy = {"sqlite_utils", "numpy", "PySide6", "click", "regex", "tempfile"}
            print(sorted(heavy & sys.modules.keys()))
        """
        assert run_python(code, arguments=[project.path]) == "[]"

    def test_durability_and_rules_are_on(self, project):
        with closing(connect(project.path)) as connection:
            assert connection.value("PRAGMA synchronous") == 2  # FULL
            assert connection.value("PRAGMA foreign_keys") == 1
            assert connection.value("PRAGMA journal_mode") == "wal"

    def test_a_file_without_a_log_gets_one_again(self, project):
        project.close()
        sql(project.path, "PRAGMA journal_mode = DELETE")
        with Project.open(project.path):
            assert pragma(project.path, "journal_mode") == "wal"

    def test_a_relative_path_outlives_a_change_of_folder(self, project, tmp_path, monkeypatch):
        project.close()
        monkeypatch.chdir(tmp_path)
        with Project.open(project.path.name) as opened:
            monkeypatch.chdir("/")
            opened.changes.record("amina", adding("one", Span(10, 16, "GPE")))

    def test_the_log_is_folded_in_when_asked(self, project, tmp_path):
        project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
        project.fold_log()
        copy = tmp_path / "copy.annot"
        copy.write_bytes(project.path.read_bytes())
        with Project.open(copy) as opened:
            assert opened.annotations.annotators() == ["amina"]

    def test_through_a_link(self, project, tmp_path):
        link = tmp_path / "link.annot"
        link.symlink_to(project.path)
        with Project.open(link) as opened:
            opened.changes.record("amina", adding("one", Span(10, 16, "GPE")))
        assert project.annotations.get("one", "amina").spans

    def test_the_data_version_tells_of_other_windows_only(self, project, window):
        before = project.data_version
        project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
        assert project.data_version == before
        window.changes.record("youssef", adding("one", Span(10, 16, "GPE")))
        assert project.data_version != before

    def test_another_program_that_writes(self, project, window):
        with project.documents.adding():
            with pytest.raises(ProjectBusy):
                window.changes.record("youssef", adding("one", Span(10, 16, "GPE")))
            assert window.annotations.annotators() == []
        window.changes.record("youssef", adding("one", Span(10, 16, "GPE")))
        assert project.annotations.annotators() == ["youssef"]


class TestFullDisk:
    @pytest.fixture
    def full(self, project):
        """The project on a disk that has a few pages left."""
        connection = connect(project.path)
        pages = connection.value("PRAGMA page_count")
        connection.run(f"PRAGMA max_page_count = {pages + 4}")
        with closing(connection):
            yield Project(connection)

    def test_a_decision_is_refused_whole(self, project, full):
        large = [Span(10, 16, "GPE", origin="س" * 3000), Span(0, 16, "EVENT", origin="س" * 30_000)]
        full.changes.record("amina", adding("one", large[0]))
        with pytest.raises(NoSpace) as raised:
            full.changes.record("amina", adding("one", large[1]))
        assert str(project.path) in str(raised.value)
        assert full.annotations.get("one", "amina").spans == (large[0],)
        assert len(project.changes.history("amina", limit=9)) == 1
        assert full.changes.undo("amina")

    def test_a_file_of_documents_is_refused_whole(self, project, full):
        def add_all():
            with full.documents.adding():
                for number in range(100):
                    full.documents.add(document(f"d{number}", f"{number} {FIRST * 20}"))

        with pytest.raises(NoSpace):
            add_all()
        assert project.documents.ids() == full.documents.ids() == ["one", "two"]


def test_a_project_cannot_be_made_over_an_open_one(project, schema):
    with pytest.raises(ProjectExists):
        Project.create(project.path, schema=schema)
    assert project.documents.count() == 2


def test_a_connection_makes_no_file(tmp_path):
    with pytest.raises(NoRights):
        Connection(tmp_path / "none.annot")
    assert list(tmp_path.iterdir()) == []
