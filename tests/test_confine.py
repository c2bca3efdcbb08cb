"""What a scratch server, and a program in its place, can do to the machine: nothing, even as a superuser.

Judged from outside: a secret that nobody may read out, files that may not appear, ears that may hear nobody.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
import pytest

from schemactl.config import LintConfig
from schemactl.errors import NotConfinedError
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import RUNNERS
from schemactl.server import ScratchServer, confine, open_scratch, require_confinement
from schemactl.server.confine import LOADERS, SYSTEM_FILES, Confinement, missing, start_confined

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "can be confined")


@dataclass
class Outside:
    """What lies around the server, open to everybody: folder with a secret, programs, and sockets that listen."""

    folder: Path
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    heard: list[str] = field(default_factory=list)
    ears: list[socket.socket] = field(default_factory=list)

    def names(self) -> dict[str, str]:
        return {
            "folder": str(self.folder),
            "secret": str(self.folder / "secret"),
            "out": str(self.folder / "open" / "out"),
            "program": str(self.folder / "program"),
            "library": str(self.folder / "library.so"),
            "path": str(self.folder / "open"),
            "abstract": f"schemactl-{self.secret[:8]}",
            "tcp": str(self.ears[0].getsockname()[1]),
            "udp": str(self.ears[-1].getsockname()[1]),
            "pid": str(os.getpid()),
        }

    def listen(self) -> None:
        """On TCP, a socket with a path, one without, and UDP."""
        tcp = socket.socket()
        tcp.bind(("127.0.0.1", 0))
        path, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        path.bind(str(self.folder / "open" / ".s.PGSQL.5432"))
        (self.folder / "open" / ".s.PGSQL.5432").chmod(0o777)
        abstract.bind(f"\0schemactl-{self.secret[:8]}/.s.PGSQL.5432")
        udp = socket.socket(type=socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        self.ears += [tcp, path, abstract, udp]
        for ear in self.ears[:3]:
            ear.listen()
            threading.Thread(target=self._hear, args=(ear,), daemon=True).start()
        threading.Thread(target=self._hear_datagrams, args=(udp,), daemon=True).start()

    def _hear(self, ear: socket.socket) -> None:
        while True:
            try:
                caller, _ = ear.accept()
            except OSError:
                return
            self.heard.append(str(ear))
            caller.close()

    def _hear_datagrams(self, ear: socket.socket) -> None:
        while True:
            try:
                ear.recvfrom(1)
            except OSError:
                return
            self.heard.append(str(ear))

    def is_untouched(self, said: str) -> None:
        """Nothing read, written, executed or connected; the next way finds it as it was."""
        open_folder, heard = self.folder / "open", tuple(self.heard)
        strays = [one for one in open_folder.iterdir() if not one.is_socket()]
        self.heard.clear()
        for one in strays:
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        assert self.secret not in said
        assert strays == []
        assert (self.folder / "secret").read_text() == self.secret
        assert heard == ()

    def close(self) -> None:
        for ear in self.ears:
            ear.close()


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    """In a folder that every user of the machine may enter, read and write."""
    folder = Path(f"/tmp/schemactl-outside-{secrets.token_hex(4)}")
    (folder / "open").mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "open").chmod(0o777)
    here = Outside(folder)
    (folder / "secret").write_text(here.secret)
    (folder / "program").write_text(f"#!/bin/sh\necho ran > {folder}/open/out\n")
    (folder / "program").chmod(0o755)
    here.listen()
    yield here
    here.close()
    shutil.rmtree(folder)


class Servers:
    """A server on which the SQL layer is off; another one when what was tried may have spoiled it for others."""

    def __init__(self, major: int) -> None:
        self.major = major
        self.stack = ExitStack()
        self.server: ScratchServer | None = None

    @contextmanager
    def superuser(self, *, is_spoiled: bool) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """A connection to an empty database, as the server's own superuser."""
        if self.server is None:
            self.server = self.stack.enter_context(open_scratch(major=self.major))
        with ExitStack() as stack:
            name = stack.enter_context(self.server.create())
            yield stack.enter_context(psycopg.connect(self.server.plain_conninfo(name), autocommit=True))
        if is_spoiled:
            self.close()

    def close(self) -> None:
        self.server = None
        self.stack.close()


