"""A drawn schema as SQL: what has no ground to stand on is left out or replaced.

In: pieces as `generated_schemas.py` draws them, and a major version. Out: statements in an order that loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generated_variants import VARIANTS

Pieces = Mapping[str, Any]

LABELS = ("sad", "ok", "it's happy", "odd")
TABLES = ("t1", "t2", "t3")
COLUMNS = ("a", "b", "c", "d", "e")
TYPES: dict[str, tuple[str, ...]] = {
    "integer": ("1", "nextval('app.counter')", "app.f(2)", "CURRENT_DATE - '2020-01-01'::date"),
    "bigint": ("10", "nextval('app.counter')"),
    "smallint": ("1",),
    "text": ("'x'", "'it''s \\ \"q\"'", "CURRENT_USER", "NULL"),
    "varchar(20)": ("'v'",),
    "varchar(40)": ("'v'",),
    "char(3)": ("'abc'",),
    "numeric(10,2)": ("1.5", "0"),
    "numeric": ("0",),
    "boolean": ("false", "true"),
    "timestamptz": ("now()", "'2020-01-01'"),
    "timestamp(3)": ("LOCALTIMESTAMP",),
    "date": ("CURRENT_DATE",),
    "uuid": ("gen_random_uuid()",),
    "jsonb": ("'{}'", "'[1, 2]'"),
    "integer[]": ("'{}'", "ARRAY[1, 2]"),
    "text[]": ("'{a}'",),
    "bytea": ("'\\x00'",),
    "interval": ("'1 day'",),
    "app.mood": ("'ok'",),
    "app.mood[]": ("'{}'",),
    "app.email": ("'a@b'", "NULL"),
    "app.pair": ("NULL",),
    "app.span": ("'empty'",),
}
TEXTUAL = ("text", "varchar(20)", "varchar(40)", "char(3)")
NUMERIC = ("integer", "bigint", "smallint", "numeric(10,2)", "numeric")
WHOLE = ("integer", "bigint", "smallint")
ORDERED = (*TEXTUAL, *NUMERIC, "timestamptz", "date", "uuid", "boolean", "app.mood", "integer[]")

MADE_BY = {"app.mood": "mood", "app.mood[]": "mood", "app.email": "email", "app.pair": "pair", "app.span": "span"}
IDS = {
    "bigint": "bigint",
    "integer": "integer",
    "identity": "bigint GENERATED ALWAYS AS IDENTITY",
    "serial": "serial",
    "bigserial": "bigserial",
    "uuid": "uuid DEFAULT gen_random_uuid()",
}
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
        yield from _comment("SEQUENCE app.counter", counter)
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


def _comment(words: str, piece: Mapping[str, Any]) -> Iterator[str]:
    if piece["comment"] is not None:
        yield f"COMMENT ON {words} IS {_literal(piece['comment'])}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _types(drawn: Pieces) -> Iterator[str]:
    if drawn["coll"]:
        yield f"CREATE COLLATION app.coll (locale = '{drawn['coll']}')"
    if mood := drawn["mood"]:
        yield f"CREATE TYPE app.mood AS ENUM ({', '.join(map(_literal, mood['labels']))})"
        yield from _comment("TYPE app.mood", mood)
        if not mood["public"]:
            yield "REVOKE USAGE ON TYPE app.mood FROM PUBLIC"
    if email := drawn["email"]:
        default = f" DEFAULT {email['default']}" if email["default"] else ""
        checks = "".join(f" CONSTRAINT c{n} CHECK ({check})" for n, check in enumerate(sorted(email["checks"])))
        yield f"CREATE DOMAIN app.email AS {email['type']}{default}{' NOT NULL' if email['not_null'] else ''}{checks}"
        yield from _comment("DOMAIN app.email", email)
    if pair := drawn["pair"]:
        attributes = [a for a in pair["attributes"] if "mood" not in a or drawn["mood"]]
        yield f"CREATE TYPE app.pair AS ({', '.join(attributes)})"
        yield from _comment("TYPE app.pair", pair)
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
        yield f"{head} LANGUAGE sql {f['more']} AS $$SELECT {f['body']}{'::bigint' if f['result'] == 'bigint' else ''}$$"
    yield from _comment("FUNCTION app.f(integer)", f)
    if not f["public"]:
        yield "REVOKE EXECUTE ON FUNCTION app.f(integer) FROM PUBLIC"


def _has_ground(text: str, drawn: Pieces) -> bool:
    """Whether what a text names is there."""
    needs = {"app.f(": "f", "app.counter": "counter", "app.mood": "mood", "app.coll": "coll"}
    return all(drawn[piece] for word, piece in needs.items() if word in text)


class Table:
    """One of the ordinary tables."""

    def __init__(self, name: str, drawn: Pieces, major: int) -> None:
        self.name, self.piece, self.drawn, self.major = name, drawn[name], drawn, major
        self.columns: dict[str, Mapping[str, Any]] = dict(self.piece["columns"])

    @property
    def own(self) -> list[str]:
        return ["id", *self.columns]

    @property
    def id_type(self) -> str:
        return {"identity": "bigint", "serial": "integer", "bigserial": "bigint"}.get(
            self.piece["id"], self.piece["id"]
        )

    def type(self, name: str) -> str:
        """The type of a column, if it is there; else text."""
        wanted: str = self.columns[name]["type"]
        return wanted if wanted not in MADE_BY or self.drawn[MADE_BY[wanted]] else "text"

    def create(self) -> Iterator[str]:
        key = {"primary": " PRIMARY KEY", "unique": " UNIQUE", None: ""}[self.piece["key"]]
        not_null = "" if self.piece["key"] == "primary" or "serial" in self.piece["id"] else ""
        parts = [f"id {IDS[self.piece['id']]}{key}{not_null}"]
        parts += [self._column(name) for name in self.columns]
        if self._reference():
            parts.append(f"ref {self._reference().id_type}")
        parts += [
            f"CONSTRAINT {self.name}_check{n} CHECK ({c})"
            for n, c in enumerate(sorted(self.piece["checks"]))
            if self._stands(c)
        ]
        unique = self.piece["unique"]
        if unique and all(c in self.columns and self._is_sortable(c) for c in unique.split(", ")):
            parts.append(f"CONSTRAINT {self.name}_key UNIQUE ({unique})")
        kind = (
            "UNLOGGED TABLE"
            if self.piece["unlogged"] and not self._is_referenced() and not self.piece["reference"]
            else "TABLE"
        )
        yield f"CREATE {kind} app.{self.name} ({', '.join(parts)}) {self.piece['options']}"

    def _stands(self, text: str) -> bool:
        words = text.replace("(", " ").replace(")", " ").replace(",", " ").split()
        return _has_ground(text, self.drawn) and all(word in self.own for word in words if word in COLUMNS)

    def _is_referenced(self) -> bool:
        return any(self.drawn[name] and self.drawn[name]["reference"] == self.name for name in TABLES)

    def _reference(self) -> Any:
        other = self.piece["reference"]
        if not other or not self.drawn[other] or not self.drawn[other]["key"]:
            return None
        return Table(other, self.drawn, self.major)

    def _column(self, name: str) -> str:
        spec, type = self.columns[name], self.type(name)
        parts = [name, type]
        if spec["collate"] and type in TEXTUAL and _has_ground(spec["collate"], self.drawn):
            parts.append(f"COLLATE {spec['collate']}")
        generated = self._generated(name)
        if generated:
            parts.append(generated)
        elif spec["identity"] and type in WHOLE and spec["default"] is None:
            parts.append(f"GENERATED {spec['identity']} AS IDENTITY {spec['identity_options']}")
        elif spec["default"] is not None:
            defaults = TYPES[type]
            default = defaults[spec["default"] % len(defaults)]
            parts += [f"DEFAULT {default}"] if self._fits(default, type) else []
        if spec["not_null"] and not (generated and spec["generated"] == "VIRTUAL"):
            parts.append("NOT NULL")
        return " ".join(parts)

    def _fits(self, default: str, type: str) -> bool:
        labels = self.drawn["mood"]["labels"] if self.drawn["mood"] else ()
        return _has_ground(default, self.drawn) and (type != "app.mood" or "ok" in labels)

    def _generated(self, name: str) -> str:
        spec, type = self.columns[name], self.type(name)
        how = spec["generated"]
        if not how or type not in ("integer", "bigint", "text", "boolean") or self.piece["id"] == "uuid":
            return ""
        if how == "VIRTUAL" and self.major < 18:
            return ""
        expression = {"text": "'n'::text", "boolean": "id IS NULL"}.get(type, "id + 1" if self.id_type == type else "7")
        return f"GENERATED ALWAYS AS ({expression}) {how}"

    def rest(self) -> Iterator[str]:
        name, piece = f"app.{self.name}", self.piece
        if other := self._reference():
            yield f"ALTER TABLE {name} ADD CONSTRAINT {self.name}_ref FOREIGN KEY (ref) REFERENCES app.{other.name} (id) {self._action()}"
        for column, spec in self.columns.items():
            if spec["setting"] and self._takes(column, spec["setting"]):
                yield f"ALTER TABLE {name} ALTER COLUMN {column} {spec['setting']}"
            yield from _comment(f"COLUMN {name}.{column}", spec)
            if spec["grant"]:
                yield f"GRANT {spec['grant'].format(column)} ON {name} TO reader"
        yield from self._indexes()
        yield from self._guards()
        yield from _comment(f"TABLE {name}", piece)
        for grant in piece["grants"]:
            what, _, whom = grant.partition(" TO ")
            yield f"GRANT {what} ON {name} TO {whom}"
        if piece["owner"] and not self.drawn["counter"]:
            yield f"ALTER TABLE {name} OWNER TO {piece['owner']}"

    def _action(self) -> str:
        action: str = self.piece["action"]
        return action

    def _takes(self, column: str, setting: str) -> bool:
        if self._generated(column) and self.columns[column]["generated"] == "VIRTUAL":
            return "STATISTICS" in setting and self.major < 18
        if "STORAGE" in setting or "COMPRESSION" in setting:
            return self.type(column) in ("text", "varchar(20)", "varchar(40)", "jsonb", "bytea")
        return True

    def _is_sortable(self, column: str) -> bool:
        return self.type(column) in ORDERED and not self._is_virtual(column)

    def _is_virtual(self, column: str) -> bool:
        return column in self.columns and "VIRTUAL" in self._generated(column)

    def _indexes(self) -> Iterator[str]:
        sorted_columns = [c for c in self.columns if self._is_sortable(c)]
        place = dict(zip("abc", (sorted_columns * 3)[:3], strict=False)) or dict.fromkeys("abc", "id")
        for n, index in enumerate(sorted(self.piece["indexes"])):
            target = index.format(**place) if place else index
            if _has_ground(target, self.drawn) and not (
                "brin" in target and self.type_of(place["c"]) in ("boolean", "integer[]")
            ):
                yield f"CREATE INDEX {self.name}_i{n}{len(target) % 3} ON app.{self.name} {target}"
        if self.piece["unique_index"]:
            yield f"CREATE UNIQUE INDEX {self.name}_u ON app.{self.name} (id)"
            if self.piece["cluster"]:
                yield f"ALTER TABLE app.{self.name} CLUSTER ON {self.name}_u"
        identity = self.piece["identity"]
        if (
            identity == "INDEX"
            and self.piece["unique_index"]
            and (self.piece["key"] == "primary" or "serial" in self.piece["id"])
        ):
            yield f"ALTER TABLE app.{self.name} REPLICA IDENTITY USING INDEX {self.name}_u"
        elif identity in ("FULL", "NOTHING"):
            yield f"ALTER TABLE app.{self.name} REPLICA IDENTITY {identity}"

    def type_of(self, column: str) -> str:
        return self.type(column) if column in self.columns else self.id_type

    def _guards(self) -> Iterator[str]:
        name, piece = f"app.{self.name}", self.piece
        if piece["rls"]:
            yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY" + (
                f", {piece['rls']} ROW LEVEL SECURITY" if piece["rls"] == "FORCE" else ""
            )
        using = piece["policy_using"] if _has_ground(piece["policy_using"], self.drawn) else "true"
        clauses = {
            "read": f"FOR SELECT TO {{}} USING ({using})",
            "write": f"FOR INSERT TO {{}} WITH CHECK ({using})",
            "every": f"TO {{}} USING ({using})",
        }
        for policy in piece["policies"]:
            yield f"CREATE POLICY {policy} ON {name} {piece['policy_kind']} {clauses[policy].format(piece['policy_role'])}"
        for trigger in piece["triggers"]:
            yield from self._trigger(trigger)
        if piece["rule"]:
            yield f"CREATE RULE rule AS ON DELETE TO {name} {piece['rule']}"
        if piece["statistics"] and len(self.own) > 2 and not any(self._is_virtual(c) for c in self.own[1:2]):
            if self.type_of(self.own[1]) in ORDERED:
                yield f"CREATE STATISTICS app.{self.name}_stat {piece['statistics']} ON {', '.join(self.own[:2])} FROM {name}"

    def _trigger(self, trigger: str) -> Iterator[str]:
        event, name = self.piece["trigger_event"], f"app.{self.name}"
        yield {
            "row": f"CREATE TRIGGER row BEFORE {event} ON {name} FOR EACH ROW EXECUTE FUNCTION app.touch('x')",
            "statement": f"CREATE TRIGGER statement AFTER {event} ON {name} EXECUTE FUNCTION app.touch()",
            "constraint": f"CREATE CONSTRAINT TRIGGER constraint_one AFTER {event} ON {name} DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.touch()",
        }[trigger]
        if self.piece["trigger_state"]:
            yield f"ALTER TABLE {name} {self.piece['trigger_state']} TRIGGER {'constraint_one' if trigger == 'constraint' else trigger}"


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
        extra = view["extra"] if _has_ground(view["extra"], drawn) else ""
        where = (
            view["where"] if _has_ground(view["where"], drawn) and ("id" in source or "id" not in view["where"]) else ""
        )
        what = "MATERIALIZED VIEW" if name == "m1" else "VIEW"
        options = "" if name == "m1" else view["options"]
        yield f"CREATE {what} app.{name} {options} AS SELECT {', '.join(columns)}{extra} FROM app.{view['of']} {where}"
        made[name] = columns
        yield from _comment(f"{what} app.{name}", view)
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
    yield from _comment("PUBLICATION pub", piece)
