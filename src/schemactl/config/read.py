"""The file atlas-like.yaml: from YAML nodes to settings, every mistake with its line and column.

Comes in: the path, the name of an environment, the configuration that holds without the file.
Goes out: that configuration with what the file says. `_SECTIONS` is the list of all keys.
Must never know: what a setting is used for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemactl.config.model import (
    Config,
    DatabaseConfig,
    DiffConfig,
    HistoryConfig,
    LintConfig,
    PostgresConfig,
    RuleConfig,
    Text,
)
from schemactl.config.variables import expand
from schemactl.errors import ConfigError, Place

if TYPE_CHECKING:
    from yaml import MappingNode, Node, ScalarNode

MAJORS = (14, 15, 16, 17, 18)
SEVERITIES = ("error", "warning", "info", "off")
RENAMES = ("ask", "never")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """The way out for a word that is not known: the nearest one, or all of them."""
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"


def parse_duration(raw: str, place: Place | None = None) -> float:
    """Seconds from 5s, 500ms, 2min, 1h or 0."""
    number = raw.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = raw[len(number) :]
    digits = number.strip().replace(".", "", 1)
    if raw.strip() == "0":
        return 0.0
    if not (digits.isascii() and digits.isdigit()) or unit not in _UNITS:
        raise ConfigError(f"not a duration: {raw!r}", hint="write 5s, 500ms, 2min, 1h, or 0 for none", place=place)
    return float(number) * _UNITS[unit]


def read_config(path: Path, environment: str | None, base: Config) -> Config:
    """`base` with what the file says, and over it what its environment says."""
    import yaml

    try:
        text = path.read_bytes().decode("utf-8-sig")
        document = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}", hint="`schemactl init` writes one") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8", place=Place(str(path))) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(str(path), mark.line + 1, mark.column + 1, _line(text, mark.line)) if mark else Place(str(path))
        raise ConfigError(f"not valid YAML: {error.problem or error.context}", place=place) from error
    except yaml.YAMLError as error:
        raise ConfigError(f"not valid YAML: {error}", place=Place(str(path))) from error
    reader = _Reader(str(path), text, base.environ)
    settings = reader.settings(document, environment) if document else {}
    for key in ("schema", "migrations"):
        if key not in settings:
            raise ConfigError(f"the key {key} is missing", hint=f"add `{key}: …`", place=Place(str(path)))
    return replace(base, path=path, environment=environment, **settings)


def _line(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index] if index < len(lines) else ""


def _is(node: Node, kind: str) -> bool:
    """Whether a node is a scalar, a sequence or a mapping."""
    return bool(getattr(node, "id", "") == kind)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the nodes of one file into settings; knows the file's text, so that a mistake shows its line."""

    path: str
    text: str
    environ: Mapping[str, str]

    def settings(self, document: Node, environment: str | None) -> dict[str, Any]:
        """The arguments of Config that the file gives, those of the environment over them."""
        top = self.mapping(document, (*_SECTIONS, *_SCALARS, "environments"), "")
        environments = self.mapping(top.pop("environments"), (), "environments") if "environments" in top else {}
        layers = {name: self.mapping(node, (*_SECTIONS, *_SCALARS), name) for name, node in environments.items()}
        for layer in layers.values():
            for section, node in layer.items():
                self.section_keys(section, node)
        if environment and environment not in layers:
            hint = did_you_mean(environment, tuple(layers)) if layers else "the file has no environments"
            raise ConfigError(f"no environment {environment!r}", hint=hint, place=Place(self.path))
        chosen = [top, layers[environment]] if environment else [top]
        return self.merged(chosen)

    def merged(self, layers: list[dict[str, Node]]) -> dict[str, Any]:
        settings: dict[str, Any] = {}
        for layer in layers:
            for key, node in layer.items():
                if key in _SCALARS:
                    settings[key] = _SCALARS[key](self, node, key)
                else:
                    values = self.section(key, node)
                    settings[key] = replace(settings.get(key, _SECTIONS[key][0]()), **values)
        return settings

    def section_keys(self, section: str, node: Node) -> dict[str, Node]:
        if section in _SCALARS:
            return {}
        return self.mapping(node, tuple(_SECTIONS[section][1]), section)

    def section(self, name: str, node: Node) -> dict[str, Any]:
        converters = _SECTIONS[name][1]
        nodes = self.section_keys(name, node)
        return {key: converters[key](self, value, f"{name}.{key}") for key, value in nodes.items()}

    def mapping(self, node: Node, known: tuple[str, ...], where: str) -> dict[str, Node]:
        """Keys and nodes of a mapping; a key given twice, or not among `known` (where any are), is an error."""
        if _is(node, "scalar") and node.tag.endswith(":null"):
            return {}
        if not _is(node, "mapping"):
            raise self.error(node, f"{where or 'the file'} must be a mapping of keys to values")
        found: dict[str, Node] = {}
        mapping: MappingNode = node  # type: ignore[assignment]
        for key_node, value in mapping.value:
            key = str(key_node.value)
            if key in found:
                raise self.error(key_node, f"the key {key} stands here twice", "keep one of them")
            if known and key not in known:
                inside = f" in {where}" if where else ""
                raise self.error(key_node, f"unknown key {key}{inside}", did_you_mean(key, known))
            found[key] = value
        return found

    def scalar(self, node: Node, name: str, tags: tuple[str, ...], wanted: str) -> str:
        """The text of a scalar whose YAML type is one of `tags`."""
        if not _is(node, "scalar") or node.tag.rpartition(":")[2] not in tags:
            raise self.error(node, f"{name} must be {wanted}")
        scalar: ScalarNode = node  # type: ignore[assignment]
        return str(scalar.value)

    def place(self, node: Node) -> Place:
        mark = node.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1, _line(self.text, mark.line))

    def error(self, node: Node, message: str, hint: str = "") -> ConfigError:
        return ConfigError(message, hint=hint, place=self.place(node))


