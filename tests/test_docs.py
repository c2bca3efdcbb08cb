"""The documentation against the code: every command, option, setting and rule is there, and what is shown works."""

from __future__ import annotations

import dataclasses
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from schemactl.cli.main import COMMANDS, app
from schemactl.config import Config

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
SCHEMACTL = Path(sys.executable).with_name("schemactl")
NOT_SETTINGS = {"root", "path", "environment", "environ"}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """The text below a heading of the second level, to the next one."""
    return read(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def command_options(name: str) -> set[str]:
    """The long options of a command; none for those that all have."""
    group: Any = typer.main.get_command(app)
    command = group.get_command(typer.Context(group), name)
    return {option for parameter in command.params for option in parameter.opts if option.startswith("--")}


def settings(kind: type[Any], prefix: str = "") -> list[str]:
    """All keys of the configuration file, as `database.url`."""
    names = []
    for field in dataclasses.fields(kind):
        default = field.default
        if dataclasses.is_dataclass(default) and field.name in {"postgres", "database", "history", "diff", "lint"}:
            names += settings(type(default), f"{field.name}.")
        elif prefix or field.name not in NOT_SETTINGS:
            names.append(f"{prefix}{field.name}")
    return names


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    """docs/commands.md has a section for each command, with each of its options; shared ones stand above."""
    text = section("docs/commands.md", name)
    assert text.strip()
    shared = read("docs/commands.md").partition("\n## ")[0]
    missing = {option for option in command_options(name) - {"--help"} if f"`{option}" not in text + shared}
    assert not {option for option in missing if f" {option} " not in text and f", `{option}" not in text}


@pytest.mark.parametrize("name", settings(Config))
def test_every_setting_is_documented(name: str) -> None:
    """docs/configuration.md has a row for each key of atlas-like.yaml."""
    assert f"\n| `{name}` |" in read("docs/configuration.md")


def test_the_documented_configuration_is_accepted(tmp_path: Path) -> None:
    """The example of docs/configuration.md is a configuration that loads, with every section in it."""
    from schemactl.config import load_config

    example = re.findall(r"```yaml\n(schema:.*?)```", read("docs/configuration.md"), re.DOTALL)[0]
    (tmp_path / "atlas-like.yaml").write_text(example)
    config = load_config(tmp_path / "atlas-like.yaml", "staging", {"STAGING_URL": "postgresql://staging"})
    assert config.diff.exclude == ("audit.*",)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of this repository names one that is there."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_pages_show_exist(page: Path) -> None:
    """`schemactl …` in a page names commands that there are, with options that they have."""
    blocks = "\n".join(re.findall(r"```[a-z]*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
    for line in re.findall(r"^(?:\$ )?schemactl (.+)$", blocks, re.MULTILINE):
        words = shlex.split(line.partition(" #")[0])
        assert words[0] in (*COMMANDS, "--version")
        used = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
        assert used <= (command_options(words[0]) if words[0] in COMMANDS else set())


def test_pages_made_from_the_code_are_up_to_date() -> None:
    """docs/lint/ is what `make docs` writes: a page for each rule, and none for a rule that is gone."""
    from schemactl.lint.pages import rule_pages

    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "lint").glob("*.md")}
    assert pages == rule_pages()


def test_builds_run_commands_that_there_are() -> None:
    """The YAML of docs/ci.md and the hooks parse, and call schemactl with options that it has."""
    texts = re.findall(r"```yaml\n(.*?)```", read("docs/ci.md"), re.DOTALL)
    hooks = yaml.safe_load(read(".pre-commit-hooks.yaml"))
    assert {hook["id"] for hook in hooks} == {"schemactl-lint", "schemactl-check"}
    assert all(yaml.safe_load(text) for text in texts)
    calls = re.findall(r"(?:run: |- )schemactl (\S+)(.*)", "\n".join(texts))
    calls += [tuple(hook["entry"].removeprefix("schemactl ").partition(" ")[::2]) for hook in hooks]
    assert len(calls) == 7
    for name, rest in calls:
        assert set(re.findall(r"--[a-z-]+", rest)) <= command_options(name)


def session_of_readme() -> list[tuple[str, str]]:
    """The README's first session: each command, and what it printed."""
    blocks = re.findall(r"```console\n(.*?)```", section("README.md", "A first session"), re.DOTALL)
    parts = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, _, output in parts]


def normalised(text: str) -> str:
    """Without what differs between two days and two machines: versions of migrations, times, names of databases."""
    text = re.sub(r"\b20\d{6}(\d{3})", r"DAY\1", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "TIME", text)
    text = re.sub(r"\b\d+(\.\d+)? (ms|s)\b", "DURATION", text)
    text = re.sub(r"^\S+: (up to date|behind)", r"DATABASE: \1", text, flags=re.MULTILINE)
    text = re.sub(r"postgres.version is \d+", "MAJOR", text)
    return re.sub(r"Postgres \d+\.\d+", "POSTGRES", text).strip()


def test_the_first_session_of_the_readme_is_real(project: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the README, one after the other in an empty folder, print what the README says."""
    for path in project.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("PATH", f"{SCHEMACTL.parent}:/usr/bin:/bin")
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")  # both streams in the order in which a terminal shows them
    session = session_of_readme()
    assert session
    for command, expected in session:
        output = subprocess.PIPE
        result = subprocess.run(command, shell=True, cwd=project, stdout=output, stderr=subprocess.STDOUT, check=False)
        assert result.returncode == 0, result.stdout.decode()
        assert normalised(result.stdout.decode()) == normalised(expected), command