@pytest.fixture(scope="module")
def servers(major: int, outside: Outside) -> Iterator[Servers]:
    """Outside lies a library of the server's own, which it could load from where it belongs."""
    here = Servers(major)
    with here.superuser(is_spoiled=False) as connection:
        found = connection.execute("SELECT setting FROM pg_config WHERE name = 'PKGLIBDIR'").fetchone()
    assert found
    shutil.copy(Path(str(found[0])) / "plpgsql.so", outside.folder / "library.so")
    (outside.folder / "library.so").chmod(0o755)
    yield here
    here.close()


DYNAMIC = "DO $$ DECLARE t text := 'old'; BEGIN EXECUTE 'DROP TABLE ' || t; END $$;"
SPOILS = ("ALTER SYSTEM", "ALTER ROLE", "postgresql.auto.conf", "replication_slot", "SUBSCRIPTION")
WAYS = {
    "copy from": "CREATE TABLE t (x text); COPY t FROM '{secret}'; TABLE t",
    "copy to": "COPY (SELECT 1) TO '{out}'",
    "copy binary": "COPY (SELECT 'x'::bytea) TO '{out}' (FORMAT binary)",
    "copy from program": "CREATE TABLE t (x text); COPY t FROM PROGRAM 'cat {secret}'; TABLE t",
    "copy to program": "COPY (SELECT 1) TO PROGRAM 'cat > {out}'",
    "copy from own descriptor": "CREATE TABLE t (x text); COPY t FROM '/proc/self/fd/0'; TABLE t",
    "pg_read_file": "SELECT pg_read_file('{secret}')",
    "pg_read_binary_file": "SELECT convert_from(pg_read_binary_file('{secret}'), 'UTF8')",
    "pg_read_file through the data": "SELECT pg_read_file('../../../../../../../../../../../../{secret}')",
    "pg_read_file through proc": "SELECT pg_read_file('/proc/self/root{secret}')",
    "pg_read_file through a parent's cwd": "SELECT pg_read_file('/proc/{pid}/root{secret}')",
    "the environment of the one who started it": "SELECT pg_read_file('/proc/{pid}/environ')",
    "pg_ls_dir": "SELECT pg_ls_dir('{folder}')",
    "lo_import": "SELECT convert_from(lo_get(lo_import('{secret}')), 'UTF8')",
    "lo_export": "SELECT lo_export(lo_from_bytea(0, 'x'), '{out}')",
    "a link from the data": "SELECT lo_export(lo_from_bytea(0, 'x'), 'link'); SELECT pg_read_file('link')",
    "tablespace": "CREATE TABLESPACE away LOCATION '{path}'",
    "tablespace in place": "SET allow_in_place_tablespaces = on; CREATE TABLESPACE here LOCATION ''; "
    "CREATE TABLE t (x int) TABLESPACE here",
    "load": "LOAD '{library}'",
    "function in C": "CREATE FUNCTION c() RETURNS language_handler LANGUAGE c AS '{library}', 'plpgsql_call_handler'",
    "function of libc": "CREATE FUNCTION system(cstring) RETURNS int LANGUAGE c AS 'libc.so.6', 'system'; "
    "SELECT system('touch {out}')",
    "dynamic_library_path": "SET dynamic_library_path = '{folder}'; LOAD 'library'",
    "local_preload_libraries": "ALTER ROLE postgres SET session_preload_libraries = '{library}'",
    "preloaded by the server": "ALTER SYSTEM SET shared_preload_libraries = '{library}'; SELECT pg_reload_conf()",
    "preloaded by sessions": "ALTER SYSTEM SET session_preload_libraries = '{library}'; SELECT pg_reload_conf()",
    "jit provider": "ALTER SYSTEM SET jit_provider = '{library}'; SELECT pg_reload_conf(); SET jit = on; "
    "SET jit_above_cost = 0; SELECT count(*) FROM pg_class",
    "archive command": "ALTER SYSTEM SET archive_command = 'touch {out}'; ALTER SYSTEM SET archive_mode = on; "
    "SELECT pg_reload_conf(); SELECT pg_switch_wal()",
    "restore command": "ALTER SYSTEM SET restore_command = 'touch {out}'; SELECT pg_reload_conf()",
    "archive cleanup": "ALTER SYSTEM SET archive_cleanup_command = 'touch {out}'; SELECT pg_reload_conf(); CHECKPOINT",
    "ssl passphrase": "ALTER SYSTEM SET ssl_passphrase_command = 'touch {out}'; ALTER SYSTEM SET ssl = on; "
    "SELECT pg_reload_conf()",
    "log directory": "ALTER SYSTEM SET log_directory = '{path}'; ALTER SYSTEM SET logging_collector = on; "
    "SELECT pg_reload_conf(); SELECT pg_rotate_logfile()",
    "hba file": "ALTER SYSTEM SET hba_file = '{secret}'; SELECT pg_reload_conf(); SELECT * FROM pg_hba_file_rules",
    "hba include": "COPY (SELECT 'include {secret}') TO 'pg_hba.extra'; SELECT * FROM pg_hba_file_rules",
    "settings include": "COPY (SELECT 'include ''{secret}''') TO 'postgresql.auto.conf'; SELECT pg_reload_conf(); "
    "SELECT * FROM pg_file_settings",
    "listen": "ALTER SYSTEM SET listen_addresses = '*'; SELECT pg_reload_conf()",
    "stats temp": "ALTER SYSTEM SET external_pid_file = '{out}'; SELECT pg_reload_conf()",
    "dblink to TCP": "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 port={tcp} user=a password=b')",
    "dblink to a path": "CREATE EXTENSION dblink; SELECT dblink_connect('host={path} user=a')",
    "dblink to an abstract socket": "CREATE EXTENSION dblink; SELECT dblink_connect('host=@{abstract} user=a')",
    "dblink to itself": "CREATE EXTENSION dblink; SELECT dblink_connect(format('host=%s user=schemactl_admin', "
    "current_setting('unix_socket_directories'))); SELECT dblink_exec('CREATE ROLE made')",
    "dblink asks a file": "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 passfile={secret}')",
    "dblink keys": "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1 port={tcp} sslmode=verify-full "
    "sslrootcert={secret} sslkey={secret}')",
    "postgres_fdw": "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host "
    "'127.0.0.1', port '{tcp}'); CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'a', "
    "password_required 'false'); CREATE FOREIGN TABLE t (x int) SERVER s; TABLE t",
    "postgres_fdw to a path": "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw "
    "OPTIONS (host '{path}'); CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'a', password_required 'false'); "
    "IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public",
    "file_fdw": "CREATE EXTENSION file_fdw; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw; "
    "CREATE FOREIGN TABLE t (x text) SERVER f OPTIONS (filename '{secret}'); TABLE t",
    "file_fdw with a program": "CREATE EXTENSION file_fdw; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw; "
    "CREATE FOREIGN TABLE t (x text) SERVER f OPTIONS (program '{program}'); TABLE t",
    "a wrapper of one's own": "CREATE FUNCTION h() RETURNS fdw_handler LANGUAGE c AS 'file_fdw', 'file_fdw_handler'; "
    "CREATE FOREIGN DATA WRAPPER w HANDLER h; CREATE SERVER f FOREIGN DATA WRAPPER w; "
    "CREATE FOREIGN TABLE t (x text) SERVER f OPTIONS (program 'cat {secret}'); TABLE t",
    "subscription": "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port={tcp} user=a' PUBLICATION p",
    "subscription to a path": "CREATE SUBSCRIPTION s CONNECTION 'host={path} user=a' PUBLICATION p",
    "primary_conninfo": "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port={tcp}'; SELECT pg_reload_conf()",
    "pg_promote": "SELECT pg_promote(false)",
    "adminpack": "CREATE EXTENSION adminpack; SELECT pg_file_write('{out}', 'x', false)",
    "xml entity": "SELECT xmlparse(DOCUMENT '<!DOCTYPE a [<!ENTITY e SYSTEM \"file://{secret}\">]><a>&e;</a>')",
    "xslt": "CREATE EXTENSION xml2; SELECT xslt_process('<a/>', '<xsl:stylesheet version=\"1.0\" "
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:copy-of '
    "select=\"document(''{secret}'')\"/></xsl:template></xsl:stylesheet>')",
    "plperlu": "CREATE EXTENSION plperlu; DO LANGUAGE plperlu 'system(\"touch {out}\")'",
    "plpython3u": 'CREATE EXTENSION plpython3u; DO LANGUAGE plpython3u \'open("{out}", "w")\'',
    "pltclu": "CREATE EXTENSION pltclu; DO LANGUAGE pltclu 'exec touch {out}'",
    "extension's script": "ALTER SYSTEM SET extension_control_path = '{folder}'; SELECT pg_reload_conf(); "
    "CREATE EXTENSION evil",
    "dictionary": "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, STOPWORDS = '../../../../../..{secret}')",
    "thesaurus": "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = ispell, DictFile = '../../{secret}', AffFile = 'x')",
    "pg_stat_statements": "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET log_min_messages = log",
    "oauth": "ALTER SYSTEM SET oauth_validator_libraries = '{library}'; SELECT pg_reload_conf()",
    "logical decoding": "SELECT pg_create_logical_replication_slot('s', '{library}')",
    "basic_archive": "ALTER SYSTEM SET archive_library = '{library}'; SELECT pg_reload_conf()",
    "io of a type": "CREATE TYPE shell; CREATE FUNCTION i(cstring) RETURNS shell LANGUAGE c AS '{library}', 'x'",
    "krb": "ALTER SYSTEM SET krb_server_keyfile = '{secret}'; SELECT pg_reload_conf()",
    "crl": "ALTER SYSTEM SET ssl_crl_dir = '{folder}'; SELECT pg_reload_conf()",
    "log to syslog": "ALTER SYSTEM SET log_destination = 'syslog'; SELECT pg_reload_conf(); SELECT 1/0",
    "shared memory of others": "SELECT pg_ls_dir('/dev/shm')",
    "home": "SELECT pg_ls_dir('/root'); SELECT pg_ls_dir('/home')",
    "terminal": "COPY (SELECT 'x') TO '/dev/tty'",
    "messages of the kernel": "SELECT pg_read_file('/dev/kmsg', 0, 10)",
    "snapshot": "SELECT pg_export_snapshot()",
    "dump by the server": "SELECT pg_backup_start('x'); SELECT * FROM pg_backup_stop()",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_superuser_reaches_nothing(servers: Servers, outside: Outside, way: str) -> None:
    """Each statement as far as it goes; what it answers, and what is then to be seen outside."""
    said: list[str] = []
    is_spoiled = any(word in WAYS[way] for word in SPOILS)
    with servers.superuser(is_spoiled=is_spoiled) as connection:
        connection.add_notice_handler(lambda notice: said.append(str(notice.message_primary)))
        for statement in WAYS[way].format(**outside.names()).split("; "):
            try:
                answer = connection.execute(statement.encode())
                said.append(str(answer.fetchall() if answer.description else ""))
            except psycopg.Error as error:
                said.append(str(error))
                if connection.closed:
                    break
        outside.is_untouched(" ".join(said))
        if not connection.closed:
            assert connection.execute("SELECT FROM pg_roles WHERE rolname = 'made'").fetchone() is None


NATIVE = {
    "read": "print(open({secret!r}).read())",
    "list": "print(os.listdir({folder!r}))",
    "write": "open({out!r}, 'w')",
    "append to what is there": "open({secret!r}, 'a').write('x')",
    "truncate": "os.truncate({secret!r}, 0)",
    "remove": "os.remove({secret!r})",
    "rename": "os.rename({secret!r}, {out!r})",
    "hard link": "os.link({secret!r}, os.path.join(own, 'hard')); print(open(os.path.join(own, 'hard')).read())",
    "symbolic link": "os.symlink({secret!r}, os.path.join(own, 'soft'))",
    "pipe": "os.mkfifo(os.path.join(own, 'pipe'))",
    "device": "os.mknod(os.path.join(own, 'device'), 0o60666, os.makedev(8, 0))",
    "folder outside": "os.mkdir({out!r})",
    "execute": "os.execv({program!r}, [{program!r}])",
    "execute a shell": "os.execv('/bin/sh', ['sh', '-c', 'touch {out}'])",
    "execute by the loader": "os.execv(loader, [loader, '/bin/touch', {out!r}])",
    "execute by the descriptor": "h = os.memfd_create('x'); os.write(h, b'#!/bin/sh\\ntouch {out}\\n'); "
    "os.execve(h, ['x'], {{}})",
    "tcp": "socket.create_connection(('127.0.0.1', {tcp}))",
    "tcp, opened fast": "socket.socket().sendto(b'x', 0x20000000, ('127.0.0.1', {tcp}))",
    "listen on tcp": "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()",
    "udp": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp}))",
    "unix socket": "socket.socket(socket.AF_UNIX).connect({path!r} + '/.s.PGSQL.5432')",
    "abstract socket": "socket.socket(socket.AF_UNIX).connect('\\0' + {abstract!r} + '/.s.PGSQL.5432')",
    "unix datagram": "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', {path!r} + '/.s.PGSQL.5432')",
    "sequential packets": "socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET).connect({path!r} + '/.s.PGSQL.5432')",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "packets": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "vsock": "socket.socket(40, socket.SOCK_STREAM)",
    "io_uring": "call(425, 8, ctypes.create_string_buffer(120))",
    "trace the one who started it": "call(101, 16, {pid}, 0, 0)",
    "read another's memory": "call(310, {pid}, 0, 0, 0, 0, 0)",
    "a user namespace": "call(272, 0x10000000)",
    "another's namespace": "call(308, os.open('/proc/{pid}/ns/net', 0), 0)",
    "mount": "call(165, b'none', {path!r}.encode(), b'tmpfs', 0, None)",
    "keys": "call(248, b'user', b'x', b'y', 1, -1)",
    "a file of another's": "call(438, 3, 0, 0)",
    "more rights": "os.setuid(0); open({out!r}, 'w')",
    "the environment of the one who started it": "print(open('/proc/{pid}/environ').read())",
    "the old calls": "call(0x40000000 + 41, 2, 1, 0)",
}
REFUSED = "refused:"
PROGRAM = f"""
import ctypes, os, socket, sys
own, loader = sys.argv[1:]
def call(number, *arguments):
    if ctypes.CDLL(None, use_errno=True).syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")
try:
    %s
except OSError as error:
    print("{REFUSED}", error)
"""


