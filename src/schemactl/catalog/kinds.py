"""Which file reads which kind of object, in the order in which rows are put together (wholes before parts).

This file must never know a connection. A variant `<kind>.pg17.sql` serves that major and later ones.
"""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class KindQuery:
    """Which file reads a kind, and in which system catalog its rows live.

    shown_by: what follows FROM in a query that has rows wherever there may be one of the kind; cheaper than to read
    it. Empty: always read. By default any row that initdb did not make (its oids end below 16384:
    https://www.postgresql.org/docs/current/system-catalog-initial-data.html#SYSTEM-CATALOG-OID-ASSIGNMENT).
    """

    name: str
    catalog: str
    shown_by: str | None = None


NOT_COMPARED = ("oid", "subid", "index_oid")
"""Columns that hold numbers, other ones in each database."""

KINDS = (
    KindQuery("schema", "pg_namespace", ""),
    KindQuery("extension", "pg_extension", ""),
    KindQuery("extension_member", "pg_init_privs", ""),
    KindQuery("enum", "pg_type", "pg_type WHERE typtype = 'e' AND oid >= 16384"),
    KindQuery("composite_type", "pg_type", "pg_class WHERE relkind = 'c' AND oid >= 16384"),
    KindQuery("domain", "pg_type", "pg_type WHERE typtype = 'd' AND oid >= 16384"),
    KindQuery("domain_constraint", "pg_constraint", "pg_type WHERE typtype = 'd' AND oid >= 16384"),
    KindQuery("sequence", "pg_class", ""),
    KindQuery("table", "pg_class", ""),
    KindQuery("foreign_table", "pg_class", "pg_foreign_table"),
    KindQuery("column", "pg_class", ""),
    KindQuery("default", "pg_attrdef", ""),
    KindQuery("constraint", "pg_constraint", ""),
    KindQuery("index", "pg_class", ""),
    KindQuery("view", "pg_class", "pg_class WHERE relkind = 'v' AND oid >= 16384"),
    KindQuery("materialized_view", "pg_class", "pg_class WHERE relkind = 'm'"),
    KindQuery("function", "pg_proc", ""),
    KindQuery("trigger", "pg_trigger", "pg_trigger WHERE NOT tgisinternal OR tgparentid <> 0"),
    KindQuery("policy", "pg_policy"),
    KindQuery("rule", "pg_rewrite", "pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384"),
    KindQuery("collation", "pg_collation"),
    KindQuery("range", "pg_type", "pg_type WHERE typtype = 'r' AND oid >= 16384"),
    KindQuery(
        "base_type",
        "pg_type",
        "pg_type WHERE typtype IN ('b', 'p') AND typinput::text <> 'array_in' AND oid >= 16384",
    ),
    KindQuery("aggregate", "pg_proc", "pg_proc WHERE prokind = 'a' AND oid >= 16384"),
    KindQuery("operator", "pg_operator"),
    KindQuery("operator_family", "pg_opfamily"),
    KindQuery("operator_class", "pg_opclass"),
    KindQuery("cast", "pg_cast"),
    KindQuery("statistics", "pg_statistic_ext"),
    KindQuery("text_search_parser", "pg_ts_parser"),
    KindQuery("text_search_template", "pg_ts_template"),
    KindQuery("text_search_dictionary", "pg_ts_dict"),
    KindQuery("text_search_configuration", "pg_ts_config"),
    KindQuery("foreign_data_wrapper", "pg_foreign_data_wrapper"),
    KindQuery("server", "pg_foreign_server"),
    KindQuery("user_mapping", "pg_user_mapping", "pg_foreign_server"),
    KindQuery("publication", "pg_publication"),
    KindQuery("subscription", "pg_subscription"),
    KindQuery("default_privileges", "pg_default_acl"),
    KindQuery("event_trigger", "pg_event_trigger"),
    KindQuery("language", "pg_language"),
    KindQuery("conversion", "pg_conversion"),
    KindQuery("transform", "pg_transform"),
    KindQuery("access_method", "pg_am"),
    KindQuery("security_label", "pg_seclabel", "pg_seclabel"),
)


PRESENCE = " UNION ALL ".join(
    f"SELECT '{kind.name}'" + (f" WHERE EXISTS (SELECT FROM pg_catalog.{source})" if source else "")
    for kind in KINDS
    for source in (f"{kind.catalog} WHERE oid >= 16384" if kind.shown_by is None else kind.shown_by,)
)
"""A query for the names of the kinds that there may be in a database, a row for each."""


@cache
def query_text(name: str, major: int) -> str:
    """The text of the newest variant that serves this major."""
    folder = importlib.resources.files("schemactl.catalog") / "queries"
    for version in range(major, 14, -1):
        variant = folder / f"{name}.pg{version}.sql"
        if variant.is_file():
            return variant.read_text("utf-8")
    return (folder / f"{name}.sql").read_text("utf-8")


def unordered(text: str) -> str:
    """A query's text without its last clause, where another query around it makes no use of the order."""
    return text.rsplit("\nORDER BY ", 1)[0]
