"""Sources: what users name, and how files are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemactl.errors import Place, SchemactlError, SourceError, UsageError
from schemactl.pgsql import split_statements
from schemactl.psql import read_script
from schemactl.source import (
    EmptySource,
    FileSource,
    MigrationsSource,
    UrlSource,
    load_statements,
    parse_source,
    read_source_statements,
    source_digest,
)
from schemactl.source.load import refuse
from schemactl.source.verdict import Treatment, verdict

if TYPE_CHECKING:
    from collections.abc import Callable


def failure_of(files: Path, spec: str = "schema.sql") -> SchemactlError:
    """The error that reading a source raises."""
    with pytest.raises(SchemactlError) as caught:
        read_source_statements(parse_source(spec, files))
    return caught.value


def test_nothing_is_an_empty_schema(tmp_path: Path) -> None:
    """The word empty and a list without files both stand for a new database."""
    assert parse_source("empty", tmp_path) == EmptySource() == parse_source([], tmp_path)
    assert read_source_statements(EmptySource()) == ()


@pytest.mark.parametrize(
    "spec",
    [
        "postgresql://me:secret@host/db",
        "postgresql+psycopg://me:secret@host/db",
        "postgres://host/db",
        "host=localhost dbname=app password=secret",
    ],
)
def test_urls_and_conninfo_are_live_databases(tmp_path: Path, spec: str) -> None:
    """Both spellings of libpq name a database; what is printed of it never holds the password."""
    source = parse_source(spec, tmp_path)
    assert source == UrlSource(spec)
    assert "secret" not in repr(source)
    assert source_digest(source) == ""


def test_a_live_database_has_no_statements() -> None:
    """Reading statements from a URL is a mistake of the caller, and says so."""
    with pytest.raises(UsageError, match="no files to read"):
        read_source_statements(UrlSource("postgresql://host/db"))


def test_a_folder_gives_its_files_by_name(write: Callable[..., Path]) -> None:
    """Files in folders below count, hidden ones and other suffixes do not; the order is that of their paths."""
    base = write({"s/b.sql": "", "s/a/z.sql": "", "s/.git/x.sql": "", "s/.x.sql": "", "s/readme.md": "", "s/c.sql": ""})
    assert parse_source("s", base) == FileSource((base / "s/a/z.sql", base / "s/b.sql", base / "s/c.sql"), base)


def test_a_folder_of_migrations_is_known_by_its_files(write: Callable[..., Path]) -> None:
    """Up files, or a sum file without any yet, make a migrations folder."""
    base = write({"m/1_a.up.sql": "", "m/1_a.down.sql": "", "n/schemactl.sum": ""})
    assert parse_source("m", base) == MigrationsSource(base / "m")
    assert parse_source("n", base) == MigrationsSource(base / "n")


def test_globs_and_lists_keep_their_order(write: Callable[..., Path]) -> None:
    """A list is read as it is written, each pattern by name, each file once."""
    base = write({"a.sql": "", "b.sql": "", "sub/deep/c.sql": ""})
    expected = tuple(base / name for name in ("b.sql", "sub/deep/c.sql", "a.sql"))
    assert parse_source(["b.sql", "sub/**/*.sql", "./*.sql"], base) == FileSource(expected, base)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("no/such.sql", "no such file or folder: no/such.sql"),
        ("no*.sql", "no file matches no*.sql"),
        ("bare", "no .sql file in folder bare"),
        ("", "the name of a source is empty"),
        (" ", "the name of a source is empty"),
        (["a.sql", "no.sql"], "no such file or folder: no.sql"),
        (["a.sql", "postgresql://host/db"], "a list of sources holds files, folders and globs only"),
    ],
)
def test_a_source_that_is_not_there_is_named(write: Callable[..., Path], spec: str | list[str], message: str) -> None:
    """A wrong path is a usage error with the way out, never an empty schema."""
    base = write({"a.sql": "", "bare/readme.md": ""})
    with pytest.raises(UsageError) as caught:
        parse_source(spec, base)
    assert caught.value.message == message
    assert caught.value.hint


def test_statements_come_in_the_order_of_their_files(write: Callable[..., Path]) -> None:
    """Each statement knows its file, relative to the project, and its place there."""
    base = write({"s/b.sql": "\n CREATE TABLE b ();", "s/a.sql": "CREATE TABLE a ();\nCREATE TABLE c ();"})
    found = [(one.sql, str(one.place)) for one in read_source_statements(parse_source("s", base))]
    assert found == [
        ("CREATE TABLE a ()", "s/a.sql:1:1"),
        ("CREATE TABLE c ()", "s/a.sql:2:1"),
        ("CREATE TABLE b ()", "s/b.sql:2:2"),
    ]


def test_migrations_are_read_in_order_of_version(write: Callable[..., Path]) -> None:
    """Versions are numbers: 10 comes after 9. Down files are not read."""
    names = ["10_c.up.sql", "9_b.up.sql", "0001_a.up.sql", "9_b.down.sql"]
    base = write({f"m/{name}": f"CREATE TABLE t{name[:2].strip('_')} ();" for name in names})
    paths = [one.place.path for one in read_source_statements(MigrationsSource(base / "m"))]
    assert paths == ["m/0001_a.up.sql", "m/9_b.up.sql", "m/10_c.up.sql"]


def test_a_migration_without_a_version_is_an_error(write: Callable[..., Path]) -> None:
    """A file of unknown place in the order is not guessed at."""
    base = write({"m/first.up.sql": ""})
    assert failure_of(base, "m").message == "first.up.sql has no version"


def test_includes_stand_where_they_are_written(write: Callable[..., Path]) -> None:
    r"""`\i` is relative to the project, `\ir` to its file; quotes, blanks and a semicolon are as in psql."""
    base = write(
        {
            "schema.sql": "SELECT 1;\n\\i sub/a.sql\nSELECT 4;\n  \\ir 'sub/it''s.sql'\nSELECT 6",
            "sub/a.sql": "SELECT 2;\n\\ir deep/b.sql;\n",
            "sub/deep/b.sql": "SELECT 3",
            "sub/it's.sql": "SELECT 5",
        }
    )
    found = read_source_statements(parse_source("schema.sql", base))
    assert [one.sql for one in found] == [f"SELECT {number}" for number in range(1, 7)]
    assert str(found[2].place) == "sub/deep/b.sql:1:1"
    assert str(found[5].place) == "schema.sql:5:1"


def test_an_included_file_of_the_same_folder_is_read_once(write: Callable[..., Path]) -> None:
    """A folder with a file that includes the others is read as that file says."""
    base = write({"s/a.sql": "SELECT 2", "s/main.sql": "SELECT 1;\n\\ir a.sql\nSELECT 3"})
    assert [one.sql for one in read_source_statements(parse_source("s", base))] == ["SELECT 1", "SELECT 2", "SELECT 3"]


def test_a_missing_include_is_an_error_at_its_line(write: Callable[..., Path]) -> None:
    """The message names the file as written; the hint says what it is relative to."""
    base = write({"schema.sql": "SELECT 1;\n\\i no.sql\n"})
    error = failure_of(base)
    assert error.message == "no such file: no.sql"
    assert error.hint == f"\\i is relative to {base}"
    assert error.place == Place("schema.sql", 2, 1, "\\i no.sql")


def test_an_include_meant_relative_to_its_file_gets_that_hint(write: Callable[..., Path]) -> None:
    r"""Who writes `\i` for a file beside the including one is told of `\ir`."""
    base = write({"s/schema.sql": "\\i a.sql", "s/a.sql": ""})
    assert failure_of(base, "s/schema.sql").hint == "write \\ir: it is relative to the file"


def test_files_that_include_each_other_are_named(write: Callable[..., Path]) -> None:
    """The whole circle is in the message, the place is the include that closes it."""
    base = write({"schema.sql": "\\i a.sql", "a.sql": "SELECT 1;\n\\ir b.sql", "b.sql": "\\i a.sql"})
    error = failure_of(base)
    assert error.message == "files include each other: a.sql → b.sql → a.sql"
    assert str(error.place) == "b.sql:1:1"


def test_an_include_inside_a_statement_is_an_error(write: Callable[..., Path]) -> None:
    """Files are cut between statements only; a forgotten semicolon shows here."""
    base = write({"schema.sql": "SELECT 1\n\\i a.sql\n+ 2;", "a.sql": "SELECT 2"})
    error = failure_of(base)
    assert error.message == "include inside a statement"
    assert str(error.place) == "schema.sql:2:1"


@pytest.mark.parametrize(
    ("line", "name", "hint"),
    [
        ("\\connect app", "connect", "make the dump without --create"),
        ("\\c app", "c", "make the dump without --create"),
        ("\\copy t FROM 'x.csv'", "copy", "rows below it"),
        ("\\set name value", "set", "write the values"),
        ("SELECT 1 \\gexec", "gexec", "DO block"),
        ("\\if :x", "if", "schemactl runs SQL and knows \\i and \\ir"),
        ("\\i", "i", ""),
    ],
)
def test_other_psql_commands_are_refused_with_the_way_out(
    write: Callable[..., Path], line: str, name: str, hint: str
) -> None:
    """What psql would do and we do not is an error at its place, never skipped."""
    error = failure_of(write({"schema.sql": f"SELECT 1;\n{line}\nSELECT 2;"}))
    assert error.message.startswith((f"psql command \\{name} cannot be run", f"\\{name} without"))
    assert hint in error.hint
    assert error.place == Place("schema.sql", 2, line.index("\\") + 1, line)


def test_harmless_psql_commands_are_accepted(write: Callable[..., Path]) -> None:
    """What has no effect on a schema does not stand in the way: guards of dumps, output, psql's own settings."""
    lines = [
        "\\restrict aB3'x",
        "\\set ON_ERROR_STOP on",
        "\\echo it's; fine",
        "\\timing",
        "SELECT 1;",
        "\\unrestrict aB3'x",
    ]
    (found,) = read_source_statements(parse_source("schema.sql", write({"schema.sql": "\n".join(lines)})))
    assert (found.sql, str(found.place)) == ("SELECT 1", "schema.sql:5:1")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT '\n\\i a.sql\n'",
        'SELECT "\n\\i a.sql\n"',
        "SELECT e'it\\'s\n\\i a.sql\n'",
        "SELECT e'''\\'\n\\i a.sql\n'",
        "DO $$\n\\i a.sql\n$$",
        "DO $a$ $$\n\\i a.sql\n$a$",
        "-- \\i a.sql",
        "/* /*\n*/ \\i a.sql\n */ SELECT 1",
        "SELECT date'2020-01-01', 'a\\', '\n\\i a.sql\n'",
        "SELECT a$b$ FROM t WHERE c = $1 AND d = '\n\\i a.sql\n'",
    ],
)
def test_backslashes_in_strings_and_comments_are_no_commands(text: str) -> None:
    """What psql takes for text is text: strings, identifiers, dollar quotes, comments."""
    assert read_script(text).includes == ()
    (command,) = read_script(f"{text}\n;\n\\i b.sql").includes
    assert (command.name, command.argument) == ("i", "b.sql")


