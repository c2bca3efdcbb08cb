"""Collations (https://www.postgresql.org/docs/current/sql-createcollation.html): nothing of theirs can be altered."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff.model import Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named, parameters
from schemactl.pgsql import qualified, quote_literal


def _create(new: Object, context: Context) -> Sequence[Statement]:
    one = new["lc_collate"] == new["lc_ctype"]
    locale = new["lc_collate"] if new["provider"] == "libc" and one else new["locale"]
    texts = {"LOCALE": locale, "LC_COLLATE": None if one else new["lc_collate"]}
    texts |= {"LC_CTYPE": None if one else new["lc_ctype"], "RULES": new["rules"]}
    literals = [(word, None if text is None else quote_literal(text)) for word, text in texts.items()]
    provider = ("PROVIDER", None if new["provider"] == "libc" else new["provider"])
    deterministic = ("DETERMINISTIC", None if new["deterministic"] else "false")
    return [
        Statement(
            f"CREATE COLLATION {qualified(new.id.schema, new.id.name)} "
            f"{parameters([provider, *literals, deterministic])}"
        )
    ]


COLLATION = Rule(
    kind="collation",
    phrase=named("COLLATION"),
    create=_create,
    changes=dict.fromkeys(("provider", "locale", "lc_collate", "lc_ctype", "deterministic", "rules"), Change.REPLACE),
    rank=8,
)