@pytest.mark.parametrize("way", NATIVE)
def test_a_program_in_its_place_reaches_nothing(outside: Outside, tmp_path: Path, way: str) -> None:
    """As an attacker has it who can run code of his own in the server's process."""
    if os.uname().machine != "x86_64" and "call(" in NATIVE[way]:
        pytest.skip("numbers of another machine")
    own = tmp_path / "own"
    own.mkdir()
    python = Path(sys.executable).resolve()
    text = PROGRAM % NATIVE[way].format(**outside.names())
    command = [str(python), "-I", "-S", "-c", text, str(own), str(LOADERS[0])]
    rules = Confinement((*SYSTEM_FILES, python.parent.parent), (own, Path(os.devnull)), (python, *LOADERS))
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "cwd": own}
    with start_confined(command, rules, options) as process:
        said = process.communicate()[0].decode()
    outside.is_untouched(said)
    assert REFUSED in said or "Permission denied" in said


def test_a_server_that_is_not_ours_is_not_asked_unless_trusted() -> None:
    """It is somebody's server, with their data beside: no file runs there before somebody vouches for the files."""
    with pytest.raises(NotConfinedError, match=r"not schemactl's own \(postgres.scratch\)") as caught:
        require_confinement("postgresql://localhost/x")
    assert "SCHEMACTL_TRUST=1" in caught.value.hint