@given(st.text(alphabet="'\"$-/*\\;ae \n", max_size=60))
def test_any_text_can_be_searched_for_commands(text: str) -> None:
    """The search ends, and what is left has the same length and lines, whatever the text."""
    try:
        script = read_script(text)
    except SourceError:
        return
    assert (len(script.text), script.text.count("\n")) == (len(text), text.count("\n"))
    for command in script.includes:
        assert text[command.start] == "\\"
        assert "\n" not in text[command.start : command.end]


@pytest.mark.parametrize("line", ["COPY public.t (a, b) FROM stdin;", "-- c\n copy t from STDIN with (format csv);"])
def test_rows_of_a_dump_are_refused_at_their_line(write: Callable[..., Path], line: str) -> None:
    """COPY … FROM stdin is found before its data could be taken for SQL."""
    text = f"CREATE TABLE t (a int);\n{line}\n1\tit's \\N\n\\.\n\nSELECT 1;\n"
    source = parse_source("schema.sql", write({"schema.sql": text}))
    _, copy, last = read_source_statements(source)
    assert (copy.data, last.sql) == ("1\tit's \\N\n", "SELECT 1")
    with pytest.raises(SourceError) as caught:
        refuse([copy], (Treatment.ROWS,))
    error = caught.value
    assert error.message == "COPY: a schema file holds no rows"
    assert "put rows into a migration" in error.hint
    assert error.place
    assert error.place.text.lower().lstrip().startswith("copy")
    assert error.place.column == len(error.place.text) - len(error.place.text.lstrip()) + 1


