"""Two branches: the gate of a pull request, and putting one branch's migrations behind the other's."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from schemactl.cli.review import render_pair
from schemactl.config import load_config
from schemactl.draft import Scope
from schemactl.errors import SourceError, UsageError
from schemactl.migrations.base import read_base
from schemactl.migrations.check import check_files, check_replay
from schemactl.migrations.files import (
    check_sum,
    load_migrations,
    plan_migration,
    update_sum,
    write_draft,
    write_migration,
)
from schemactl.migrations.rebase import plan_rebase, write_rebase
from schemactl.server import ScratchServer
from schemactl.source import parse_source

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

USERS = "CREATE TABLE users (id int);\n"
MAIL = "ALTER TABLE users ADD COLUMN mail text;\n"
NAME = "ALTER TABLE users ADD COLUMN name text;\n"
TODAY = date(2025, 3, 1)


class Branches:
    """A repository with a project in it; `main` has one migration."""

    def __init__(self, root: Path, server: ScratchServer) -> None:
        self.root = root
        self.server = server
        self.folder = root / "migrations"
        self.git("init", "-q", "-b", "main")
        self.schema(USERS)
        self.migration("20250101001", "users", USERS, "DROP TABLE users;\n")
        self.commit()

    def git(self, *arguments: str) -> None:
        """Runs git, as nobody in particular."""
        names = ["-c", "user.name=x", "-c", "user.email=x@x.invalid", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *names, *arguments], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        """Everything, on the branch at hand."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def schema(self, text: str) -> None:
        """The desired state."""
        (self.root / "schema.sql").write_text(text)

    def migration(self, version: str, name: str, up: str, down: str | None = None, fingerprint: str = "f") -> None:
        """A migration as `diff` writes it."""
        write_migration(self.folder, version, name, up, down, fingerprint)

    def by_hand(self, version: str, name: str, up: str) -> None:
        """A migration as a person writes it."""
        write_draft(self.folder, plan_migration(self.folder, version, name, up, None))
        update_sum(self.folder)

    def check(self, base: str | None = None) -> list[str]:
        """The rules of what is found."""
        found = read_base(self.folder, base)
        files, findings = check_files(self.folder, found)
        if files:
            desired = parse_source("schema.sql", self.root)
            findings += check_replay(self.server, files, desired, Scope(), found).findings
        return [finding.rule for finding in findings]

    def rebase(self) -> list[tuple[str, str | None, bool]]:
        """Old and new version of each migration that moved, and whether it was written anew."""
        base = read_base(self.folder, "main")
        assert base
        desired = parse_source("schema.sql", self.root)
        render = partial(render_pair, load_config(None, None, {}), proven_on="Postgres")
        result = plan_rebase(self.server, self.folder, base, desired, Scope(), TODAY, render)
        write_rebase(self.folder, base, result)
        check_sum(self.folder, load_migrations(self.folder))
        return [(move.old.version, move.new.version if move.new else None, move.is_rewritten) for move in result.moves]

    def merge_main(self, schema: str) -> None:
        """Merges main into this branch; conflicts of the sum stay in it, `schema` is the schema of both."""
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        names = ["-c", "user.name=x", "-c", "user.email=x@x.invalid"]
        subprocess.run(["git", *names, "merge", "-q", "main"], cwd=self.root, check=False, capture_output=True)
        self.schema(schema)


@pytest.fixture
def branches(tmp_path: Path, scratch: ScratchServer) -> Branches:
    """On the branch `mine`, which begins at main."""
    made = Branches(tmp_path, scratch)
    made.git("checkout", "-q", "-b", "mine")
    return made


