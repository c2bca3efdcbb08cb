"""Variables in texts: `${NAME}` and `${NAME:-otherwise}`, nested, `$$` for a dollar; and the file `.env`.

Comes in: a text as it stands in the file, the variables of the process. Goes out: the text to use, or a ConfigError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from schemactl.config.model import Text
from schemactl.errors import ConfigError, Place

URL_VARIABLES = ("MIGRATE_DATABASE_URL", "DATABASE_URL")


def expand(text: Text, environ: Mapping[str, str]) -> str:
    """`text` with its variables put in; `$$` stands for one dollar. ConfigError for one that is not set."""
    value, _ = _expand(text.raw, 0, environ, text.place, inner=False)
    return value


def _expand(raw: str, at: int, environ: Mapping[str, str], place: Place | None, *, inner: bool) -> tuple[str, int]:
    """The expansion of `raw` from `at` to its end, or to the brace that closes an inner text; and where that was."""
    parts: list[str] = []
    while at < len(raw) and not (inner and raw[at] == "}"):
        if raw.startswith("$$", at):
            parts.append("$")
            at += 2
        elif raw.startswith("${", at):
            value, at = _expand_variable(raw, at + 2, environ, place)
            parts.append(value)
        else:
            parts.append(raw[at])
            at += 1
    return "".join(parts), at


def _expand_variable(raw: str, at: int, environ: Mapping[str, str], place: Place | None) -> tuple[str, int]:
    """The value of the variable whose name starts at `at`, and the position behind its closing brace."""
    end = at
    while end < len(raw) and (raw[end] == "_" or raw[end].isalnum()):
        end += 1
    name, value = raw[at:end], environ.get(raw[at:end], "")
    if raw.startswith(":-", end):
        usable = environ if not value else _Anything()
        otherwise, end = _expand(raw, end + 2, usable, place, inner=True)
        value = value or otherwise
    elif name and name not in environ:
        raise ConfigError(
            f"the variable {name} is not set", hint=f"set it, or write ${{{name}:-a default}}", place=place
        )
    if not name or not raw.startswith("}", end):
        raise ConfigError("not a variable", hint="write ${NAME} or ${NAME:-a default}; $$ is a dollar", place=place)
    return value, end + 1


class _Anything(dict[str, str]):
    """Variables for a default that is not needed: its own need not be set."""

    def __contains__(self, name: object) -> bool:
        return True


def with_dotenv(path: Path, environ: Mapping[str, str]) -> Mapping[str, str]:
    """`environ` and what `.env` adds to it. One of the URL variables in `environ` keeps both of `.env` away."""
    if not path.is_file():
        return dict(environ)
    added = dict(_dotenv_lines(path.read_text(encoding="utf-8-sig")))
    if any(variable in environ for variable in URL_VARIABLES):
        added = {name: value for name, value in added.items() if name not in URL_VARIABLES}
    return {**added, **environ}


def _dotenv_lines(text: str) -> Iterator[tuple[str, str]]:
    """NAME=value, with `export`, quotes and `#` comments as shells have them; other lines say nothing."""
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name.replace("_", "a").isalnum():
            continue
        if value[:1] in ("'", '"') and value.find(value[0], 1) > 0:
            yield name, value[1 : value.find(value[0], 1)]
        else:
            yield name, value.partition(" #")[0].rstrip()
