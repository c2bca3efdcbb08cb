"""`schemactl sum`: records the migration files as they are."""

from __future__ import annotations

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption


def sum(format: FormatOption = Format.TEXT) -> None:
    """Record the migration files as they are now, after an edit that is meant.

    Checksums in schemactl.sum are renewed. Fingerprints from the first changed migration on are forgotten, until
    `schemactl diff` or `schemactl check` runs them again.
    """
    from schemactl.migrations.files import update_sum
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count

    changed = update_sum(options.load().migrations)
    if format is Format.JSON:
        screen.out(render_json({"command": "sum", "changed": list(changed)}))
    elif changed:
        screen.out(f"recorded {render_count(len(changed), 'migration')}: {', '.join(changed)}")
    else:
        screen.out("nothing has changed")
