"""A YAML file whose nodes know where they stand, so that every mistake has its line and column.

Comes in: the path, the variables of the process. Goes out: a `Document`, whose methods give values or a ConfigError.
Must never know: which keys a file may have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemactl.config.model import Text
from schemactl.config.variables import expand
from schemactl.errors import ConfigError, Place

if TYPE_CHECKING:
    from yaml import MappingNode, Node, ScalarNode


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """The way out for a word that is not known: the nearest one, or all of them."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"


def is_node(node: Node, kind: str) -> bool:
    """Whether a node is a scalar, a sequence or a mapping."""
    return bool(getattr(node, "id", "") == kind)


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its text, and its root node (None for an empty file)."""

    path: str
    text: str
    environ: Mapping[str, str]
    root: Any

    def mapping(self, node: Node, known: tuple[str, ...], where: str) -> dict[str, Node]:
        """Keys and nodes of a mapping; a key given twice, or not among `known` (where any are), is an error."""
        if is_node(node, "scalar") and node.tag.endswith(":null"):
            return {}
        if not is_node(node, "mapping"):
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

    def sequence(self, node: Node, name: str) -> list[Node]:
        """The nodes of a list."""
        if not is_node(node, "sequence"):
            raise self.error(node, f"{name} must be a list")
        return list(node.value)

    def scalar(self, node: Node, name: str, tags: tuple[str, ...], wanted: str) -> str:
        """The text of a scalar whose YAML type is one of `tags`."""
        if not is_node(node, "scalar") or node.tag.rpartition(":")[2] not in tags:
            raise self.error(node, f"{name} must be {wanted}")
        scalar: ScalarNode = node  # type: ignore[assignment]
        return str(scalar.value)

    def raw(self, node: Node, name: str) -> Text:
        """A text as it stands there, its variables not looked up yet."""
        return Text(self.scalar(node, name, ("str", "int", "float"), "a text"), self.place(node))

    def expanded(self, node: Node, name: str) -> str:
        """A text with its variables put in."""
        return expand(self.raw(node, name), self.environ)

    def value(self, node: Node, name: str) -> str:
        """As `expanded`; an empty one is an error."""
        found = self.expanded(node, name)
        if found.strip():
            return found
        raise self.error(node, f"{name} is empty")

    def place(self, node: Node) -> Place:
        mark = node.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1, _line(self.text, mark.line))

    def error(self, node: Node, message: str, hint: str = "") -> ConfigError:
        return ConfigError(message, hint=hint, place=self.place(node))


def open_document(path: Path, environ: Mapping[str, str], *, missing: str) -> Document:
    """The file's nodes. ConfigError if it cannot be read, or is no YAML; `missing`: the way out if it is not there."""
    import yaml

    try:
        text = path.read_bytes().decode("utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}", hint=missing) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8", place=Place(str(path))) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(str(path), mark.line + 1, mark.column + 1, _line(text, mark.line)) if mark else Place(str(path))
        raise ConfigError(f"not valid YAML: {error.problem or error.context}", place=place) from error
    except yaml.YAMLError as error:
        raise ConfigError(f"not valid YAML: {error}", place=Place(str(path))) from error
    return Document(str(path), text, environ, root)


def _line(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index] if index < len(lines) else ""
