"""Sources: where a schema comes from, and how it gets onto a scratch database.

Comes in: what a user wrote (a path, a glob, a list, a URL). Goes out: a `Source`; its statements; a loaded database.
Must never know: catalogs, differences, migration histories.

`spec` knows what a source is, `read` turns files into statements, `verdict` says what may stand in them, `load` runs
them in an order that works, `rows` says what it skips.
"""

from schemactl.source.load import load_in_order, load_statements
from schemactl.source.read import read_source_statements, source_digest
from schemactl.source.rows import skipped_rows
from schemactl.source.spec import EmptySource, FileSource, MigrationsSource, Source, UrlSource, parse_source

__all__ = [
    "EmptySource",
    "FileSource",
    "MigrationsSource",
    "Source",
    "UrlSource",
    "load_in_order",
    "load_statements",
    "parse_source",
    "read_source_statements",
    "skipped_rows",
    "source_digest",
]
