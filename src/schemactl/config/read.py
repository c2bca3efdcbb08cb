"""The file atlas-like.yaml: from YAML nodes to settings, every mistake with its line and column.

Comes in: the path, the name of an environment, the configuration that holds without the file.
Goes out: that configuration with what the file says. `_SECTIONS` is the list of all keys.
Must never know: what a setting is used for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemactl.config.document import Document, did_you_mean, is_node, open_document
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
    from yaml import Node

MAJORS = (14, 15, 16, 17, 18)
SEVERITIES = ("error", "warning", "info", "off")
RENAMES = ("ask", "never")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0}


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
    reader = open_document(path, base.environ, missing="`schemactl init` writes one")
    settings = _settings(reader, environment) if reader.root else {}
    for key in ("schema", "migrations"):
        if key not in settings:
            raise ConfigError(f"the key {key} is missing", hint=f"add `{key}: …`", place=Place(str(path)))
    return replace(base, path=path, environment=environment, **settings)


def _settings(reader: Document, environment: str | None) -> dict[str, Any]:
    """The arguments of Config that the file gives, those of the environment over them."""
    top = reader.mapping(reader.root, (*_SECTIONS, *_SCALARS, "environments"), "")
    environments = reader.mapping(top.pop("environments"), (), "environments") if "environments" in top else {}
    layers = {name: reader.mapping(node, (*_SECTIONS, *_SCALARS), name) for name, node in environments.items()}
    for layer in layers.values():
        for section, node in layer.items():
            _section_keys(reader, section, node)
    if environment and environment not in layers:
        hint = did_you_mean(environment, tuple(layers)) if layers else "the file has no environments"
        raise ConfigError(f"no environment {environment!r}", hint=hint, place=Place(reader.path))
    return _merged(reader, [top, layers[environment]] if environment else [top])


def _merged(reader: Document, layers: list[dict[str, Node]]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for layer in layers:
        for key, node in layer.items():
            if key in _SCALARS:
                settings[key] = _SCALARS[key](reader, node, key)
            else:
                values = _section(reader, key, node)
                settings[key] = replace(settings.get(key, _SECTIONS[key][0]()), **values)
    return settings


def _section_keys(reader: Document, section: str, node: Node) -> dict[str, Node]:
    if section in _SCALARS:
        return {}
    return reader.mapping(node, tuple(_SECTIONS[section][1]), section)


def _section(reader: Document, name: str, node: Node) -> dict[str, Any]:
    converters = _SECTIONS[name][1]
    nodes = _section_keys(reader, name, node)
    return {key: converters[key](reader, value, f"{name}.{key}") for key, value in nodes.items()}


_Converter = Callable[[Document, "Node", str], Any]


def _optional_text(reader: Document, node: Node, name: str) -> str | None:
    return None if node.tag.endswith(":null") else reader.value(node, name)


def _texts(reader: Document, node: Node, name: str) -> tuple[str, ...]:
    nodes: list[Node] = node.value if is_node(node, "sequence") else [node]
    return tuple(reader.value(item, name) for item in nodes)


def _sources(reader: Document, node: Node, name: str) -> tuple[str, ...]:
    if found := _texts(reader, node, name):
        return found
    raise reader.error(node, f"{name} names no file", "write `empty` for a schema with nothing in it")


def _folder(reader: Document, node: Node, name: str) -> Path:
    return Path(reader.path).parent / os.path.expanduser(reader.value(node, name))  # noqa: PTH111 raises if unknown


def _flag(reader: Document, node: Node, name: str) -> bool:
    value = reader.scalar(node, name, ("bool", "str"), "true or false")
    value = expand(Text(value, reader.place(node)), reader.environ).lower()
    if value not in ("true", "yes", "on", "false", "no", "off"):
        raise reader.error(node, f"{name} must be true or false")
    return value in ("true", "yes", "on")


def _major(reader: Document, node: Node, name: str) -> int:
    value = reader.expanded(node, name)
    if value not in map(str, MAJORS):
        raise reader.error(node, f"{name} is {value!r}", f"known are: {', '.join(map(str, MAJORS))}")
    return int(value)


def _duration(reader: Document, node: Node, name: str) -> float:
    return parse_duration(reader.value(node, name), reader.place(node))


def _choice(*choices: str) -> _Converter:
    def convert(reader: Document, node: Node, name: str) -> str:
        value = reader.scalar(node, name, ("str", "bool"), f"one of {', '.join(choices)}")
        value = "off" if node.tag.endswith(":bool") and value.lower() in ("off", "no", "false") else value
        if value not in choices:
            raise reader.error(node, f"{name} is {value!r}", did_you_mean(value, choices))
        return value

    return convert


def _rules(reader: Document, node: Node, name: str) -> tuple[RuleConfig, ...]:
    return tuple(_rule(reader, value, f"{name}.{rule}", rule) for rule, value in reader.mapping(node, (), name).items())


def _rule(reader: Document, node: Node, name: str, rule: str) -> RuleConfig:
    """`rule: severity`, or `rule: {severity: …, option: …}`."""
    if not is_node(node, "mapping"):
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


_SCALARS: dict[str, _Converter] = {"schema": _sources, "migrations": _folder}
_SECTIONS: dict[str, tuple[type[Any], dict[str, _Converter]]] = {
    "postgres": (PostgresConfig, {"version": _major, "scratch": Document.raw}),
    "database": (
        DatabaseConfig,
        {"url": Document.raw, "lock_timeout": _duration, "statement_timeout": _duration, "role": _optional_text},
    ),
    "history": (HistoryConfig, {"schema": Document.value}),
    "diff": (
        DiffConfig,
        {
            "online": _flag,
            "renames": _choice(*RENAMES),
            "privileges": _flag,
            "owners": _flag,
            "exclude": _texts,
            "verify": _flag,
        },
    ),
    "lint": (LintConfig, {"destructive": _choice(*SEVERITIES), "rules": _rules}),
}