def test_variables_of_psql_get_a_hint(write: Callable[..., Path]) -> None:
    """A colon that does not parse is most likely a variable."""
    error = failure_of(write({"schema.sql": "ALTER TABLE t OWNER TO :owner;"}))
    assert error.message == 'syntax error at or near ":"'
    assert "psql variables" in error.hint


def test_a_byte_order_mark_is_no_text(write: Callable[..., Path]) -> None:
    """Files of Windows editors are read like others, columns included."""
    (found,) = read_source_statements(parse_source("a.sql", write({"a.sql": b"\xef\xbb\xbfSELECT 1;\r\n"})))
    assert (found.sql, found.place.column) == ("SELECT 1", 1)


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        (
            "SELECT 'ä';\nSELECT 'ä".encode() + b"\xff';",
            "not UTF-8: byte 0xff",
            Place("schema.sql", 2, 10, "SELECT 'ä�';"),
        ),
        ("SELECT 1".encode("utf-16"), "not UTF-8: byte 0xff", None),
        (b"SELECT 1;\nSEL\0ECT", "NUL byte: this is no SQL text", Place("schema.sql", 2, 4, "SEL\0ECT")),
        (b"PGDMP\x01\x0e", "this is a dump in pg_dump's custom format, not SQL", Place("schema.sql")),
    ],
)
def test_files_that_are_no_text_are_refused(
    write: Callable[..., Path], content: bytes, message: str, place: Place | None
) -> None:
    """Wrong encodings and binary files are named, with the first byte that shows it."""
    error = failure_of(write({"schema.sql": content}))
    assert error.message == message
    assert error.hint
    assert place is None or error.place == place


