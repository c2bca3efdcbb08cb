"""What a role or a database sets for its sessions neither breaks a command nor changes what a migration means."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from clusters import login
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from schemactl.cli import main as cli
from schemactl.connect import connect, reset_path
from schemactl.errors import UsageError
from schemactl.settings import SETTINGS, parse_options, with_options

SCHEMA = """\
CREATE TABLE public.t (
    id int PRIMARY KEY,
    d date DEFAULT '2024-02-01',
    i interval DEFAULT '1 day 02:00:00',
    z timestamptz DEFAULT '2024-02-01 00:00:00+00',
    b bytea DEFAULT '\\x0102',
    f float8 DEFAULT 0.1,
    m money DEFAULT '1.00',
    s text DEFAULT 'a\\b'
);
"""
MIGRATION = SCHEMA.replace("public.t", "t") + "INSERT INTO t (id, d) VALUES (1, '03/04/2024');\n"
HOSTILE: Mapping[str, Mapping[str, str]] = {
    "written": {
        "DateStyle": "German, DMY",
        "IntervalStyle": "iso_8601",
        "TimeZone": "Asia/Tokyo",
        "client_encoding": "LATIN1",
        "bytea_output": "escape",
        "extra_float_digits": "-15",
        "quote_all_identifiers": "on",
    },
    "limits": {
        "statement_timeout": "1ms",
        "lock_timeout": "1ms",
        "idle_in_transaction_session_timeout": "1ms",
        "idle_session_timeout": "1ms",
        "transaction_timeout": "100ms",
    },
    "meaning": {
        "search_path": "elsewhere, pg_catalog",
        "default_transaction_isolation": "serializable",
        "standard_conforming_strings": "off",
        "xmloption": "document",
        "row_security": "off",
        "array_nulls": "off",
        "check_function_bodies": "off",
        "client_min_messages": "error",
    },
    "DateStyle": {"DateStyle": "German"},
    "search_path": {"search_path": "elsewhere"},
    "read_only": {"default_transaction_read_only": "on"},
    "triggers": {"session_replication_role": "replica"},
}

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types commands in the project; gives the exit code, the JSON or text on stdout, and stderr."""
    (project / "schema" / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    (project / "migrations" / "1_t.up.sql").write_text(MIGRATION, encoding="utf-8")
    (project / "migrations" / "1_t.down.sql").write_text("DROP TABLE t;\n", encoding="utf-8")

    def call(*arguments: str) -> tuple[int, Any, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        out, err = capsys.readouterr()
        return caught.value.code or 0, json.loads(out) if "json" in arguments else out, err  # type: ignore[return-value]

    assert call("sum")[0] == 0
    return call


@pytest.fixture
def role(database: str) -> Iterator[str]:
    """A role that owns the database and is no superuser; gives its conninfo."""
    parts = conninfo_to_dict(database)
    name = f"r_{parts['dbname']}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(login(name, database).encode())
        connection.execute(f"ALTER DATABASE {parts['dbname']} OWNER TO {name}".encode())
    yield make_conninfo(database, user=name)
    with psycopg.connect(database, autocommit=True, options="-c default_transaction_read_only=off") as connection:
        connection.execute(f"REASSIGN OWNED BY {name} TO CURRENT_USER".encode())
        connection.execute(f"DROP OWNED BY {name}".encode())
        connection.execute(f"DROP ROLE {name}".encode())


def set_for_all(database: str, settings: Mapping[str, str]) -> None:
    """ALTER DATABASE … SET, what this server knows of it."""
    with psycopg.connect(database, autocommit=True) as connection:
        known = {name.lower() for (name,) in connection.execute("SELECT name FROM pg_settings").fetchall()}
        dbname = sql.Identifier(connection.info.dbname)
        for name, value in settings.items():
            if name.lower() in known:
                # A list is no list when it is quoted as a whole.
                values = sql.SQL(", ").join(map(sql.Literal, value.split(", ")))
                connection.execute(
                    sql.SQL("ALTER DATABASE {} SET {} TO {}").format(dbname, sql.Identifier(name), values)
                )


@pytest.mark.parametrize("settings", HOSTILE.values(), ids=list(HOSTILE))
def test_a_database_with_settings(run: Run, database: str, settings: Mapping[str, str]) -> None:
    """Every command does what it does without them, and what the migration wrote is the same."""
    set_for_all(database, settings)
    assert run("status", "--url", database)[0] == 0
    code, document, err = run("apply", "--url", database, "--check-drift", "--format", "json")
    assert (code, document["state"]) == (0, "up_to_date"), err
    assert run("status", "--url", database, "--check-drift", "--exit-code")[0] == 0
    code, out, err = run("diff", "--from", as_url(database), "--to", "schema/schema.sql")
    assert (code, out.strip()) == (0, ""), err
    code, out, err = run("dump", "--url", database)
    assert code == 0, err
    assert "2024-02-01" in out
    assert run("lint", "--stats", database)[0] in (0, 1)
    with connect(database) as connection:
        assert connection.execute("SELECT d::text, s FROM public.t").fetchall() == [("2024-03-04", "a\\b")]
    assert run("down", "--allow-data-loss", "--url", database)[0] == 0


def test_an_access_method_is_part_of_the_schema(run: Run, database: str) -> None:
    """It is compared, so a table that names none is a heap, as on the scratch server."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler")
    set_for_all(database, {"default_table_access_method": "other"})
    assert run("apply", "--url", database)[0] == 0
    with psycopg.connect(database) as connection:
        query = "SELECT amname FROM pg_am JOIN pg_class ON relam = pg_am.oid WHERE relname = 't'"
        assert connection.execute(query).fetchone() == ("heap",)


def as_url(conninfo: str) -> str:
    """A conninfo as a URL, for options that take files as well."""
    parts = conninfo_to_dict(conninfo)
    return "postgresql:///?" + "&".join(f"{name}={quote(str(value))}" for name, value in parts.items())


def test_reset_all_comes_back_to_ours(run: Run, project: Path, database: str) -> None:
    """Also a file's own RESET, also in the middle of it."""
    tokyo = {"DateStyle": "German", "search_path": "elsewhere", "TimeZone": "Asia/Tokyo"}
    set_for_all(database, {**tokyo, "transaction_timeout": "1h"})
    text = "SET search_path = x; RESET ALL; RESET search_path;\nCREATE TABLE public.seen AS SELECT name, setting FROM"
    (project / "migrations" / "2_r.up.sql").write_text(
        f"{text} pg_settings\nWHERE lower(name) IN ('datestyle', 'search_path', 'timezone', 'transaction_timeout');",
        encoding="utf-8",
    )
    assert run("sum")[0] == 0
    assert run("apply", "--url", database)[0] == 0
    with psycopg.connect(database) as connection:
        seen: dict[str, str] = dict(connection.execute("SELECT name, setting FROM public.seen").fetchall())
    assert seen.pop("transaction_timeout", "0") == "0"
    assert seen == {"DateStyle": "ISO, MDY", "TimeZone": "UTC", "search_path": '"$user", public'}


def test_what_a_file_leaves_behind(run: Run, project: Path, database: str) -> None:
    """Settings at a file's end are its own: how things stand is read without them, and the next file has ours."""
    left = "SET DateStyle = German; SET statement_timeout = 500; SET search_path = x;"
    left += "SET default_transaction_read_only = on;"
    apart = "-- schemactl: transaction=none\n"
    for number, more in enumerate(("", "", apart, apart, ""), 2):
        (project / "migrations" / f"{number}_left.up.sql").write_text(f"{more}{left}", encoding="utf-8")
    assert run("sum")[0] == 0
    code, document, err = run("apply", "--url", database, "--check-drift", "--format", "json")
    assert (code, document.get("state")) == (0, "up_to_date"), err


def path_of_files(connection: psycopg.Connection) -> str:
    """Ours is pg_catalog; RESET gives the one that files have."""
    assert connection.execute("SHOW search_path").fetchone() == ("pg_catalog",)
    reset_path(connection)
    return str(connection.execute("SHOW search_path").fetchone()[0])  # type: ignore[index]


def test_what_the_url_says_wins(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own options, or PGOPTIONS where it has none; only what could not be read is mended."""
    url = make_conninfo(database, options="-c search_path=mine,\\ public -cTimeZone=Asia/Tokyo -c DateStyle=German")
    with connect(url) as connection:
        assert path_of_files(connection) == "mine, public"
        assert connection.execute("SHOW timezone").fetchone() == ("Asia/Tokyo",)
        assert connection.execute("SELECT now()").fetchone()
        assert connection.info.parameter_status("DateStyle") == "ISO, DMY"
    with connect(url, settings={"search_path": "theirs"}) as connection:
        assert path_of_files(connection) == "theirs"
    plain = {name: str(value) for name, value in conninfo_to_dict(database).items() if name != "options"}
    monkeypatch.setenv("PGOPTIONS", "-c search_path=env")
    monkeypatch.setenv("PGDATESTYLE", "Postgres, DMY")
    with connect(make_conninfo(**plain)) as connection:
        assert path_of_files(connection) == "env"
        assert connection.execute("SHOW statement_timeout").fetchone() == ("0",)
        assert connection.execute("SELECT now(), interval '1 day'").fetchone()


def test_what_a_service_says_wins(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its options are as those of a URL; ours go before them."""
    plain = {name: str(value) for name, value in conninfo_to_dict(database).items() if name != "options"}
    lines = [f"{name}={value}" for name, value in plain.items() if value]
    (tmp_path / "services").write_text("\n".join(["[mine]", *lines, "options=-c search_path=mine"]))
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    for url in ("postgresql:///?service=mine", "service=mine"):
        with connect(url) as connection:
            assert path_of_files(connection) == "mine"
            assert connection.execute("SHOW timezone").fetchone() == ("UTC",)
    monkeypatch.setenv("PGSERVICE", "mine")
    with connect("postgresql://") as connection:
        assert path_of_files(connection) == "mine"


@pytest.mark.parametrize(
    "setting",
    ["DateStyle = 'German'", "search_path = nowhere", "statement_timeout = '1ms'", "transaction_timeout = '100ms'"],
)
def test_a_scratch_server_of_the_user(
    run: Run, project: Path, database: str, role: str, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its role has set changes nothing of what is built there."""
    monkeypatch.setenv("PGDATESTYLE", "German")
    monkeypatch.setenv("SCHEMACTL_TRUST", "1")
    name = conninfo_to_dict(role)["user"]
    with psycopg.connect(database, autocommit=True) as connection:
        if setting.startswith("transaction") and connection.info.server_version < 170000:
            pytest.skip("there is no such setting")
        connection.execute(f"ALTER ROLE {name} CREATEDB".encode())
        connection.execute(f"ALTER ROLE {name} SET {setting}".encode())
    config = project / "atlas-like.yaml"
    config.write_text(f'{config.read_text()[: config.read_text().index("postgres")]}postgres: {{scratch: "{role}"}}\n')
    code, _, err = run("diff", "--up-only", "more")
    assert code == 0, err
    code, _, err = run("check")
    assert code == 0, err


def test_a_role_with_settings(run: Run, database: str, role: str) -> None:
    """ALTER ROLE … SET is no other: a limit of 1 ms, a way to write dates, a path."""
    name = conninfo_to_dict(role)["user"]
    with psycopg.connect(database, autocommit=True) as connection:
        for setting in ("statement_timeout = '1ms'", "DateStyle = 'German'", "search_path = nowhere"):
            connection.execute(f"ALTER ROLE {name} SET {setting}".encode())
        if connection.info.server_version >= 170000:
            connection.execute(f"ALTER ROLE {name} SET transaction_timeout = '100ms'".encode())
    assert run("apply", "--url", role)[0] == 0
    assert run("status", "--url", role, "--exit-code")[0] == 0


def test_a_setting_of_superusers_is_named(database: str, role: str) -> None:
    """Silent triggers that the role cannot turn on again: refused, unless the URL says that it is meant."""
    set_for_all(database, HOSTILE["triggers"])
    with pytest.raises(UsageError, match="session_replication_role") as caught:
        connect(role)
    assert "ALTER ROLE" in caught.value.hint
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} RESET ALL".encode())
    connect(role).close()


def test_no_url_is_no_database(monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    """The library does not go to whatever libpq would take."""
    monkeypatch.setenv("PGHOST", str(conninfo_to_dict(database)["host"]))
    with pytest.raises(UsageError, match="empty"):
        connect(" ")


def test_a_setting_that_there_is_not(database: str) -> None:
    """A mistake in the URL's options is said in the server's words."""
    with pytest.raises(Exception, match=r"serch_path|cannot connect") as caught:
        connect(make_conninfo(database, options="-c serch_path=x"))
    assert "serch_path" in f"{caught.value} {getattr(caught.value, 'detail', '')}"


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.text(max_size=20)))
def test_options_are_read_as_they_are_written(settings: dict[str, str]) -> None:
    """A law: what with_options writes, parse_options reads."""
    assert parse_options(with_options("", settings)) == settings


def test_options_that_are_no_settings() -> None:
    """They cannot be carried over to SQL."""
    assert parse_options("-c a=b --c-d=e\\ f -cg=h") == {"a": "b", "c_d": "e f", "g": "h"}
    assert parse_options("-c a") is parse_options("-e") is parse_options("x=y") is None
    assert parse_options("") == {}
    assert all(name == name.strip() for name in SETTINGS)
