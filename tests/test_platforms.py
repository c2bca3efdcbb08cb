"""Databases of platforms: schemas and roles of somebody else's, which the own schema refers to, and extensions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from schemactl.server import ScratchServer, open_scratch

STANDIN = """\
-- standin: relocatable
CREATE FUNCTION sign(payload json, secret text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $2';
CREATE TYPE ticket;
CREATE FUNCTION ticket_in(cstring) RETURNS ticket LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION ticket_out(ticket) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE ticket (INPUT = ticket_in, OUTPUT = ticket_out);
"""
PLATFORM = """
CREATE SCHEMA extensions; CREATE EXTENSION tickets SCHEMA extensions;
CREATE SCHEMA auth; CREATE SCHEMA storage;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email varchar(255) UNIQUE);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
CREATE TABLE storage.objects (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), owner uuid REFERENCES auth.users);
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, entry extensions.ticket);
CREATE POLICY own ON public.profiles USING (auth.uid() = id);
"""
MINE = """
CREATE TABLE public.posts (id int PRIMARY KEY, author uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users,
    entry extensions.ticket);
CREATE POLICY own ON public.posts USING (auth.uid() = author);
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def platform(major: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with an extension that our own scratch servers lack."""
    folder = tmp_path_factory.mktemp("elsewhere")
    folder.chmod(0o711)
    (folder / "tickets--1.0.sql").write_text(STANDIN)
    with open_scratch(major=major, standins=folder, is_trusted=True) as server, server.create() as name:
        url = server.plain_conninfo(name)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(PLATFORM.encode())
        yield url


@pytest.fixture
def run(project: Path) -> Run:
    """Runs a command in an empty folder; it must succeed."""
    for name in ("atlas-like.yaml", "schema/schema.sql"):
        (project / name).unlink()

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", *arguments]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    return call


def test_the_way_of_the_documentation(run: Run, project: Path, platform: str, scratch: ScratchServer) -> None:
    """Stand-ins for all, a baseline of all, then only what is one's own: it refers to what the platform has."""
    assert "tickets" not in scratch.standins
    run("standin", "--all", "--url", platform)
    run("init", "--from", platform, "--baseline")
    with (project / "atlas-like.yaml").open("a") as file:
        file.write('diff:\n  exclude: ["auth.*", "storage.*"]\n  privileges: false\n')
    assert run("check").stdout.endswith("all is well\n")
    with psycopg.connect(platform, autocommit=True) as connection:
        connection.execute("ALTER TABLE auth.users ADD phone text; CREATE TABLE storage.buckets (id text)")
    run("diff", "--from", platform, "--to", "schema/schema.sql", "--exit-code")
    with (project / "schema" / "schema.sql").open("a") as file:
        file.write(MINE)
    run("diff", "posts")
    (up,) = (project / "migrations").glob("*_posts.up.sql")
    assert "REFERENCES auth.users(id)" in up.read_text()
    assert "entry extensions.ticket" in up.read_text()
    run("apply", "--url", platform)
    run("diff", "--from", platform, "--to", "schema/schema.sql", "--exit-code")
    run("check")