def test_the_digest_changes_with_what_would_be_loaded(write: Callable[..., Path]) -> None:
    """It depends on the text of files and includes, and not on where they are."""
    files = {"x/schema.sql": "\\ir a.sql", "x/a.sql": "SELECT 1", "y/schema.sql": "\\ir a.sql", "y/a.sql": "SELECT 1"}
    base = write(files)
    first = source_digest(parse_source("x/schema.sql", base))
    assert first == source_digest(parse_source("y/schema.sql", base))
    write({"y/a.sql": "SELECT 2"})
    assert first != source_digest(parse_source("y/schema.sql", base))
    assert first != source_digest(parse_source("x/a.sql", base)) != source_digest(EmptySource())


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("update t SET a = 1", "UPDATE: a schema file holds no rows"),
        ("DELETE FROM t", "DELETE: a schema file holds no rows"),
        ("TRUNCATE t", "TRUNCATE: a schema file holds no rows"),
        ("WITH a AS (INSERT INTO t VALUES (1) RETURNING 1) SELECT * FROM a", "WITH: a schema file holds no rows"),
        ("WITH a AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM a", "WITH: a schema file holds no rows"),
        ("CREATE DATABASE x", "CREATE: this belongs to the server, not to the schema of a database"),
        ("ALTER DATABASE x SET work_mem = 1", "ALTER: this belongs to the server, not to the schema of a database"),
        ("GRANT CONNECT ON DATABASE x TO y", "GRANT: this belongs to the server, not to the schema of a database"),
        ("COMMENT ON DATABASE x IS 'y'", "COMMENT: this belongs to the server, not to the schema of a database"),
        ("ALTER SYSTEM SET work_mem = 1", "ALTER: this belongs to the server, not to the schema of a database"),
        ("ROLLBACK", "ROLLBACK: a file is loaded in transactions of schemactl's own"),
        (
            "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
            "CREATE: this subscription would connect to its publisher from the scratch server",
        ),
    ],
)
def test_what_is_no_schema_is_refused(sql: str, reason: str) -> None:
    """Before anything runs, with the place, the reason and the way out."""
    statements = split_statements(f"CREATE TABLE t (a int);\n  {sql};", "schema.sql")
    with pytest.raises(SourceError) as caught:
        load_statements(None, statements)  # type: ignore[arg-type]
    assert caught.value.message == reason
    assert caught.value.hint
    assert str(caught.value.place) == "schema.sql:2:3"


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a int)",
        "CREATE UNIQUE INDEX ON t (a)",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS ''",
        "ALTER TABLE t ADD b int",
        "COMMENT ON TABLE t IS 'x'",
    ],
)
def test_most_statements_are_known_without_parsing(sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first words tell; parsing thousands of statements would be the slowest part of reading them."""
    monkeypatch.setattr("schemactl.source.verdict.top_node", None)
    verdict.cache_clear()
    assert verdict(sql).treatment is Treatment.RUN