def test_all_is_well(branches: Branches) -> None:
    """A new migration behind the base's that leads to the schema and back."""
    branches.schema("CREATE TABLE users (id int, mail text);")
    branches.migration("20250102001", "mail", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    assert branches.check() == []


Damage = Callable[[Branches], None]


def damage(rule: str) -> Damage:
    """What makes `check` find a rule."""

    def edited_unrecorded(b: Branches) -> None:
        (b.folder / "20250101001_users.up.sql").write_text(USERS + "-- more\n")

    def draft(b: Branches) -> None:
        write_draft(b.folder, plan_migration(b.folder, "20250102001", "x", "SELECT 1;", None))

    def edited(b: Branches) -> None:
        edited_unrecorded(b)
        update_sum(b.folder)

    def out_of_order(b: Branches) -> None:
        b.by_hand("20240101001", "early", "SELECT 1;")

    def behind_base_replay(b: Branches) -> None:
        b.by_hand("20240101001", "early", "-- schemactl: allow-out-of-order\nDROP TABLE IF EXISTS users;")

    def behind_base(b: Branches) -> None:
        (b.folder / "20250101001_users.up.sql").unlink()
        (b.folder / "20250101001_users.down.sql").unlink()
        update_sum(b.folder)
        b.by_hand("20250102001", "users", USERS)

    def replay(b: Branches) -> None:
        b.by_hand("20250102001", "x", "CREATE TABLE users ();")

    def down(b: Branches) -> None:
        b.schema("CREATE TABLE users (id int, mail text);")
        b.migration("20250102001", "mail", MAIL, "ALTER TABLE users DROP COLUMN id;\n")

    def up_again(b: Branches) -> None:
        b.migration("20250102001", "x", "CREATE TABLE x (id int PRIMARY KEY);", "DROP TABLE x;")
        b.migration("20250103001", "y", "INSERT INTO x VALUES (1);", "SELECT 1;")

    def differs(b: Branches) -> None:
        b.schema(USERS + "CREATE VIEW v AS SELECT 1 AS x;")

    cases = {
        "files": edited_unrecorded,
        "draft": draft,
        "edited": edited,
        "out-of-order": out_of_order,
        "behind-base-replay": behind_base_replay,
        "behind-base": behind_base,
        "replay": replay,
        "down": down,
        "up-again": up_again,
        "differs": differs,
    }
    return cases[rule]


@pytest.mark.parametrize(
    "rule",
    [
        "files",
        "draft",
        "edited",
        "out-of-order",
        "behind-base",
        "behind-base-replay",
        "replay",
        "down",
        "up-again",
        "differs",
    ],
)
def test_what_is_wrong_is_found(branches: Branches, rule: str) -> None:
    """Each by its own name."""
    damage(rule)(branches)
    assert rule in branches.check()


def test_a_base_that_is_not_there(branches: Branches, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A name that git does not know is an error; outside of git there is no base, and nothing is old."""
    with pytest.raises(UsageError, match="git knows no commit 'nowhere'"):
        branches.check("nowhere")
    outside = tmp_path_factory.mktemp("outside")
    assert read_base(outside, None) is None


def test_rebase_renumbers_what_main_does_not_have(branches: Branches) -> None:
    """Both chose the same version: ours moves behind, in order, with its SQL as it was, and the sum is whole again."""
    branches.migration("20250102001", "name", NAME, "ALTER TABLE users DROP COLUMN name;\n")
    branches.by_hand("20250102002", "fill", "UPDATE users SET name = 'x';\n")
    branches.schema("CREATE TABLE users (id int, name text);")
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102001", "mail", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    branches.schema("CREATE TABLE users (id int, mail text);")
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.merge_main("CREATE TABLE users (id int, mail text, name text);")
    assert "files" in branches.check()
    assert branches.rebase() == [("20250102001", "20250301001", False), ("20250102002", "20250301002", False)]
    assert sorted(path.name for path in branches.folder.glob("2025030*")) == [
        "20250301001_name.down.sql",
        "20250301001_name.up.sql",
        "20250301002_fill.up.sql",
    ]
    assert (branches.folder / "20250301001_name.up.sql").read_text() == NAME
    assert branches.check() == []


def test_rebase_rewrites_what_no_longer_leads_there(branches: Branches) -> None:
    """Both replaced one function: ours is written anew, from the schema that has both changes."""
    body = "CREATE {0} FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''{1}''';\n"
    branches.git("checkout", "-q", "main")
    branches.migration("20250101002", "f", body.format("", "old"), "DROP FUNCTION f();\n")
    branches.schema(USERS + body.format("", "old"))
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.git("reset", "-q", "--hard", "main")
    branches.migration("20250102001", "mine", body.format("OR REPLACE", "mine"), "SELECT 1;\n")
    branches.schema(USERS + body.format("", "mine"))
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102001", "theirs", body.format("OR REPLACE", "theirs"), "SELECT 1;\n")
    branches.schema(USERS + body.format("", "theirs"))
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.merge_main(USERS + body.format("", "theirs and mine"))
    assert branches.rebase() == [("20250102001", "20250301001", True)]
    text = (branches.folder / "20250301001_mine.up.sql").read_text()
    assert "theirs and mine" in text
    assert "theirs and mine" not in (branches.folder / "20250301001_mine.down.sql").read_text()
    assert branches.check() == []


def test_rebase_leaves_out_what_main_has_done_already(branches: Branches) -> None:
    """Both added the same column: nothing of ours is left to do."""
    branches.migration("20250102001", "mine", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102002", "theirs", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    branches.schema("CREATE TABLE users (id int, mail text);")
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.merge_main("CREATE TABLE users (id int, mail text);")
    assert branches.rebase() == [("20250102001", None, False)]
    assert branches.check() == []


def test_rebase_keeps_what_was_written_by_hand(branches: Branches) -> None:
    """It does not run behind main's: an error with its place, and not a file is touched."""
    branches.by_hand("20250102001", "mine", MAIL)
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102002", "theirs", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.merge_main("CREATE TABLE users (id int, mail text);")
    before = {path.name: path.read_text() for path in branches.folder.iterdir()}
    with pytest.raises(SourceError) as caught:
        branches.rebase()
    assert "20250102001_mine.up.sql" in str(caught.value.place)
    assert {path.name: path.read_text() for path in branches.folder.iterdir()} == before


def test_rebase_wants_the_merge_first(branches: Branches) -> None:
    """Without main's files there is nothing to come behind."""
    branches.by_hand("20250102001", "mine", NAME)
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102001", "mail", MAIL)
    branches.commit()
    branches.git("checkout", "-q", "mine")
    with pytest.raises(UsageError) as caught:
        branches.rebase()
    assert caught.value.hint == "merge main first"


def test_rebase_of_nothing_keeps_everything(branches: Branches) -> None:
    """Behind main already, and leading to the schema: as it was."""
    branches.migration("20250102001", "mail", MAIL, "ALTER TABLE users DROP COLUMN mail;\n")
    branches.schema("CREATE TABLE users (id int, mail text);")
    assert branches.rebase() == [("20250102001", "20250102001", False)]
    assert branches.check() == []


def test_a_migration_in_python_is_checked_and_renumbered(branches: Branches, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs in every replay, if asked to, counts as written by hand, and keeps its kind under its new version."""
    code = "def up(connection):\n    connection.execute('ALTER TABLE users ADD COLUMN mail text')\n"
    write_draft(branches.folder, plan_migration(branches.folder, "20250102001", "mail", code, None, ".py"))
    update_sum(branches.folder)
    assert branches.check() == ["replay"]
    monkeypatch.setattr(branches.server, "is_trusted", True)
    assert branches.check() == ["differs"]
    branches.schema("CREATE TABLE users (id int, mail text);")
    assert branches.check() == []
    branches.commit()
    branches.git("checkout", "-q", "main")
    branches.migration("20250102001", "name", NAME)
    branches.commit()
    branches.git("checkout", "-q", "mine")
    branches.merge_main("CREATE TABLE users (id int, name text, mail text);")
    assert branches.rebase() == [("20250102001", "20250301001", False)]
    assert (branches.folder / "20250301001_mail.up.py").read_text() == code
    assert branches.check("main") == []
