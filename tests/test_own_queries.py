"""Our own queries on a target call nothing that others have made there, whatever rights we have."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import psycopg
import pytest

# What Postgres has for a name, a "char" or a text and a constant is made for text: one for two names fits better.
OPERATORS = ("~", "!~", "~~", "!~~", "~*", "||", "=", "<>", "<", ">", "+", "-", "*", "/", "&", "|", "^@")
TYPES = ("name", '"char"', "text", "oid", "int4", "int8", "int2", "timestamptz", "bool", "int2vector", "oidvector")
FUNCTIONS = (
    *("count(name)", "lower(name)", "md5(name)", "length(name)", "concat(name)", "current_schema()", "now()"),
    *("quote_ident(name)", "format(name, name)", "substr(name, int4)", "starts_with(name, name)", "array_agg(name)"),
    *("coalesce_(name)", "obj_description(name)", "to_regclass(name)", "pg_backend_pid()", "version()"),
)


@pytest.fixture
def trapped(database: str) -> str:
    """A database where everything in public that could be called in place of Postgres's own rings a bell."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE SEQUENCE public.bell")
        for left, right in {*((one, one) for one in TYPES), *product(("name", "text", '"char"'), repeat=2)}:
            connection.execute(
                f"CREATE FUNCTION public.ring({left}, {right}) RETURNS bool LANGUAGE sql AS"
                " $$SELECT pg_catalog.nextval('public.bell') IS NULL$$".encode()
            )
            for operator in OPERATORS:
                arguments = f"FUNCTION = public.ring, LEFTARG = {left}, RIGHTARG = {right}"
                connection.execute(f"CREATE OPERATOR public.{operator} ({arguments})".encode())
        for function in FUNCTIONS:
            connection.execute(
                f"CREATE FUNCTION public.{function} RETURNS text LANGUAGE sql AS"
                " $$SELECT pg_catalog.nextval('public.bell')::text$$".encode()
            )
    return database


def rings(database: str) -> int:
    """How many times something of public was called."""
    with psycopg.connect(database, autocommit=True) as connection:
        row = connection.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM public.bell").fetchone()
    assert row
    return int(row[0])


def test_the_bell_rings(trapped: str) -> None:
    """A query that trusts the path does call what others have made."""
    with psycopg.connect(trapped, autocommit=True) as connection:
        connection.execute("SELECT FROM pg_namespace WHERE nspname !~ '^pg_'")
    assert rings(trapped) > 0


FILES = {
    "1_a.up.sql": "CREATE TABLE a (id bigint PRIMARY KEY, x text);",
    "1_a.down.sql": "DROP TABLE a;",
    "2_b.up.sql": "-- schemactl: transaction=none\nCREATE INDEX CONCURRENTLY a_x ON a (x);\n"
    "ALTER TABLE a ADD COLUMN y int;\nALTER TABLE a ADD COLUMN z int;",
    "2_b.down.sql": "ALTER TABLE a DROP COLUMN z;\nALTER TABLE a DROP COLUMN y;\nDROP INDEX a_x;",
    "3_c.up.sql": "SET search_path TO public;\nCREATE TABLE c (id bigint PRIMARY KEY);\nRESET search_path;\n"
    "CREATE TABLE d (id bigint PRIMARY KEY);",
    "3_c.down.sql": "DROP TABLE d;\nDROP TABLE c;",
    "4_d.up.sql": "-- schemactl: transaction=none\nCREATE UNIQUE INDEX CONCURRENTLY c_u ON c (id);\n"
    "SELECT nothing_of_this_name;",
    "4_d.down.sql": "DROP INDEX c_u;",
}
# Each with the exit code that shows that it did what it is here for.
COMMANDS = (
    ("sum", 0),
    ("status", 0),
    ("baseline 0", 0),
    ("apply --dry-run", 0),
    ("apply", 3),
    ("status", 0),
    ("apply", 3),
    ("resolve 4 --applied", 0),
    ("status", 0),
    ("down 3", 0),
    ("apply --to 3", 0),
    ("diff --from {url} --to schema/schema.sql", 0),
    ("dump --url {url}", 0),
)


def test_no_command_calls_what_others_have_made(project: Path, trapped: str) -> None:
    """From the first look to the way back: files that stop, files statement by statement, and what is read live."""
    for name, text in FILES.items():
        (project / "migrations" / name).write_text(text)
    environ = {**os.environ, "DATABASE_URL": trapped}
    (project / "schema" / "schema.sql").write_text("CREATE TABLE a (id bigint PRIMARY KEY);")
    for command, code in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "schemactl", *(word.format(url=trapped) for word in command.split(" "))],
            check=False,
            capture_output=True,
            text=True,
            env=environ,
            cwd=project,
        )
        assert done.returncode == code, (command, done.stdout, done.stderr)
        assert rings(trapped) == 0, command
