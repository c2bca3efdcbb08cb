"""A drawn schema as SQL: what has no ground to stand on is left out or replaced.

In: pieces as `generated_schemas.py` draws them, and a major version. Out: statements in an order that loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generated_table import TABLES, Pieces, Table, comment_on, has_ground, literal
from generated_variants import VARIANTS
from generated_web import STRANDS

TRIGGER_FUNCTION = "CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"


def render(drawn: Pieces, major: int) -> Iterator[str]:
    """The statements, without semicolons but for the texts of variants."""
    yield "CREATE SCHEMA app"
    yield TRIGGER_FUNCTION
    if drawn["default_privileges"] is not None:
        yield VARIANTS["default_privileges"][drawn["default_privileges"]]
    yield from _types(drawn)
    yield from _function(drawn)
    if counter := drawn["counter"]:
        limits = {"smallint": 32767}
        options = counter["options"] if limits.get(counter["type"], 10**9) > 2000 else ""
        yield f"CREATE SEQUENCE app.counter AS {counter['type']} {options}"
        yield from comment_on("SEQUENCE app.counter", counter)
    names = [name for name in TABLES if drawn[name]]
    for name in names:
        yield from Table(name, drawn, major).create()
    for name in names:
        yield from Table(name, drawn, major).rest()
    if counter and counter["owned"] and names:
        yield f"ALTER SEQUENCE app.counter OWNED BY app.{names[0]}.id"
    yield from _partitioned(drawn)
    yield from _inherited(drawn)
    yield from _views(drawn, major)
    yield from _reader(drawn)
    for kind, texts in VARIANTS.items():
        if drawn[kind] is not None and kind != "default_privileges" and not (kind == "access_method" and major < 15):
            yield texts[drawn[kind]].rstrip(";")
    yield from _publication(drawn, names, major)
    yield from (forms[drawn[name]].rstrip(";\n") for name, forms in STRANDS.items() if drawn[name] is not None)


def _types(drawn: Pieces) -> Iterator[str]:
    if drawn["coll"]:
        yield f"CREATE COLLATION app.coll (locale = '{drawn['coll']}')"
    if mood := drawn["mood"]:
        yield f"CREATE TYPE app.mood AS ENUM ({', '.join(map(literal, mood['labels']))})"
        yield from comment_on("TYPE app.mood", mood)
        if not mood["public"]:
            yield "REVOKE USAGE ON TYPE app.mood FROM PUBLIC"
    if email := drawn["email"]:
        default = f" DEFAULT {email['default']}" if email["default"] else ""
        checks = "".join(f" CONSTRAINT c{n} CHECK ({check})" for n, check in enumerate(sorted(email["checks"])))
        yield f"CREATE DOMAIN app.email AS {email['type']}{default}{' NOT NULL' if email['not_null'] else ''}{checks}"
        yield from comment_on("DOMAIN app.email", email)
    if pair := drawn["pair"]:
        attributes = [a for a in pair["attributes"] if "mood" not in a or drawn["mood"]]
        yield f"CREATE TYPE app.pair AS ({', '.join(attributes)})"
        yield from comment_on("TYPE app.pair", pair)
    if drawn["span"]:
        yield f"CREATE TYPE app.span AS RANGE (subtype = {drawn['span']})"


def _function(drawn: Pieces) -> Iterator[str]:
    if not (f := drawn["f"]):
        return
    head = f"CREATE FUNCTION app.f({f['argument']}) RETURNS {f['result']}"
    if f["language"] == "parsed":
        yield f"{head} LANGUAGE sql {f['more']} RETURN {f['body']}"
    elif f["language"] == "plpgsql":
        yield f"{head} LANGUAGE plpgsql {f['more']} AS $$BEGIN RETURN {f['body']}; END$$"
    else:
        yield f"{head} LANGUAGE sql {f['more']} AS $$SELECT {f['body']}::{f['result']}$$"
    yield from comment_on("FUNCTION app.f(integer)", f)
    if not f["public"]:
        yield "REVOKE EXECUTE ON FUNCTION app.f(integer) FROM PUBLIC"


def _partitioned(drawn: Pieces) -> Iterator[str]:
    if not (p := drawn["p"]):
        return
    value = p["value"] if p["value"] != "app.mood" or drawn["mood"] else "text"
    rest = " NOT NULL" if p["not_null"] else ""
    rest += " CHECK (v IS NOT NULL)" if p["check"] else ""
    default = {"text": " DEFAULT 'x'", "integer": " DEFAULT 1"}.get(value, "") if p["default"] is not None else ""
    columns = f"id integer NOT NULL, k integer NOT NULL, v {value}{default}{rest}"
    key = f", {p['key']}" if p["key"] else ""
    yield f"CREATE TABLE app.p ({columns}{key}) PARTITION BY RANGE (k)"
    bounds = {"p_1": "FROM (0) TO ({})", "p_2": "FROM (100) TO ({})"}
    for name, bound in bounds.items():
        upper = (10 if name == "p_1" else 200) + (50 if p[name] == "wider" else 0)
        if p[name] == "alone":
            yield f"CREATE TABLE app.{name} ({columns.replace(' CHECK (v IS NOT NULL)', '')})"
        elif p[name] != "gone":
            yield f"CREATE TABLE app.{name} PARTITION OF app.p FOR VALUES {bound.format(upper)}"
    if p["rest"]:
        yield "CREATE TABLE app.p_rest PARTITION OF app.p DEFAULT"
    if p["index"]:
        yield "CREATE INDEX p_v ON app.p (v)"
    if p["trigger"]:
        yield "CREATE TRIGGER touched AFTER INSERT ON app.p FOR EACH ROW EXECUTE FUNCTION app.touch()"
    if p["reference"] and drawn["t1"] and drawn["t1"]["key"] and Table("t1", drawn, 14).id_type != "uuid":
        yield "ALTER TABLE app.p ADD CONSTRAINT p_t1 FOREIGN KEY (id) REFERENCES app.t1 (id)"


def _inherited(drawn: Pieces) -> Iterator[str]:
    if not (i := drawn["parent"]):
        return
    check = ", CONSTRAINT positive CHECK (id > 0)" if i["check"] else ""
    columns = f"id integer, x text{' DEFAULT 1' if i['default'] else ''}{check}"
    yield f"CREATE TABLE app.parent ({columns}{', more date' if i['more'] else ''})"
    inherits = " INHERITS (app.parent)" if i["parent"] else ""
    yield f"CREATE TABLE app.child ({columns}, more date, own integer){inherits}"
    if i["second"]:
        yield f"CREATE TABLE app.grandchild (deep integer, {columns}, more date, own integer) INHERITS (app.child)"


def _views(drawn: Pieces, major: int) -> Iterator[str]:
    there = {name: [c for c in Table(name, drawn, major).own if c != "ref"] for name in TABLES if drawn[name]}
    made: dict[str, list[str]] = {}
    for name in ("v1", "m1", "v2"):
        view = drawn[name]
        source = view and {**there, **made}.get(view["of"])
        if not source:
            continue
        columns = [c for c in view["columns"] if c in source] or source[:1]
        extra = view["extra"] if has_ground(view["extra"], drawn) else ""
        where = (
            view["where"] if has_ground(view["where"], drawn) and ("id" in source or "id" not in view["where"]) else ""
        )
        what = "MATERIALIZED VIEW" if name == "m1" else "VIEW"
        options = "" if name == "m1" else view["options"]
        yield f"CREATE {what} app.{name} {options} AS SELECT {', '.join(columns)}{extra} FROM app.{view['of']} {where}"
        made[name] = columns
        yield from comment_on(f"{what} app.{name}", view)
        if view["grant"] and ("id" in columns or "id" not in view["grant"]):
            what, _, whom = view["grant"].partition(" TO ")
            yield f"GRANT {what} ON app.{name} TO {whom}"
        if name == "m1" and view["indexes"] and "id" in columns:
            yield "CREATE INDEX m1_id ON app.m1 (id)"
        if name != "m1" and view["trigger"]:
            yield f"CREATE TRIGGER instead INSTEAD OF INSERT ON app.{name} FOR EACH ROW EXECUTE FUNCTION app.touch()"


def _reader(drawn: Pieces) -> Iterator[str]:
    if not drawn["reads"] or not drawn["t1"]:
        return
    head = "CREATE FUNCTION app.reads()"
    yield {
        "text": f"{head} RETURNS bigint LANGUAGE sql AS $$SELECT count(*) FROM app.t1$$",
        "parsed": f"{head} RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) AS n FROM app.t1; END",
        "rowtype": f"{head} RETURNS SETOF app.t1 LANGUAGE sql AS $$SELECT * FROM app.t1$$",
    }[drawn["reads"]]


def _publication(drawn: Pieces, names: Iterable[str], major: int) -> Iterator[str]:
    if not (piece := drawn["publication"]):
        return
    members = [name for name in piece["tables"] if name in names and not drawn[name]["unlogged"]]
    where = " WHERE (id IS NOT NULL)" if piece["filter"] and major >= 15 else ""
    listed = f"FOR TABLE {', '.join(f'app.{name}{where}' for name in members)}" if members else ""
    yield f"CREATE PUBLICATION pub {'FOR ALL TABLES' if piece['all'] else listed} {piece['options']}"
    yield from comment_on("PUBLICATION pub", piece)
