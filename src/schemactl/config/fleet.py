"""The file of a fleet: which databases, or schemas of databases, are migrated together.

    targets:
      - {name: eu, url: "${EU_URL}"}                      one database
      - {url: "${SHARDS_URL}", databases: "tenant_*"}     each database of a server whose name matches
      - {url: "${APP_URL}", schemas: "tenant_*"}          each schema of a database whose name matches
      - {url: "${CONTROL_URL}", query: "SELECT name, url FROM tenants"}

Comes in: the path, the variables of the process. Goes out: `Entry`s in the order of the file, or a ConfigError.
Must never know: what the databases say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.config.document import Document, open_document
from schemactl.errors import ConfigError, Place

if TYPE_CHECKING:
    from yaml import Node

KEYS = ("url", "name", "databases", "schemas", "query")
FORMS = KEYS[1:]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file. form: what stands beside the URL: name, databases, schemas, query, or nothing."""

    url: str
    form: str
    value: str
    place: Place


def read_fleet(path: Path, environ: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries of a fleet's file. ConfigError with its place."""
    document = open_document(path, environ, missing="name a file with `targets:`")
    top = document.mapping(document.root, ("targets",), "") if document.root else {}
    nodes = document.sequence(top["targets"], "targets") if "targets" in top else []
    if not nodes:
        raise ConfigError("the fleet has no targets", hint="add `targets:`, a list", place=Place(str(path)))
    return tuple(_entry(document, node) for node in nodes)


def _entry(document: Document, node: Node) -> Entry:
    keys = document.mapping(node, KEYS, "a target")
    if "url" not in keys:
        raise document.error(node, "a target needs a url", "add `url: …`")
    forms = [key for key in FORMS if key in keys]
    if len(forms) > 1:
        raise document.error(keys[forms[1]], f"{forms[0]} and {forms[1]} exclude each other", "make two targets of it")
    form = forms[0] if forms else ""
    value = document.value(keys[form], form) if form else ""
    return Entry(document.value(keys["url"], "url"), form, value, document.place(node))
