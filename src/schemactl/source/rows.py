"""Rows in schema files, which a load leaves out: how many statements hold some, and where the first one is.

Comes in: sources. Goes out: one finding for each that has any.
Must never know: databases; whether anybody meant the rows.
"""

from __future__ import annotations

from collections import Counter

from schemactl.finding import Finding, Severity
from schemactl.source.read import has_text, read_source_statements
from schemactl.source.spec import FileSource, Source
from schemactl.source.verdict import Treatment, verdict

_WORDS = ("insert", "copy", "setval")
_REMEDY = "rows that every database shall have go into a migration (`schemactl new NAME`); the first are here"


def skipped_rows(*sources: Source) -> tuple[Finding, ...]:
    """A note for each schema of files that holds rows, as dumps do; the same one once."""
    found = (_skipped(source) for source in sources if isinstance(source, FileSource) and has_text(source, *_WORDS))
    return tuple(dict.fromkeys(finding for finding in found if finding))


def _skipped(source: Source) -> Finding | None:
    rows = [one for one in read_source_statements(source) if verdict(one.sql).treatment is Treatment.ROWS]
    if not rows:
        return None
    counts = Counter(_word(one.sql) for one in rows)
    listed = ", ".join(f"{count} {word}" for word, count in counts.items())
    message = f"the schema holds rows ({listed}), which are left out"
    return Finding("rows", Severity.INFO, message, _REMEDY, place=rows[0].place)


def _word(sql: str) -> str:
    word = sql.split(None, 1)[0].upper()
    return {"SELECT": "setval", "WITH": "INSERT"}.get(word, word)
