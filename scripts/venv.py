"""Make .venv and install this project into it, with what the given extras name.

usage: venv.py [EXTRA...] [--try EXTRA...]      extras after --try may fail: not every platform has their wheels

Needs Python 3.11 and PyPI, nothing else: where the system's Python comes without ensurepip (Debian's does), pip itself
is fetched from PyPI. Does nothing when nothing changed since the last time. Runs on any Python 3, to be able to refuse.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
PIP_PAGE = "https://pypi.org/pypi/pip/json"


def main(arguments: list[str]) -> int:
    needed, _, optional = " ".join(arguments).partition("--try")
    stamp = read_stamp()
    if stamp.get("state") != state():
        print(f"making .venv with Python {sys.version.split()[0]}", flush=True)
        make_venv()
        stamp = {"state": state(), "extras": []}
    wanted = ["", *needed.split()]
    missing = [extra for extra in wanted if extra not in stamp["extras"]]
    if missing:
        install(missing)
    stamp["extras"] += missing
    for extra in optional.split():
        if extra not in stamp["extras"]:
            try_install(extra)
            stamp["extras"].append(extra)
    STAMP.write_text(json.dumps(stamp))
    return 0


def state() -> str:
    """What an installation depends on: this folder, this Python, and what pyproject.toml asks for."""
    facts = [str(ROOT), sys.version, (ROOT / "pyproject.toml").read_text(encoding="utf-8")]
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


def read_stamp() -> dict[str, Any]:
    try:
        subprocess.run([PYTHON, "-c", ""], check=True, capture_output=True)
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}


def make_venv() -> None:
    """A fresh .venv that has pip."""
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401 - what the venv module needs in order to give the new environment its pip
    except ImportError:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], check=True)
        fetch_pip()
    else:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def fetch_pip() -> None:
    """Install pip with pip's own wheel from PyPI: a wheel of pip can be run as it is."""
    print("this Python has no ensurepip: fetching pip from PyPI", flush=True)
    with urllib.request.urlopen(PIP_PAGE) as answer:
        files = json.load(answer)["urls"]
    wheel = next(file for file in files if file["packagetype"] == "bdist_wheel")
    with urllib.request.urlopen(urllib.parse.urljoin(PIP_PAGE, wheel["url"])) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wheel["digests"]["sha256"]:
        sys.exit("the pip that was downloaded is not the one that PyPI names: try again, or install python3-venv")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel["filename"]
        path.write_bytes(content)
        subprocess.run([PYTHON, path / "pip", "install", "--quiet", "--no-index", path], check=True)


def install(extras: list[str]) -> None:
    """The project, editable, with these extras ('' is none)."""
    names = ",".join(extra for extra in extras if extra)
    target = f"{ROOT}[{names}]" if names else str(ROOT)
    print(f"installing schemactl{f' with {names}' if names else ''} and what it needs from PyPI", flush=True)
    subprocess.run([PYTHON, *PIP, "install", "--editable", target], check=True)


def try_install(extra: str) -> None:
    try:
        install([extra])
    except subprocess.CalledProcessError:
        print(f"extra {extra} cannot be installed on this machine: going on without it", flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(f"schemactl needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}")
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"could not set up .venv: {' '.join(map(str, error.cmd))} failed (exit {error.returncode})")
    except OSError as error:
        sys.exit(f"could not set up .venv: {error}\nThis needs PyPI; behind a proxy, set HTTPS_PROXY.")
