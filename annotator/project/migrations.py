"""The tables of a project, step by step: a step a file version, each with its record in one atomic().

The only user of sqlite_utils, imported when a file is made or is older than the program. All steps of
one run share one transaction: a file is at its old version or at the newest, never between.
"""

from contextlib import closing
from pathlib import Path
from typing import Final

from sqlite_utils import Database, Migrations

from annotator.errors import DamagedProject
from annotator.project.connection import Connection, sqlite_errors
from annotator.project.header import APPLICATION_ID
from annotator.project.index import catch_up
from annotator.words import _

Steps = Migrations
STEPS: Final = Steps("annotator")


@STEPS(name="v1")
def _v1(db: Database) -> None:
    for statement in _TABLES_V1:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


@STEPS(name="v2")
def _v2(db: Database) -> None:
    for statement in _TABLES_V2:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@STEPS(name="v3")
def _v3(db: Database) -> None:
    for statement in _TABLES_V3:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@STEPS(name="v4")
def _v4(db: Database) -> None:
    for statement in _TABLES_V4:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


# Integers that the program's values carry are called `id` and are never given twice (AUTOINCREMENT):
# undo brings a row back under its own id, and a window may still hold one that was deleted. The other
# integers are a table's own business and called `number`.
_TABLES_V1: Final = (
    """
    CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE schema_versions (
        number INTEGER PRIMARY KEY,
        version INTEGER NOT NULL CHECK (version >= 1),
        json TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE annotators (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        position INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        meta TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        length INTEGER NOT NULL CHECK (length >= 0), -- code points; SQL's length() stops at a NUL
        text TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX documents_by_sha256 ON documents (sha256)",
    # What the document list shows, without a look at the texts.
    "CREATE INDEX documents_in_order ON documents (position, number, id, title, outlet)",
    """
    CREATE TRIGGER text_is_frozen BEFORE UPDATE OF id, text, length, sha256 ON documents
    BEGIN
        SELECT RAISE(ABORT, 'the text of a document never changes');
    END
    """,
    """
    CREATE TABLE originals (
        document INTEGER PRIMARY KEY REFERENCES documents (number),
        encoding TEXT NOT NULL,
        steps TEXT NOT NULL,
        raw BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE annotations (
        number INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents (number),
        annotator INTEGER NOT NULL REFERENCES annotators (number),
        state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'question', 'skipped', 'finished')),
        note TEXT NOT NULL,
        opened TEXT NOT NULL,
        updated TEXT NOT NULL,
        UNIQUE (annotator, document)
    ) STRICT
    """,
    "CREATE INDEX annotations_by_document ON annotations (document)",
    """
    CREATE TABLE spans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        annotation INTEGER NOT NULL REFERENCES annotations (number),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL,
        sublabel TEXT NOT NULL,
        origin TEXT NOT NULL,
        UNIQUE (annotation, start, "end", label)
    ) STRICT
    """,
    """
    CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document INTEGER NOT NULL REFERENCES documents (number),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        label TEXT NOT NULL,
        sublabel TEXT NOT NULL,
        source TEXT NOT NULL,
        score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
        reason TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        in_journal INTEGER NOT NULL DEFAULT 0 CHECK (in_journal IN (0, 1)), -- then it stays for ever
        UNIQUE (document, start, "end", label, sublabel) -- proposed by two sources, shown once
    ) STRICT
    """,
    "CREATE INDEX suggestions_shown ON suggestions (document) WHERE withdrawn = 0",
    """
    CREATE TABLE verdicts (
        annotation INTEGER NOT NULL REFERENCES annotations (number),
        suggestion INTEGER NOT NULL REFERENCES suggestions (id),
        verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected')),
        PRIMARY KEY (annotation, suggestion)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX verdicts_by_suggestion ON verdicts (suggestion)",
    """
    CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        annotator INTEGER NOT NULL REFERENCES annotators (number),
        status TEXT NOT NULL CHECK (status IN ('done', 'undone', 'dropped')),
        name TEXT NOT NULL,
        "values" TEXT NOT NULL,
        edits TEXT NOT NULL,
        at TEXT NOT NULL,
        status_at TEXT NOT NULL,
        seconds REAL CHECK (seconds >= 0) -- spent on the decision, where the window knows
    ) STRICT
    """,
    "CREATE INDEX changes_by_status ON changes (annotator, status, id)",
    """
    CREATE TABLE change_documents (
        document INTEGER NOT NULL REFERENCES documents (number),
        change INTEGER NOT NULL REFERENCES changes (id),
        PRIMARY KEY (document, change)
    ) STRICT, WITHOUT ROWID
    """,
)