_Converter = Callable[[_Reader, "Node", str], Any]


def _raw(reader: _Reader, node: Node, name: str) -> Text:
    return Text(reader.scalar(node, name, ("str", "int", "float"), "a text"), reader.place(node))


def _text(reader: _Reader, node: Node, name: str) -> str:
    value = expand(_raw(reader, node, name), reader.environ)
    if not value:
        raise reader.error(node, f"{name} is empty")
    return value


def _optional_text(reader: _Reader, node: Node, name: str) -> str | None:
    return None if node.tag.endswith(":null") else _text(reader, node, name)


def _texts(reader: _Reader, node: Node, name: str) -> tuple[str, ...]:
    nodes: list[Node] = node.value if _is(node, "sequence") else [node]
    return tuple(_text(reader, item, name) for item in nodes)


def _folder(reader: _Reader, node: Node, name: str) -> Path:
    return Path(reader.path).parent / os.path.expanduser(_text(reader, node, name))  # noqa: PTH111 raises if unknown


def _flag(reader: _Reader, node: Node, name: str) -> bool:
    value = reader.scalar(node, name, ("bool", "str"), "true or false")
    value = expand(Text(value, reader.place(node)), reader.environ).lower()
    if value not in ("true", "yes", "on", "false", "no", "off"):
        raise reader.error(node, f"{name} must be true or false")
    return value in ("true", "yes", "on")


def _major(reader: _Reader, node: Node, name: str) -> int:
    value = expand(_raw(reader, node, name), reader.environ)
    if value not in map(str, MAJORS):
        raise reader.error(node, f"{name} is {value!r}", f"known are: {', '.join(map(str, MAJORS))}")
    return int(value)


def _duration(reader: _Reader, node: Node, name: str) -> float:
    return parse_duration(_text(reader, node, name), reader.place(node))


def _choice(*choices: str) -> _Converter:
    def convert(reader: _Reader, node: Node, name: str) -> str:
        value = reader.scalar(node, name, ("str", "bool"), f"one of {', '.join(choices)}")
        value = "off" if node.tag.endswith(":bool") and value.lower() in ("off", "no", "false") else value
        if value not in choices:
            raise reader.error(node, f"{name} is {value!r}", did_you_mean(value, choices))
        return value

    return convert


def _rules(reader: _Reader, node: Node, name: str) -> tuple[RuleConfig, ...]:
    return tuple(_rule(reader, value, f"{name}.{rule}", rule) for rule, value in reader.mapping(node, (), name).items())


def _rule(reader: _Reader, node: Node, name: str, rule: str) -> RuleConfig:
    """`rule: severity`, or `rule: {severity: …, option: …}`."""
    if not _is(node, "mapping"):
        return RuleConfig(rule, _choice(*SEVERITIES)(reader, node, name), {}, reader.place(node))
    keys = reader.mapping(node, (), name)
    severity = keys.pop("severity", None)
    options = {key: _plain(value) for key, value in keys.items()}
    chosen = _choice(*SEVERITIES)(reader, severity, f"{name}.severity") if severity else None
    return RuleConfig(rule, chosen, options, reader.place(node))


def _plain(node: Node) -> Any:
    """The value of a node as plain Python data."""
    import yaml

    return yaml.SafeLoader("").construct_document(node)


_SCALARS: dict[str, _Converter] = {"schema": _texts, "migrations": _folder}
_SECTIONS: dict[str, tuple[type[Any], dict[str, _Converter]]] = {
    "postgres": (PostgresConfig, {"version": _major, "scratch": _raw}),
    "database": (
        DatabaseConfig,
        {"url": _raw, "lock_timeout": _duration, "statement_timeout": _duration, "role": _optional_text},
    ),
    "history": (HistoryConfig, {"schema": _text}),
    "diff": (
        DiffConfig,
        {"online": _flag, "renames": _choice(*RENAMES), "privileges": _flag, "owners": _flag, "exclude": _texts},
    ),
    "lint": (LintConfig, {"destructive": _choice(*SEVERITIES), "rules": _rules}),
}
