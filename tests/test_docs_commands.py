"""Every command line that a page shows runs: on a server as initdb makes it, in a database as CREATE DATABASE makes it.

In: the commands in README.md and docs/*.md, in blocks and in sentences. Each is run as a user would run it, by root and
by an ordinary user, with a name in the place of NAME and so on; or it is listed here with the reason why it cannot be.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from clusters import Cluster, own_cluster
from psycopg import sql

from schemactl.cli.main import COMMANDS
from schemactl.draft import Scope, draft
from schemactl.server import ScratchServer
from schemactl.server.system import Account, give_to, server_account
from schemactl.source import UrlSource, parse_source

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OLD = "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);\n"
NEW = OLD + "CREATE TABLE sessions (id bigint PRIMARY KEY, title text, user_id bigint REFERENCES users);\n"
FILES = {
    "atlas-like.yaml": "schema: schema/schema.sql\nmigrations: migrations\npostgres: {{version: {major}}}\n",
    "schema/schema.sql": NEW,
    "schema.sql": NEW,
    "migrations/20250101001_initial.up.sql": OLD,
    "migrations/20250101001_initial.down.sql": "DROP TABLE users;\n",
    "foreign/000001_users.up.sql": OLD,
    "foreign/000001_users.down.sql": "DROP TABLE users;\n",
    "targets.yaml": "targets:\n  - {{name: app, url: '{url}'}}\n",
}


@dataclass(frozen=True, slots=True)
class Show:
    """What is done before: to the database, and by schemactl. words: what stands for which words of the page.

    is_new: in an empty folder.
    """

    database: str = ""
    before: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    is_new: bool = False


SUM = ("schemactl sum",)
APPLIED = (*SUM, "schemactl apply")
SHOWN = {
    "schemactl init": Show(is_new=True),
    "schemactl init --from URL": Show(OLD, is_new=True),
    "schemactl diff initial_schema": Show(before=SUM),
    "schemactl diff add_user_name": Show(before=SUM),
    "schemactl diff add_session_title": Show(before=SUM),
    "schemactl diff NAME": Show(before=SUM, words=(("NAME", "a_change"),)),
    "schemactl diff": Show(before=SUM),
    "schemactl diff --from postgresql://localhost/app --to schema.sql": Show(
        OLD, words=(("postgresql://localhost/app", "{url}"),)
    ),
    "schemactl diff --from … --to …": Show(OLD, words=(("--from …", "--from {url}"), ("--to …", "--to schema.sql"))),
    "schemactl new NAME": Show(before=SUM, words=(("NAME", "a_change"),)),
    "schemactl sum": Show(),
    "schemactl lint": Show(before=SUM),
    "schemactl lint --rules": Show(),
    "schemactl lint migrations": Show(before=SUM),
    "schemactl lint migrations --write-baseline migrations/lint-baseline.json": Show(before=SUM),
    "schemactl check": Show(before=(*SUM, "schemactl diff a_change")),
    "schemactl apply": Show(before=SUM),
    "schemactl status": Show(before=APPLIED),
    "schemactl down [N]": Show(before=APPLIED, words=(("[N]", "1"),)),
    "schemactl down": Show(before=APPLIED),
    "schemactl baseline VERSION": Show(OLD, before=SUM, words=(("VERSION", "20250101001"),)),
    "schemactl baseline 0": Show(OLD, before=SUM),
    "schemactl baseline VERSION --url URL": Show(OLD, before=SUM, words=(("VERSION", "20250101001"),)),
    "schemactl standin EXTENSION...": Show("CREATE EXTENSION citext", words=(("EXTENSION...", "citext"),)),
    "schemactl standin --all": Show("CREATE EXTENSION citext"),
    "schemactl dump [SOURCE]": Show(NEW, words=(("[SOURCE]", ""),)),
    "schemactl import --from TOOL [FOLDER]": Show(
        is_new=True, before=("schemactl init",), words=(("TOOL [FOLDER]", "golang-migrate ../foreign"),)
    ),
    "schemactl apply --fleet targets.yaml --parallel 16 --canary 1 --max-failures 3": Show(before=SUM),
    "schemactl status --fleet targets.yaml": Show(before=APPLIED),
    "schemactl baseline 0 --fleet targets.yaml": Show(before=SUM),
}
NOT_RUN = {
    "schemactl rebase": "there must be two branches: test_check_rebase.py makes them",
    "schemactl resolve VERSION": "there must be a migration that failed: test_apply_resolve.py makes one",
}


def shown() -> set[str]:
    """All commands on the pages, without what is said of them behind a #."""
    found: set[str] = set()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        blocks = "\n".join(re.findall(r"```(?!yaml)[a-z]*\n(.*?)```", text, re.DOTALL))
        lines = re.findall(r"^(?:\$ )?(schemactl .+)$", blocks, re.MULTILINE)
        lines += re.findall(r"`(schemactl [^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        found |= {line.partition(" #")[0].strip() for line in lines if line.split()[1] in COMMANDS}
    return found


def test_every_command_is_run_or_has_a_reason() -> None:
    """None that a page shows is missing here, and none is here that no page shows."""
    assert shown() == SHOWN.keys() | NOT_RUN.keys()


@pytest.fixture(scope="module")
def server(scratch: ScratchServer) -> Iterator[Cluster]:
    """A server whose superuser is `postgres`, with nothing changed."""
    with own_cluster(scratch) as cluster:
        yield cluster


def as_account(account: Account | None) -> list[str]:
    """What makes a command run without the rights of root, where we have them."""
    if account is None:
        return []
    prefix = ["setpriv", f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    try:
        subprocess.run([*prefix, sys.executable, "-c", ""], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("an ordinary user may not run this Python")
    return prefix


@pytest.fixture(scope="module")
def cache() -> Iterator[Path]:
    """The ordinary user's."""
    with TemporaryDirectory(prefix="schemactl-page-cache-") as name:
        yield Path(name)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where an ordinary user gets in as well."""
    with TemporaryDirectory(prefix="schemactl-page-") as name:
        yield Path(name)


@pytest.mark.parametrize("is_root", [True, False], ids=["root", "ordinary"])
@pytest.mark.parametrize("command", SHOWN)
def test_what_a_page_shows_runs(
    command: str, server: Cluster, folder: Path, cache: Path, major: int, *, is_root: bool
) -> None:
    """Exactly as it stands there, and it ends well."""
    if is_root and os.geteuid() != 0:
        pytest.skip("we are no root")
    account = None if is_root else server_account(os.environ)
    prefix = as_account(account)
    show, name = SHOWN[command], f"docs_{secrets.token_hex(8)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = f"postgresql://postgres@127.0.0.1:{server.port}/{name}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(show.database.encode())
    for path, text in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text.format(major=major, url=url))
    (folder / "new").mkdir()
    environment = {**os.environ, "DATABASE_URL": url}
    if account:
        for each in (cache, folder, *folder.rglob("*")):
            give_to(each, account)
        environment |= {"HOME": str(folder), "SCHEMACTL_CACHE": str(cache)}
    for one in (*show.before, command):
        text = one
        for word, instead in show.words if one is command else ():
            text = text.replace(word, instead)
        text = text.replace("URL", url).format(url=url).removeprefix("schemactl")
        run = [*prefix, sys.executable, "-m", "schemactl", *shlex.split(text)]
        where = folder / "new" if show.is_new else folder
        done = subprocess.run(run, cwd=where, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("owners", [True, False])
def test_a_default_database_is_planned_from(
    server: Cluster, scratch: ScratchServer, folder: Path, *, owners: bool
) -> None:
    """Its schema public belongs to pg_database_owner; other things may belong to roles that nobody may be."""
    name = f"owners_{secrets.token_hex(8)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = f"postgresql://postgres@127.0.0.1:{server.port}/{name}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(OLD)
        if not owners:
            connection.execute("CREATE SCHEMA s AUTHORIZATION pg_read_all_data; CREATE TABLE s.t ()")
            connection.execute("ALTER TABLE s.t OWNER TO pg_monitor")
    (folder / "schema.sql").write_text(NEW + ("" if owners else "CREATE SCHEMA s; CREATE TABLE s.t (a int);"))
    made = draft(scratch, UrlSource(url), parse_source("schema.sql", folder), Scope(owners=owners))
    words = {each.text.split(" (")[0] for each in made.up.statements}
    assert words == {"CREATE TABLE public.sessions", *([] if owners else ["ALTER TABLE s.t ADD COLUMN a integer"])}