_TABLES_V2: Final = (
    """
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        annotation INTEGER NOT NULL REFERENCES annotations (number),
        start INTEGER CHECK (start >= 0), -- NULL: on the whole document
        "end" INTEGER CHECK ("end" > start),
        text TEXT NOT NULL CHECK (text <> ''),
        is_question INTEGER NOT NULL CHECK (is_question IN (0, 1)),
        CHECK ((start IS NULL) = ("end" IS NULL))
    ) STRICT
    """,
    "CREATE INDEX notes_by_annotation ON notes (annotation, is_question)",
    # Keys and clicks of a decision, and how many spans and suggestions it settled for the first time.
    "ALTER TABLE changes ADD COLUMN actions INTEGER CHECK (actions >= 0)",
    "ALTER TABLE changes ADD COLUMN entities INTEGER CHECK (entities >= 0)",
    """
    CREATE INDEX changes_timed ON changes (annotator, status, id, entities, seconds, actions)
    WHERE seconds IS NOT NULL AND actions IS NOT NULL
    """,
    # What a document list shows of documents that nobody touched, without a look at each suggestion.
    """
    CREATE TABLE tallies (
        document INTEGER PRIMARY KEY REFERENCES documents (number),
        suggestions INTEGER NOT NULL, -- those shown
        doubt REAL NOT NULL -- the sum of what their scores lack to 1
    ) STRICT
    """,
    """
    INSERT INTO tallies SELECT document, count(*), sum(1 - score) FROM suggestions
    WHERE withdrawn = 0 GROUP BY document
    """,
    "DROP INDEX suggestions_shown",
    "CREATE INDEX suggestions_shown ON suggestions (document, label) WHERE withdrawn = 0",
    # The tokenizer has nothing to do but to cut at spaces: `index` gives it folded words.
    "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'ascii')",
    "CREATE TABLE vocabulary (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)


_TABLES_V3: Final = (
    """
    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID
    """,
    # What chance decides in a project (which documents are held back) it decides the same way each time.
    "INSERT INTO settings VALUES ('seed', CAST(abs(random() % 1000000000) AS TEXT))",
    "INSERT INTO settings VALUES ('lexicon.version', '0')",
    """
    CREATE TABLE lexicon (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        surface TEXT NOT NULL CHECK (surface <> ''),
        label TEXT NOT NULL,
        sublabel TEXT NOT NULL,
        kind TEXT NOT NULL,
        variants TEXT NOT NULL CHECK (json_valid(variants)), -- other spellings, a list
        needs_context INTEGER NOT NULL CHECK (needs_context IN (0, 1)),
        is_refused INTEGER NOT NULL CHECK (is_refused IN (0, 1)),
        UNIQUE (surface, label)
    ) STRICT
    """,
    """
    CREATE TABLE models (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        data BLOB -- NULL: an older one, of which only the facts are kept
    ) STRICT
    """,
    "CREATE INDEX models_by_kind ON models (kind, id)",
    """
    CREATE TABLE learnt_from (
        model INTEGER NOT NULL REFERENCES models (id),
        document INTEGER NOT NULL REFERENCES documents (number),
        PRIMARY KEY (model, document)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE runs (
        document INTEGER PRIMARY KEY REFERENCES documents (number),
        fingerprint TEXT NOT NULL, -- of what made the suggestions that the document has
        doubt REAL CHECK (doubt BETWEEN 0 AND 1) -- of the tagger, where there was one
    ) STRICT
    """,
    """
    CREATE TABLE camel_results (
        document INTEGER NOT NULL REFERENCES documents (number),
        model TEXT NOT NULL, -- its SHA-256
        result TEXT NOT NULL CHECK (json_valid(result)),
        PRIMARY KEY (document, model)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE held_back (document INTEGER PRIMARY KEY REFERENCES documents (number)) STRICT",
    """
    CREATE TABLE planted (
        suggestion INTEGER PRIMARY KEY REFERENCES suggestions (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('label', 'edge', 'nothing')),
        truth TEXT CHECK (truth IS NULL OR json_valid(truth)) -- in whose place it stands; NULL: none
    ) STRICT
    """,
)

_TABLES_V4: Final = (
    # A ruling is in force while the change that made it is done: undo and redo need not touch it.
    """
    CREATE TABLE rulings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        change INTEGER NOT NULL REFERENCES changes (id),
        document INTEGER NOT NULL REFERENCES documents (number),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start), -- a whole document may be empty
        rule TEXT NOT NULL CHECK (rule IN ('agreed', 'majority', 'one', 'ruled', 'same', 'written')),
        lead TEXT NOT NULL CHECK (lead <> ''),
        annotator TEXT NOT NULL, -- whose answer was taken, under the rule `one`
        spans TEXT NOT NULL CHECK (json_valid(spans)),
        answers TEXT NOT NULL CHECK (json_valid(answers)), -- what lay before the lead, and whose it was
        beside TEXT NOT NULL CHECK (json_valid(beside)), -- spans in the place that all had alike
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX rulings_by_document ON rulings (document, id)",
)


def make_tables(path: Path, *, steps: Steps = STEPS) -> None:
    """Turn the empty file at `path` into an empty project."""
    with closing(Connection(path)) as connection:
        connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.run("PRAGMA journal_mode = WAL")
        with connection.writing():
            apply(connection, steps=steps)


def is_behind(connection: Connection, *, steps: Steps = STEPS) -> bool:
    """Tell whether the file lacks a step."""
    with sqlite_errors(connection.path):
        return bool(steps.pending(Database(connection.sqlite, execute_plugins=False)))


def apply(connection: Connection, *, steps: Steps = STEPS) -> None:
    """Take the steps that the file lacks, within the transaction that is open; raises DamagedProject."""
    with sqlite_errors(connection.path):
        steps.apply(Database(connection.sqlite, execute_plugins=False))
    catch_up(connection)
    broken = connection.rows("PRAGMA foreign_key_check")
    if broken:
        raise DamagedProject(
            path=connection.path, why=_("rows of {table} refer to nothing").format(table=broken[0][0])
        )