def test_where_nothing_confines_files_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lint looks at their texts, says so, and calls what no text tells an error; nothing else begins."""
    monkeypatch.setattr(confine, "missing", lambda: "the kernel has no Landlock")
    with pytest.raises(NotConfinedError, match="the kernel has no Landlock"), open_scratch():
        pass
    files = (File("1.sql", "CREATE TABLE old (a int);", is_wanted=False), File("2.sql", DYNAMIC))
    report = lint(Job(files, RUNNERS["plain"], active_rules(RULES, LintConfig(), {}), open_scratch))
    assert ["unchecked-sql", "error"] in [[one.rule, one.severity] for one in report.findings]
    assert "texts alone are looked at" in report.notes[0]


def test_a_trusted_server_has_data_of_its_own(major: int) -> None:
    """What a superuser of a confined one has written into its settings is not read by one that nothing confines."""
    query = b"SHOW data_directory"
    with open_scratch(major=major) as one, psycopg.connect(one.conninfo("postgres")) as connection:
        confined = connection.execute(query).fetchone()
    with open_scratch(major=major, is_trusted=True) as other, psycopg.connect(other.conninfo("postgres")) as connection:
        trusted = connection.execute(query).fetchone()
    assert confined and trusted and Path(str(confined[0])).parents[1] != Path(str(trusted[0])).parents[1]


def test_the_socket_asks_for_a_password(servers: Servers) -> None:
    """Who can reach it, and knows the name of the superuser, is still nobody."""
    with servers.superuser(is_spoiled=False) as connection, pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=connection.info.host, port=connection.info.port, user=connection.info.user)


def test_a_folder_that_is_made_up_as_a_repository_runs_nothing(tmp_path: Path, outside: Outside) -> None:
    """Git reads the settings of a folder with HEAD, objects and refs in it, which a branch may hold."""
    git = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True)
    git(["git", "init", "-q", "-b", "main", "."])
    folder = tmp_path / "migrations"
    git(["git", "init", "-q", "--bare", str(folder)])
    program = f"touch {outside.names()['out']}"
    with (folder / "config").open("a") as config:
        config.write(f'[core]\n\tfsmonitor = {program}\n\tpager = {program}\n[filter "x"]\n\tsmudge = {program}\n')
        config.write(
            f'\tclean = {program}\n\trequired = true\n[diff "x"]\n\ttextconv = {program}\n\tcommand = {program}\n'
        )
    (folder / ".gitattributes").write_text("* filter=x diff=x\n")
    (folder / "1_a.up.sql").write_text("CREATE TABLE a (id int);")
    (tmp_path / "atlas-like.yaml").write_text("schema: schema.sql\nmigrations: migrations\n")
    (tmp_path / "schema.sql").write_text("CREATE TABLE a (id int);")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    git(["git", *identity, "commit", "-q", "--allow-empty", "-m", "first"])
    for command in (
        "lint",
        "lint --since main",
        "check",
        "check --base main",
        f"check --base=--output={outside.names()['out']}",
    ):
        done = subprocess.run(
            [sys.executable, "-m", "schemactl", *command.split()],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        outside.is_untouched(done.stdout + done.stderr)
        assert "Traceback" not in done.stderr
