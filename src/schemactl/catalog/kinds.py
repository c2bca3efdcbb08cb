"""Which file reads which kind of object, in the order in which rows are put together (wholes before parts).

This file must never know a connection. A variant `<kind>.pg17.sql` serves that major and later ones.
"""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class KindQuery:
    """Which file reads a kind, and in which system catalog its rows live. since: first major that has the kind."""

    name: str
    catalog: str
    since: int = 14


KINDS = (
    KindQuery("schema", "pg_namespace"),
    KindQuery("extension", "pg_extension"),
    KindQuery("extension_member", "pg_init_privs"),
    KindQuery("enum", "pg_type"),
    KindQuery("composite_type", "pg_type"),
    KindQuery("domain", "pg_type"),
    KindQuery("domain_constraint", "pg_constraint"),
    KindQuery("sequence", "pg_class"),
    KindQuery("table", "pg_class"),
    KindQuery("foreign_table", "pg_class"),
    KindQuery("column", "pg_class"),
    KindQuery("default", "pg_attrdef"),
    KindQuery("constraint", "pg_constraint"),
    KindQuery("index", "pg_class"),
    KindQuery("view", "pg_class"),
    KindQuery("materialized_view", "pg_class"),
    KindQuery("function", "pg_proc"),
    KindQuery("trigger", "pg_trigger"),
    KindQuery("policy", "pg_policy"),
    KindQuery("rule", "pg_rewrite"),
    KindQuery("collation", "pg_collation"),
    KindQuery("range", "pg_type"),
    KindQuery("base_type", "pg_type"),
    KindQuery("aggregate", "pg_proc"),
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
    KindQuery("user_mapping", "pg_user_mapping"),
    KindQuery("publication", "pg_publication"),
    KindQuery("subscription", "pg_subscription"),
    KindQuery("default_privileges", "pg_default_acl"),
    KindQuery("event_trigger", "pg_event_trigger"),
    KindQuery("language", "pg_language"),
    KindQuery("conversion", "pg_conversion"),
    KindQuery("transform", "pg_transform"),
    KindQuery("access_method", "pg_am"),
    KindQuery("security_label", "pg_seclabel"),
)


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
